"""Wherever an action is shown, it says what it answered when chosen, and what became of that.

The tests of each page and file asked those that somebody had thought of: the summary, the two
pages, what was taken out, an organisation's first page and the public page were not among them.
This one goes over every address of the app and every kind of file, so that a new one is looked at
by itself.
"""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from html import unescape
from itertools import product as every
from typing import Any

import pypdfium2
import pytest
from docx import Document
from flask import Flask, url_for
from icalendar import Calendar
from openpyxl import load_workbook
from werkzeug.routing import Rule

from ladder_assess.core.activities.history import Author
from ladder_assess.core.plan.plan import Action, Trigger
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.plan.write_plan import take_out
from ladder_assess.storage.plan.documents import ask_for_document
from ladder_assess.storage.plan.plans import add_action, list_actions
from ladder_assess.web.activities.made_files import MADE
from tests.support.forms import forms_of
from tests.support.kept.written import written
from tests.support.links import SHOW
from tests.support.offices import Office, make_office, signed_in_client
from tests.support.page import Page
from tests.support.public_pages import PUBLIC, publish
from tests.support.site import TODAY, product_of
from tests.support.work import work
from tests.web.plan.test_reasons import ANSWERED, CHOSEN, ON, UNMARKED

TITLES = ("Tell people what was decided", "Say who decides in the end")
LABEL, NEAR = "Manipulation", 600
# What the first answers of the activity make of the reason, and what others do.
STATES = {
    "holds": ({}, ("This still holds.", "Still so.")),
    "met": (
        {"decision_stage": "open", "information": "adequate"},
        (f"Met: this has not been so since {ON}.", "Met on 21 Apr 2026."),
    ),
    "changed": ({"level": "individual"}, ("No longer so",)),
}
# Where an action is known to be shown: as many as these are found, or nothing was looked at.
SHOWN_AT = {
    "organisation.show", "plan.show", "plan.action", "plan.taken_out", "plan.erase_taken",
    "plan.actions_csv", "plan.figures", "plan.tables", "plan.reminders", "public_page.show",
    "public_page.action", "public_page.preview", "published.show",
    *(made.fetch for kind, made in MADE.items() if made.fetch.startswith("plan.")),
}  # fmt: skip
# What is kept of others than actions: addresses with a part of these come with none of them here.
OF_OTHERS = {
    "ticket", "message_id", "campaign", "instrument", "wave", "list_id", "mailing_id", "name",
    "contact_id", "key_id", "room", "reader", "case_id", "arrangement_id", "story_id", "page_id",
    "form_id", "section", "comment", "item", "by", "picture", "import_id", "file_id", "code",
    "item_id", "group", "account_id", "ticket_id", "organisation_id",
}  # fmt: skip


class Site:
    """An organisation whose plan has an action that is due, and one that was taken out of it."""

    def __init__(self, app: Flask, state: str) -> None:
        self.app, self.product = app, product_of(app)
        self.office: Office = make_office(self.product)
        self.office.describe(SHOW)
        self.ids = {title: self._add(title) for title in TITLES}
        values, self.told = STATES[state]
        if values:
            save_answers(
                self.product, self.office.portfolio, 1, dict(values), Author(when=ANSWERED)
            )
        first, second = self.ids.values()
        self.client = signed_in_client(app, self.office.owner)
        shown = self._publish(first)
        take_out(self.product, self.office.portfolio, second, "", TODAY, int(time.time()))
        self.values: dict[str, list[Any]] = {
            "token": [f"o{self.office.id}"], "organisation": [self.office.id], "number": [1],
            "action_id": [first, second], "address": [shown], "ending": ["csv", "jsonl", "xlsx"],
            "kind": ["csv", "json"],
        }  # fmt: skip
        self.made = {made.fetch: self._ask(kind) for kind, made in MADE.items()}
        work(app)

    def _add(self, title: str) -> int:
        action = Action(
            0, 1, title, "", due=TODAY + timedelta(days=9), trigger=Trigger("trap", "manipulation"),
            chosen=CHOSEN,
        )  # fmt: skip
        written(self.product.database, add_action, self.office.portfolio, action, title)
        return list_actions(self.product.database, self.office.portfolio)[-1].id

    def _publish(self, action: int) -> str:
        """Publish a page about it, as its owner does, and give its address."""
        address = publish(self.product, self.office.portfolio, PUBLIC, [action])
        page = self.client.get(f"{self.office.list}/plan/page/preview")
        self.client.send(next(form for form in forms_of(page) if "/publish" in form.address))
        return address

    def _ask(self, kind: str) -> int:
        return written(
            self.product.database, ask_for_document, self.office.portfolio, TODAY, "latest", kind
        )

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Every address that can be looked at, with its endpoint."""
        for rule in self.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                with self.app.test_request_context():
                    yield from ((rule.endpoint, address) for address in self._filled(rule))

    def _filled(self, rule: Rule) -> Iterator[str]:
        known = self.values | {"document_id": [self.made.get(rule.endpoint, 0)]}
        if rule.arguments & OF_OTHERS:
            return
        names = sorted(rule.arguments)
        assert set(names) <= set(known), f"{rule}: how is that filled, or whose is it?"
        for given in every(*[known[name] for name in names]):
            with suppress(ValueError):
                yield url_for(rule.endpoint, **dict(zip(names, given, strict=True)))


def parts_of(kind: str, content: bytes) -> Iterator[str]:
    """The texts of what was fetched: one of a page or file, of print one of each page."""
    if kind == "application/pdf":
        yield from (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    elif kind.endswith("spreadsheetml.sheet"):
        book = load_workbook(io.BytesIO(content))
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        yield " ".join(str(cell) for row in rows for cell in row if cell is not None)
    elif kind.endswith("wordprocessingml.document"):
        yield " ".join(
            t.text or "" for t in Document(io.BytesIO(content)).element.iter() if _is_text(t)
        )
    elif kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield " ".join(packed.read(name).decode() for name in packed.namelist())
    elif kind == "text/calendar":
        found = Calendar.from_ical(content).walk("VEVENT")
        yield from (f"{event['summary']} {event['description']}" for event in found)
    elif kind == "text/html":
        yield Page("", 200, {}, content.decode()).text
    else:
        yield content.decode()


def _is_text(element: object) -> bool:
    return str(getattr(element, "tag", "")).endswith("}t")


@pytest.mark.parametrize("state", STATES)
def test_wherever_an_action_is_shown_it_says_what_became_of_its_reason(
    app: Flask, state: str
) -> None:
    site, shown, silent = Site(app, state), set(), []
    for endpoint, address in site.addresses():
        got = site.client.browser.get(address, follow_redirects=True)
        if got.status_code != 200:
            continue
        for text in parts_of(got.mimetype or "", got.data):
            plain = " ".join(unescape(text).translate(UNMARKED).split())
            for title in TITLES:
                if title in plain:
                    shown.add(endpoint)
                    after = [plain[m.end() :][:NEAR] for m in re.finditer(title, plain)]
                    if not any(LABEL in p and any(t in p for t in site.told) for p in after):
                        silent.append((endpoint, address, title, after[0][:120]))
    assert not silent
    assert shown >= SHOWN_AT, SHOWN_AT - shown
