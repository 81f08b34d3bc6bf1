"""Every export holds all that is shown on the screens it stands for, and nothing in it acts.

An organisation in which every text has a mark is looked at page by page; whatever mark a page
shows must be in each export that stands for it, or in the export's list of what it leaves out.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from docx import Document
from flask import Flask
from icalendar import Calendar
from openpyxl import load_workbook

from ladder_assess.core.common.spreadsheet_cells import ACTS
from ladder_assess.core.plan.made_document import DOCX
from ladder_assess.publishing.plan.pdf import plan_html, print_environment
from ladder_assess.services.plan.gather_plan import gather_plan
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.marks import Marked, marked_link, marked_office, marks_in
from tests.support.offices import signed_in_client
from tests.support.site import TODAY, product_of, sealed
from tests.support.work import made_file

LIST, ACTIVITY, COMMENTS, VIEWS = "list", "activity", "comments", "views"
PAST, FILES, PLAN, ACTIONS = "past", "files", "plan", "actions"
ROUNDS, PEOPLE, PUBLIC = "rounds", "people", "public"
OFFICE, LINK = "office", "link"


@dataclass(frozen=True)
class World:
    """A list as whoever may see all of it does; `shown` are the marks on each screen."""

    app: Flask
    client: Client
    made: Marked
    shown: Mapping[str, set[str]]

    def download(self, address: str) -> bytes:
        response = self.client.browser.get(self.made.list + address, buffered=True)
        assert response.status_code == 200, address
        return response.get_data()

    def everything(self) -> dict[str, bytes]:
        """The files of the zip of everything."""
        form = form_of(self.client.get(f"{self.made.about}/data"), "/export")
        response = self.client.browser.post(form.address, data=form.values, buffered=True)
        with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}


def screens(made: Marked) -> dict[str, list[str]]:
    """The addresses of the pages of each screen."""
    activity, rounds = f"{made.list}/activities/1", f"{made.list}/questionnaires"
    found = {
        LIST: [made.list],
        ACTIVITY: [f"{activity}/review", f"{activity}/result", f"{activity}/evidence?answers=all"],
        VIEWS: [f"{activity}/views"],
        PAST: [f"{activity}/history"],
        FILES: [f"{activity}/files"],
        PLAN: [f"{made.list}/plan"],
        ACTIONS: [f"{made.list}/plan/actions/{sealed(action)}" for action in made.actions],
        ROUNDS: [rounds, f"{rounds}/partnership/rounds/1"],
        PUBLIC: [f"{made.list}/plan/page"]
        + [f"{made.list}/plan/page/actions/{sealed(action)}" for action in made.actions],
    }
    if made.about != made.list:
        found[COMMENTS] = [f"{activity}/comments", f"{activity}/comments/seats"]
        found[PEOPLE] = [made.about, f"{made.about}/people"]
    return found


def world_of(app: Flask, client: Client, made: Marked) -> World:
    shown = {
        screen: set().union(*(marks_in(client.get(page).html) for page in pages))
        for screen, pages in screens(made).items()
    }
    return World(app, client, made, shown)


@pytest.fixture(scope="module")
def worlds(installation: Flask) -> dict[str, World]:
    """An organisation's list as its owner sees it, and that of a private link."""
    product = product_of(installation)
    office, made = marked_office(product)
    owner = signed_in_client(installation, office.owner)
    return {
        OFFICE: world_of(installation, owner, made),
        LINK: world_of(installation, Client(installation), marked_link(product)),
    }


def _register_csv(world: World) -> str:
    names = ("activities.csv", "remarks.csv")
    return "\n".join(world.download(f"/register/{name}").decode() for name in names)


def _register_jsonl(world: World) -> str:
    return world.download("/register/activities.jsonl").decode()


def _register_xlsx(world: World) -> str:
    return _cells(world.download("/register/activities.xlsx"))


def _plan_xlsx(world: World) -> str:
    return _cells(world.download("/plan/figures.xlsx"))


def _cells(content: bytes) -> str:
    book = load_workbook(io.BytesIO(content))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))
    title = str(book.properties.title)
    return "\n".join([title, *(str(cell) for row in rows for cell in row if cell is not None)])


def _plan_pdf(world: World) -> str:
    """What the PDF is printed from."""
    product = product_of(world.app)
    definitions = product.definitions
    templates = world.app.config["SETTINGS"].templates
    plan = gather_plan(product, world.made.portfolio, TODAY)
    environment = print_environment(templates)
    html, _ = plan_html(plan, definitions.questionnaire, definitions.sources, environment)
    return html


def _docx(world: World) -> bytes:
    return made_file(world.app, world.made.portfolio, DOCX)


def _plan_docx(world: World) -> str:
    document = Document(io.BytesIO(_docx(world)))
    return "\n".join("".join(p.itertext()) for p in document.element.body.iter(f"{W}p"))


def _actions_csv(world: World) -> str:
    return world.download("/plan/actions.csv").decode()


def _calendar(world: World) -> str:
    calendar: Any = Calendar.from_ical(world.download("/plan/reminders.ics"))
    texts = [str(calendar["x-wr-calname"])]
    for event in calendar.walk("VEVENT"):
        texts += [event["summary"], event["description"], event["dtstart"].dt.isoformat()]
    return "\n".join(texts)


def _zip(world: World) -> str:
    """The JSON of everything, with the names of the files beside it."""
    files = world.everything()
    tables = [json.loads(content) for name, content in files.items() if name.endswith(".json")]
    return "\n".join([json.dumps(tables, ensure_ascii=False), *files])


NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Export:
    """What an export stands for, what of that it leaves out and why, and how its texts are read.

    What is left out is named by how it begins.
    """

    read: Callable[[World], str]
    screens: tuple[str, ...]
    without: Mapping[str, str] = field(default_factory=dict)


REGISTER = (LIST, ACTIVITY, COMMENTS, VIEWS, FILES)
PRINTED = (ACTIVITY, PLAN, ACTIONS, COMMENTS)
WHOLE_PLAN = (*PRINTED, PUBLIC)
TITLE = {"list": "what the list is called is not said of each activity"}
AS_IT_IS = {
    "past action": "how an action was worded before is in the plan's spreadsheet and document",
    "person": "who reworded it stands beside that",
}
PAGE = {"public page": "it is no part of the plan; the zip of everything has it"}
EXPORTS: dict[str, Export] = {
    "register.csv": Export(_register_csv, REGISTER, TITLE),
    "register.jsonl": Export(_register_jsonl, REGISTER, TITLE),
    "register.xlsx": Export(_register_xlsx, REGISTER),
    "plan.xlsx": Export(_plan_xlsx, WHOLE_PLAN, PAGE),
    "plan.docx": Export(_plan_docx, WHOLE_PLAN, PAGE),
    "plan.pdf": Export(
        _plan_pdf,
        PRINTED,
        {
            **AS_IT_IS,
            "comment": "it goes to people outside, for whom they were not written",
        },
    ),
    "actions.csv": Export(
        _actions_csv,
        (PLAN, ACTIONS, PUBLIC),
        {
            **TITLE,
            **AS_IT_IS,
            **PAGE,
            "activity lead_officer": "who leads is in the register, and here as an owner",
        },
    ),
    "reminders.ics": Export(
        _calendar, (PLAN,), {"activity affected": "what a priority rests on is in the plan"}
    ),
    "everything.zip": Export(
        _zip, (LIST, ACTIVITY, COMMENTS, VIEWS, PAST, FILES, PLAN, ACTIONS, ROUNDS, PEOPLE, PUBLIC)
    ),
}


each_world = pytest.mark.parametrize("whose", [OFFICE, LINK])
each_export = pytest.mark.parametrize("name", EXPORTS)


@each_world
def test_every_mark_is_shown_somewhere(worlds: dict[str, World], whose: str) -> None:
    """Otherwise the exports would be compared with nothing."""
    world = worlds[whose]
    meant = world.made.marks.meant
    shown = set().union(*world.shown.values())
    assert not {meant[mark] for mark in meant.keys() - shown}


@each_world
@each_export
def test_it_holds_what_its_screens_show(worlds: dict[str, World], whose: str, name: str) -> None:
    world, export = worlds[whose], EXPORTS[name]
    marks, held = world.made.marks, marks_in(export.read(world))
    shown = set().union(*(world.shown.get(screen, set()) for screen in export.screens))
    left_out = marks.of(*export.without)
    assert not {marks.meant[mark] for mark in shown - held - left_out}
    idle = {start for start in export.without if not (marks.of(start) & shown) - held}
    assert whose == LINK or not idle, "said to be left out, and is not"


@each_world
def test_a_register_gives_back_the_id_that_it_was_imported_by(
    worlds: dict[str, World], whose: str
) -> None:
    marks = worlds[whose].made.marks
    for name in ("register.csv", "register.jsonl", "register.xlsx", "everything.zip"):
        assert marks.of("register id") <= marks_in(EXPORTS[name].read(worlds[whose])), name


def tables(world: World) -> dict[str, bytes]:
    """Every CSV."""
    addresses = (
        "/register/activities.csv", "/register/remarks.csv", "/plan/actions.csv",
        "/questionnaires/partnership/rounds/1/results.csv", "/pictures/distribution.csv",
    )  # fmt: skip
    found = {address: world.download(address) for address in addresses}
    return found | {n: c for n, c in world.everything().items() if n.endswith(".csv")}


@each_world
def test_no_cell_of_a_table_acts(worlds: dict[str, World], whose: str) -> None:
    world = worlds[whose]
    acting = 0
    for name, content in tables(world).items():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert NUMBER.fullmatch(cell) or not cell.lstrip(" \u00a0").startswith(ACTS), name
                acting += cell.startswith("'") and bool(marks_in(cell))
    assert acting > 20


@each_world
def test_no_cell_of_a_workbook_acts(worlds: dict[str, World], whose: str) -> None:
    world = worlds[whose]
    for address in ("/register/activities.xlsx", "/plan/figures.xlsx"):
        content = world.download(address)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, part in parts.items():
            assert not re.search(rb"<(f|hyperlink|externalReference)[ >/]", part), name
        book = load_workbook(io.BytesIO(content))
        cells = [c for sheet in book.worksheets for row in sheet.iter_rows() for c in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert any(str(cell.value).startswith("=") for cell in cells)


def test_no_field_or_link_of_a_document_acts(worlds: dict[str, World]) -> None:
    """Fields number pages and list headings; links lead to places in it and to web addresses."""
    world = worlds[OFFICE]
    with zipfile.ZipFile(io.BytesIO(_docx(world))) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    fields = [f for part in parts.values() for f in re.findall(r"<w:instrText[^>]*>([^<]*)", part)]
    fields += [f for part in parts.values() for f in re.findall(r'w:instr="([^"]*)', part)]
    assert {field.split()[0] for field in fields} <= {"TOC", "PAGE", "NUMPAGES", "PAGEREF", "SEQ"}
    links = [
        link
        for name, part in parts.items()
        if name.endswith(".rels")
        for link in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', part)
    ]
    assert all(link.startswith(("https://", "http://", "mailto:")) for link in links)
