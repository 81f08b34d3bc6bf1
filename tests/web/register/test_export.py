"""A register taken away: all that was typed, what came of it, and nothing that acts."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pytest
from flask import Flask
from openpyxl import load_workbook

from ladder_assess.core.common.spreadsheet_cells import typed_cell
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.start_exercise import start_exercise
from ladder_assess.web.register import export as register_export
from tests.support.client import Client
from tests.support.command import run
from tests.support.forms import form_of
from tests.support.links import ONE_PERSON, PANEL, SHOW, Link, Links
from tests.support.marks import marked_link
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.registers import cells, counts, imported, press, send
from tests.support.site import product_of
from tests.support.work import work

Rows = list[dict[str, str]]
ACTS = "=1+1"


def csv_rows(client: Client, address: str) -> Rows:
    response = client.browser.get(address)
    assert response.status_code == 200
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = response.get_data(as_text=True)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))


def sheets(client: Client, address: str) -> Iterator[Rows]:
    response = client.browser.get(address)
    book = load_workbook(BytesIO(response.data))
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows())
        assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}
        names = [cell.value for cell in rows[0]]
        yield [
            {n: "" if c.value is None else str(c.value) for n, c in zip(names, row, strict=True)}
            for row in rows[1:]
        ]


def records(client: Client, address: str) -> list[dict[str, object]]:
    text = client.browser.get(address).get_data(as_text=True)
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({**PANEL, "name": ACTS}, SHOW, ONE_PERSON)


def test_answers_that_hardly_go_together_are_named_in_every_form(
    client: Client, links: Links
) -> None:
    """Pages and plans told of them and an export did not, so that nobody could sort by them."""
    odd = {**PANEL, "seats": "advisory", "decision_rule": "organisation", "response": "binding"}
    page = client.get(f"{links.make(odd, SHOW).address}/register")
    rows = csv_rows(client, page.link("Activities (CSV)"))
    told = [row["result.contradictions"] for row in rows]
    assert told[0].split(";")[:1] == ["advice_that_is_not_heard"]
    assert "binding_but_alone" in told[0].split(";")
    assert not told[1]
    activities, *_, meanings = sheets(client, page.link("Spreadsheet (XLSX)"))
    assert [row["result.contradictions"] for row in activities] == told
    assert "hardly go together" in str(meanings)
    lines = records(client, page.link("JSON Lines"))
    results = [cast(dict[str, list[str]], line["result"]) for line in lines]
    assert [";".join(each["contradictions"]) for each in results] == told


def test_every_form_says_the_same(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "Export the register")
    assert page.heading == "Export the register"
    assert not page.all("main form")
    rows = csv_rows(client, page.link("Activities (CSV)"))
    activities, remarks, meanings = sheets(client, page.link("Spreadsheet (XLSX)"))
    undone = [{k: typed_cell(v) for k, v in row.items()} for row in rows]
    assert undone == activities
    assert rows[0]["name"] == f"'{ACTS}"
    assert remarks == []
    assert [row["Column"] for row in meanings] == list(rows[0])
    assert all(row["What it says"] for row in meanings)
    told = records(client, page.link("Everything (JSON Lines)"))
    assert [record["id"] for record in told] == [row["id"] for row in activities]
    assert [record["name"] for record in told] == [row["name"] for row in activities]


def test_the_results_are_those_of_the_rules(client: Client, link: Link) -> None:
    panel, show, person = csv_rows(client, f"{link.address}/register/activities.csv")
    assert (panel["result.low"], panel["result.high"]) == ("4", "5")
    assert (panel["result.documented_low"], panel["result.documented_high"]) == ("0", "8")
    assert panel["result.cautions"] == "hand_picked"
    assert (panel["result.claimed_gap_low"], panel["result.claimed_gap_high"]) == ("1", "2")
    assert panel["result.next_changes"] == "decision_rule: unknown > advised"
    assert panel["result.kind"] == "co_production"
    assert (panel["result.number"], panel["result.state"]) == ("1", "draft")
    assert show["result.trap"] == "manipulation"
    assert person["result.low"] == person["result.next_changes"] == ""
    assert person["result.kind"] == "citizen_self_help"
    record = records(client, f"{link.address}/register/activities.jsonl")[0]
    assert record["answers"] == {
        item: list(value) if isinstance(value, tuple) else value
        for item, value in link.record().values.items()
        if item in link.product.definitions.questionnaire.coded
    }
    assert (record["claimed_rung"], record["intended_rung"]) == (6, 6)
    assert record["result"]["placement"]["low"] == 4  # type: ignore[index]


def test_what_is_chosen_is_exported_or_all(client: Client, link: Link) -> None:
    page = client.get(f"{link.address}/register?kind=citizen_self_help")
    assert "The activity that you chose" in page.text
    assert "All 3 activities" in page.text
    chosen = csv_rows(client, page.link("Activities (CSV)"))
    assert [row["name"] for row in chosen] == ["Personal budget"]
    activities, *_ = sheets(client, page.link("Spreadsheet (XLSX)"))
    assert [row["name"] for row in activities] == ["Personal budget"]
    page = client.get(f"{link.address}/register?rung=7")
    assert "No activity fits what you chose" in page.text
    address = f"{link.address}/register/activities.csv"
    assert client.browser.get(f"{address}?rung=99").status_code == 404
    assert client.browser.get(f"{address}?since=20").status_code == 404
    assert len(csv_rows(client, address)) == 3


def test_an_empty_list_has_nothing_to_export(client: Client, links: Links) -> None:
    page = client.get(f"{links.make().address}/register")
    assert "There are no activities here yet." in page.text
    assert not page.all("main ul")


def test_an_office_exports_what_each_may_see(app: Flask) -> None:
    office = make_office(product_of(app))
    office.describe(PANEL, SHOW)
    start_exercise(
        office.product,
        office.portfolio,
        office.product.definitions.cases[0].id,
        "an exercise to leave out",
        Actor(),
    )
    helper = make_person(office.product, "Hal Helper")
    office.take_on(helper, "contributor")
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET assigned_to = ? WHERE portfolio_id = ? AND number = 2",
            (helper.id, office.portfolio.id),
        )
    owner = csv_rows(signed_in_client(app, office.owner), f"{office.list}/register/activities.csv")
    assert [row["name"] for row in owner] == [PANEL["name"], SHOW["name"]]
    assert owner[1]["result.assigned_to"] == "Hal Helper"
    theirs = csv_rows(signed_in_client(app, helper), f"{office.list}/register/activities.csv")
    assert [row["name"] for row in theirs] == [SHOW["name"]]


@pytest.fixture
def crowded(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Link:
    """A list of more activities than a spreadsheet is made of while one waits."""
    monkeypatch.setattr(register_export, "MOST_AT_ONCE", 1)
    links = Links(product_of(own_app))
    return links.make({**PANEL, "name": ACTS}, SHOW, ONE_PERSON, {**PANEL, "name": "Second"})


def test_of_many_the_spreadsheet_is_made_in_the_background(own_app: Flask, crowded: Link) -> None:
    client = Client(own_app)
    page = client.get(f"{crowded.address}/register")
    assert client.browser.get(f"{crowded.address}/register/activities.xlsx").status_code == 404
    page = client.send(form_of(page, "/xlsx"))
    assert page.address == f"{crowded.address}/register/xlsx"
    assert "The spreadsheet waits for its turn." in page.text
    assert work(own_app) == 1
    page = client.get(page.address)
    assert "The spreadsheet of 4 May 2026 is ready. It holds every activity." in page.text
    address = page.link("Download the spreadsheet")
    activities, _remarks, _meanings = sheets(client, address)
    rows = csv_rows(client, f"{crowded.address}/register/activities.csv")
    assert activities == [{k: typed_cell(v) for k, v in row.items()} for row in rows]
    assert "The spreadsheet made last" in client.get(f"{crowded.address}/register").text


def test_of_many_tables_and_json_lines_are_made_in_the_background(
    own_app: Flask, crowded: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They were sent while they were written: twelve seconds of the processor in one request."""
    client, at = Client(own_app), f"{crowded.address}/register"
    wanted = {
        name: client.browser.get(f"{at}/{name}").data
        for name in ("activities.csv", "remarks.csv", "activities.jsonl")
    }
    monkeypatch.setattr(register_export, "MOST_SENT", 3)
    for name in wanted:
        assert client.browser.get(f"{at}/{name}").headers["Location"] == at
    page = client.send(form_of(client.get(at), "/text"))
    assert page.address == f"{at}/text"
    assert "The tables wait for their turn." in page.text
    assert work(own_app) == 1
    page = client.get(page.address)
    assert "The tables of 4 May 2026 are ready. They hold every activity." in page.text
    content = client.browser.get(page.link("Download the tables")).data
    with ZipFile(BytesIO(content)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == wanted
    assert "The tables made last" in client.get(at).text
    page = client.send(form_of(client.get(f"{at}?kind=co_production"), "/xlsx"))
    assert page.address == f"{at}/xlsx", "of two that are chosen, the tables are sent at once"


def test_what_is_chosen_of_many_is_made_alone(own_app: Flask, crowded: Link) -> None:
    client = Client(own_app)
    page = client.get(f"{crowded.address}/register?kind=co_production")
    chosen = [row["name"] for row in csv_rows(client, page.link("Activities (CSV)"))]
    assert len(chosen) == 2
    page = client.send(form_of(page, "/xlsx"))
    assert work(own_app) == 1
    page = client.get(page.address)
    assert f"It holds the {len(chosen)} activities that you chose." in page.text
    activities, *_ = sheets(client, page.link("Download the spreadsheet"))
    assert [row["name"].removeprefix("'") for row in activities] == [
        name.removeprefix("'") for name in chosen
    ]


def test_nothing_chosen_is_not_everything(own_app: Flask, crowded: Link) -> None:
    client = Client(own_app)
    token = form_of(client.get(f"{crowded.address}/register"), "/xlsx").values
    for asked in ("rung=7", "rung=99", "since=20"):
        address = f"{crowded.address}/register/xlsx?{asked}"
        assert client.browser.post(address, data=token).status_code == 404
    assert work(own_app) == 0


def test_whoever_sees_a_part_gets_it_at_once_and_no_file_of_others(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the background makes is kept for all who see the whole list."""
    monkeypatch.setattr(register_export, "MOST_AT_ONCE", 1)
    office = make_office(product_of(own_app))
    office.describe(PANEL, SHOW, ONE_PERSON)
    helper = make_person(office.product, "Hal Helper")
    office.take_on(helper, "contributor")
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET assigned_to = ? WHERE portfolio_id = ? AND number < 3",
            (helper.id, office.portfolio.id),
        )
    owner, theirs = signed_in_client(own_app, office.owner), signed_in_client(own_app, helper)
    page = owner.send(form_of(owner.get(f"{office.list}/register"), "/xlsx"))
    assert work(own_app) == 1
    made = owner.get(page.address).link("Download the spreadsheet")
    assert len(next(sheets(owner, made))) == 3
    page = theirs.get(f"{office.list}/register")
    assert "made last" not in page.text
    activities, *_ = sheets(theirs, page.link("Spreadsheet (XLSX)"))
    assert [row["name"] for row in activities] == [PANEL["name"], SHOW["name"]]
    for address in (made, f"{office.list}/register/xlsx", f"{office.list}/register/xlsx/state"):
        assert theirs.browser.get(address).status_code == 403
    sent = form_of(owner.get(f"{office.list}/register"), "/xlsx").values
    assert theirs.browser.post(f"{office.list}/register/xlsx", data=sent).status_code in (400, 403)


def test_of_very_many_there_is_no_workbook(
    client: Client, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_export, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(register_export, "MOST_IN_WORKBOOK", 2)
    page = client.get(f"{link.address}/register?kind=citizen_self_help")
    assert "There are too many for a spreadsheet file (XLSX), which can hold 2 here." in page.text
    assert client.browser.get(f"{link.address}/register/activities.xlsx").status_code == 404
    (row,) = next(sheets(client, page.link("Spreadsheet (XLSX)")))
    assert row["name"] == "Personal budget"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_importing_an_export_changes_nothing(app: Flask, client: Client, ending: str) -> None:
    """Whatever stands in it: every text there would act in a spreadsheet."""
    made = marked_link(product_of(app))
    content = client.browser.get(f"{made.list}/register/activities.{ending}").get_data()
    page = send(client, made.list, content, f"activities.{ending}")
    assert counts(page) == [
        "0 new activities",
        "0 activities change",
        "2 rows change nothing",
    ]
    assert "There is nothing to import." in page.text


def test_what_is_mended_in_an_export_comes_back(client: Client, link: Link, links: Links) -> None:
    """Activities that came from no register are found too, but those of no other list."""
    address = f"{link.address}/register/activities.csv"
    rows = csv_rows(client, address)
    text = "id,seats\n" + "".join(f"{row['id']},minority\n" for row in rows[:2])
    page = send(client, link.address, text.encode(), "mended.csv")
    assert counts(page)[:2] == ["0 new activities", "2 activities change"]
    assert [row[1] for row in cells(page, "#changed")] == [row["id"] for row in rows[:2]]
    press(client, page)
    assert [record.values.get("seats") for record in link.records] == ["minority", "minority", None]
    assert [row["id"] for row in csv_rows(client, address)] == [row["id"] for row in rows]
    other = links.make(PANEL)
    page = send(client, other.address, text.encode(), "mended.csv")
    assert counts(page) == ["2 new activities"]


def test_what_was_imported_is_given_back(client: Client, links: Links) -> None:
    link = links.make()
    text = (
        "id;name;seats;functions;claimed_rung;evidence.seats;note.seats;start_date;purpose\n"
        "r 1;'=1+1;advisory;co_managing;6;documented;As minuted;2024-03-27;unknown\n"
        "r 2;Library;;none;;;;2024-03;\n"
        "r 3;Market;;none;;;;2025;\n"
    )
    imported(client, link.address, text.encode(), "register.csv")
    sent = list(csv.DictReader(StringIO(text), delimiter=";"))
    for row, back in zip(
        sent, csv_rows(client, f"{link.address}/register/activities.csv"), strict=True
    ):
        assert {name: back[name] for name in row} == row
        others = {n: v for n, v in back.items() if n not in row and not n.startswith("result.")}
        assert not any(others.values())


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_place_and_plan_read_an_export_as_it_is(
    app: Flask, client: Client, ending: str, tmp_path: Path
) -> None:
    made = marked_link(product_of(app))
    file = tmp_path / f"activities.{ending}"
    address = f"{made.list}/register/activities"
    file.write_bytes(client.browser.get(f"{address}.{ending}").data)
    placed = run("place", str(file))
    assert (placed.code, placed.errors) == (0, [])
    exported = records(client, f"{address}.jsonl")
    assert placed.ids == [record["id"] for record in exported]
    for record, known in zip(placed.records, exported, strict=True):
        result = cast(dict[str, Any], known["result"])
        assert record["placement"] == result["placement"]
        assert record["typology"] == result["typology"]
    pdf = tmp_path / "plan.pdf"
    planned = run("plan", str(file), "--pdf", str(pdf))
    assert (planned.code, planned.errors) == (0, [])
    assert pdf.read_bytes().startswith(b"%PDF")
