"""Forty activities of the first version are moved, compared and exported by pages alone."""

import io
import time
from collections import Counter

import pytest
from docx import Document
from flask import Flask
from openpyxl import load_workbook

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.plan.made_document import DOCX
from ladder_assess.services.people.find_place import find_place, portfolio_of
from tests.services.activities.test_move_to_clearer import BEFORE, FIRST, forty
from tests.support.client import Client
from tests.support.links import Link, Links
from tests.support.membership import People
from tests.support.page import Page
from tests.support.site import product_of
from tests.support.work import made_file
from tests.web.activities.moving.test_dates_of_moved import file_of
from tests.web.plan.test_plan_over_time import give_out

COUNT = 40


class OfOffice(Link):
    """The list of an organisation, by the addresses of its people."""

    @property
    def portfolio(self) -> Portfolio:
        owner = find_place(self.product, int(self.token[1:]), OWNERS[self.token])
        assert owner is not None
        return portfolio_of(self.product, owner)


OWNERS: dict[str, int] = {}


def office(app: Flask) -> tuple[Client, Link]:
    """Somebody who owns an organisation, and its list."""
    people = People(app)
    owner = people.person()
    token = f"o{people.organisation(owner).id}"
    OWNERS[token] = owner.id
    return people.client(owner), OfOffice(product_of(app), token)


@pytest.mark.parametrize("whose", ["a private link's", "an organisation's"])
def test_forty_are_moved_compared_and_exported_by_pages(
    whose: str, app: Flask, client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What is done on a page is noted with the time of now.
    monkeypatch.setitem(app.config, "TODAY", lambda: uk_day(int(time.time())))
    client, link = (client, links.make()) if whose.startswith("a ") else office(app)
    forty(link)
    give_out(link, BEFORE)
    show = client.get(link.address)
    assert f"{COUNT} activities here are described by the earlier ones" in show.words_of("#clearer")
    changed = move_all_by_pages(client, link, client.follow(show, "See what became clearer"))
    assert {record.stamp for record in link.records} == {link.product.stamp}
    dates = BEFORE.strftime("first=%d&first=%m&first=%Y")
    page = client.get(f"{link.address}/over-time?{dates}")
    assert f"{COUNT} activities were moved to other questions" in page.words_of("#compared")
    counts = {name: int(count) for name, count in file_of(client, page, "causes")[1:]}
    head, *rows = file_of(client, page, "changed")
    assert sum(counts.values()) == COUNT
    assert len(rows) == COUNT - counts["Nothing"]
    assert {row[head.index("What changed it")] for row in rows} == counts.keys() - {"Nothing"}
    anew = {int(row[0].split(".")[0]) for row in rows if "anew" in row[2]}
    assert anew, "an answer was read anew that puts an activity elsewhere"
    assert anew <= changed
    assert not any("ractice" in row[2] for row in rows), "nothing was done otherwise"
    plan_and_its_files_say_the_same(app, client, link, counts)
    register = client.browser.get(f"{link.address}/register/activities.csv").get_data(as_text=True)
    assert register.count(link.product.stamp) == COUNT
    assert FIRST not in register


def move_all_by_pages(client: Client, link: Link, page: Page) -> set[int]:
    """Those with nothing to look at at once, the others one after the other: in every third one
    answer is read anew. Returns the numbers of these.
    """
    at_once = len(link.records)
    if page.all("main form button"):
        page = client.answer(page)
        at_once = sum(record.stamp == FIRST for record in link.records)
    changed: set[int] = set()
    page = client.get(f"{link.address}/clearer?after=0")
    for left in range(at_once, 0, -1):
        number = int(page.address.split("/activities/")[1].split("/")[0])
        others = page.words_of("#others") if left > 1 else ""
        assert str(left - 1 if left > 2 else "One more" if left == 2 else "") in others
        answers = {}
        rung = page.all("#rung input[type=radio]")
        if left % 3 == 0 and rung:
            first = [field for field in rung if field["name"] == rung[0]["name"]]
            other = next(f for f in reversed(first) if "checked" not in f.attributes
                         and f["value"] != "unknown")  # fmt: skip
            answers = {other["name"]: other["value"]}
            changed.add(number)
        button = "the-next" if left > 1 else None
        page = client.answer(page, button, **answers)
    return changed


def plan_and_its_files_say_the_same(
    app: Flask, client: Client, link: Link, counts: dict[str, int]
) -> None:
    """The plan's page, its document and its spreadsheet have the same counts."""
    rows = client.get(f"{link.address}/plan").all("#over-time tbody tr")
    told = [[cell.text for cell in row.named("th", "td")] for row in rows]
    assert {row[0]: int(row[1]) for row in told if len(row) == 2} == counts
    document = Document(io.BytesIO(made_file(app, link.portfolio, DOCX)))
    cells = [[cell.text for cell in row.cells] for t in document.tables for row in t.rows]
    assert all([name, str(count)] in cells for name, count in counts.items())
    content = client.browser.get(f"{link.address}/plan/figures.xlsx").data
    sheet = load_workbook(io.BytesIO(content))["Activities at two dates"]
    causes = [row[3] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert Counter(causes) == counts
