"""A register from a spreadsheet: shown first, then imported as a whole, and again by its ids."""

from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ladder_assess.core.draft import AGREED
from ladder_assess.services.import_register import MOST_ROWS
from ladder_assess.storage.history import changes_since
from ladder_assess.web.register_import import XLSX
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.offices import make_office, signed_in_client
from tests.support.page import Page
from tests.support.sheets import HEADER, saved, workbook
from tests.support.site import product_of

ROWS = (
    ("a", "Tenant panel", "advisory", "co_design", 6, "documented"),
    ("b", "Library", "all", None, None, None),
)
GOOD = workbook(HEADER, *ROWS)


def send(client: Client, link: str, content: bytes, name: str = "register.xlsx") -> Page:
    """Upload a register; what is then shown."""
    token = form_of(client.get(f"{link}/import")).values["csrf_token"][0]
    data = {"csrf_token": token, "file": (BytesIO(content), name)}
    response = client.browser.post(f"{link}/import", data=data)
    assert response.status_code == 200
    return Page(f"{link}/import", 200, {}, response.text)


def imported(client: Client, link: str, content: bytes, name: str = "register.xlsx") -> Page:
    return client.answer(send(client, link, content, name))


def counts(page: Page) -> list[str]:
    return [item.text for item in page.all("#counts li")]


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def test_a_register_is_shown_and_then_imported(client: Client, link: Link) -> None:
    page = client.follow(client.get(link.address), "Import a register")
    assert page.heading == "Import a register"
    page = send(client, link.address, GOOD)
    assert counts(page)[:3] == [
        "2 new activities",
        "0 activities change",
        "0 activities stay as they are",
    ]
    assert len(link.drafts) == 1, "nothing is kept before someone says so"
    page = client.answer(page)
    assert page.address == link.address
    assert "2 activities were added." in page.text
    panel = link.draft(2)
    assert dict(panel.values) == {
        "name": "Tenant panel",
        "seats": "advisory",
        "functions": ("co_design",),
        "claimed_rung": "6",
    }
    assert (panel.backing["seats"].strength, panel.register_id) == ("documented", "a")
    client.get(f"{link.activity(2)}/result")


def test_importing_again_brings_up_to_date_by_id(client: Client, link: Link) -> None:
    imported(client, link.address, GOOD)
    page = send(client, link.address, GOOD)
    assert counts(page)[2] == "2 activities stay as they are"
    assert "There is nothing to import." in page.text
    text = b"id;seats;name\nb;minority;\nc;none;Notice\na;advisory;Tenant panel\n"
    page = send(client, link.address, text, "register.csv")
    assert counts(page)[:3] == [
        "1 new activity",
        "1 activity changes",
        "1 activity stays as it is",
    ]
    assert "Changes: seats" in page.one("#changes").text
    client.answer(page)
    assert link.draft(3).values == {"name": "Library", "seats": "minority"}
    assert [d.register_id for d in link.drafts] == ["", "a", "b", "c"]
    assert {c.key for c in changes_since(link.product.database, link.portfolio, 3, 0)} == {"seats"}


def test_bad_rows_are_left_out_knowingly(client: Client, link: Link) -> None:
    bad = workbook(HEADER, *ROWS, ("c", "x", "bogus", "co_design;x"), ("a", "again"))
    page = send(client, link.address, bad)
    assert counts(page)[3] == "2 rows are wrong"
    rows = [[cell.text for cell in row.named("td")][:2] for row in page.all("tbody tr")]
    assert rows[:3] == [["4", "seats"], ["4", "functions"], ["5", "id"]]
    page = client.answer(page)
    assert "Tick the box to leave out" in page.complaints[0]
    assert len(link.drafts) == 1
    page = client.answer(page, leave_out=["yes"])
    assert "2 activities were added." in page.text
    assert [d.register_id for d in link.drafts] == ["", "a", "b"]


def test_nothing_is_imported_where_someone_was_quicker(client: Client, link: Link) -> None:
    page = send(client, link.address, GOOD)
    imported(client, link.address, workbook(HEADER, ROWS[0]))
    page = client.answer(page)
    assert "Nothing was imported. Look again." in page.complaints[0]
    assert counts(page)[0] == "1 new activity"
    assert len(link.drafts) == 2
    client.answer(page)
    assert len(link.drafts) == 3


def test_rows_that_someone_made_up_are_not_imported(client: Client, link: Link) -> None:
    page = send(client, link.address, GOOD)
    form = form_of(page)
    for rows in ('{"id": "z", "answers": {"seats": "bogus"}}', "no JSON", "id;bogus\n1;2", ""):
        sent = {**form.sent_by(None), "rows": rows, "seen": "0-0-0-0"}
        client.browser.post(form.address, data=sent)
        assert len(link.drafts) == 1


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "with this name"),
        (b"id,seats\n", "a.csv", "There are no activities in this file"),
        (b"id,bogus\na,b\n", "a.csv", "expected a column of the format"),
        (b"id,n\xe4me\na,b\n", "a.csv", "save the file as UTF-8"),
        (b"id,name\na,Stra\xdfe\n", "a.csv", "save the file as UTF-8"),
        (GOOD[:900], "a.xlsx", "cut short or damaged"),
        (b"\xd0\xcf\x11\xe0" + bytes(99), "a.xls", "password"),
        (b"id\n" + b"\n".join(b"%d" % n for n in range(MOST_ROWS + 1)), "a.csv", "at most 1,000"),
    ],
)
def test_what_cannot_be_read_is_said(
    client: Client, link: Link, content: bytes, name: str, said: str
) -> None:
    page = send(client, link.address, content, name)
    assert said in page.text
    assert len(link.drafts) == 1


def test_a_file_that_is_too_large_is_said(app: Flask, client: Client, link: Link) -> None:
    address = f"{link.address}/import"
    token = form_of(client.get(address)).values["csrf_token"][0]
    # Put together here, because the client spools long ones.
    part = b'--edge\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    long = bytes(app.config["LONGEST_FILE"] + 200_000)
    body = part % (b"csrf_token", token.encode()) + part % (b'file"; filename="a.csv', long)
    response = client.browser.post(
        address, data=body + b"--edge--\r\n", content_type="multipart/form-data; boundary=edge"
    )
    assert response.status_code == 413
    assert "up to 10 MB" in response.text


def test_as_many_rows_as_may_be_are_imported(client: Client, link: Link) -> None:
    rows = [(f"r{n}", f"Activity {n}", "advisory", "co_design", 5, "asserted") for n in range(1000)]
    page = imported(client, link.address, workbook(HEADER, *rows))
    assert "1000 activities were added." in page.text
    assert len(link.drafts) == 1001


def test_an_agreed_activity_is_left_as_it_is(app: Flask) -> None:
    office = make_office(product_of(app))
    client = signed_in_client(app, office.owner)
    imported(client, office.list, GOOD)
    with office.product.database.writing() as connection:
        connection.execute(
            "UPDATE activity SET state = ? WHERE portfolio_id = ? AND number = 1",
            (AGREED, office.portfolio.id),
        )
    page = send(client, office.list, workbook(HEADER, ("a", "Other"), ("b", "Other")))
    assert "has been agreed" in page.text
    client.answer(page, leave_out=["yes"])
    assert "Tenant panel" in client.get(office.list).text


def test_the_empty_register_is_filled_in_and_comes_back(client: Client, link: Link) -> None:
    address = client.get(f"{link.address}/import").link("Download an empty register")
    response = client.browser.get(address)
    assert response.mimetype == XLSX
    book = load_workbook(BytesIO(response.data))
    sheet, lists, meanings = book.worksheets
    assert lists.sheet_state == "hidden"
    names = [cell.value for cell in sheet[1]]
    items = link.product.definitions.questionnaire.coded
    assert names[:4] == ["id", "name", "claimed_rung", "intended_rung"]
    assert set(names[4:]) == {*items, *(f"evidence.{item}" for item in items)}
    offered = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in _rules(sheet)}
    row: dict[str, str] = {"id": "a", "name": "All of it"}
    for place, name in enumerate(names[2:], start=3):
        cell = sheet.cell(2, place)
        source = offered[cell.coordinate].removeprefix("Lists!").replace("$", "")
        options = [c.value for (c,) in lists[source]]
        if name in items:
            assert set(items[name].option_ids) < set(options)
        row[name] = cell.value = options[0]
    sheet["A2"], sheet["B2"] = row["id"], row["name"]
    explained = {cell.value for cell in meanings["A"]}
    assert set(names) <= explained
    imported(client, link.address, saved(book))
    kept = link.draft(2)
    assert kept.values == {
        name: (value,) if items.get(name) and items[name].answer == "many" else value
        for name, value in row.items()
        if name != "id" and not name.startswith("evidence.")
    }


def _rules(sheet: Worksheet) -> list[DataValidation]:
    found: list[DataValidation] = sheet.data_validations.dataValidation
    return found
