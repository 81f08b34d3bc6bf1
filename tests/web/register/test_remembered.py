"""“We remember your choices” is said where all are, and the same file asks for nothing again."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.client import Client
from tests.support.links import PANEL, Link, Links
from tests.support.registers import counts, press, send
from tests.support.sheets import workbook

PROMISE = "We remember your choices for the next file."
ALIKE = "id,name,Zgrant,Zgrant %,,Note,Note,\n" + "".join(
    f"Z{at},Panel {at},{at}0 a,{at} b,c {at},d {at},e {at},f {at}\n" for at in range(9)
)


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


def test_headings_that_differ_in_signs_or_are_empty_are_asked_about_once(
    client: Client, link: Link
) -> None:
    page = send(client, link.address, ALIKE.encode(), "a.csv")
    assert PROMISE in page.text
    said = {"column_3": "service_area", "column_4": "legal_basis", "column_6": "what_changed"}
    page = press(client, page, **said)
    press(client, page)
    page = send(client, link.address, ALIKE.encode(), "a.csv")
    assert counts(page)[2] == "9 rows change nothing", "nothing is asked"
    changed = ALIKE.replace("3 b", "Housing").replace("e 5", "Tenants")
    page = send(client, link.address, changed.encode(), "a.csv")
    assert counts(page)[1] == "2 activities change"


def test_what_becomes_of_hidden_rows_is_asked_once_of_a_file_with_the_same_columns(
    client: Client, link: Link
) -> None:
    """It was asked of each sending anew, and the page promised no more."""

    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[3].hidden = True

    rows = [(f"Z{at}", f"Panel {at}", "x") for at in range(3)]
    content = workbook(("id", "name", "Zother"), *rows, change=hide)
    page = send(client, link.address, content)
    assert PROMISE in page.text
    page = press(client, page, hidden="leave")
    assert "1 hidden row was left out." in page.text
    press(client, page)
    page = send(client, link.address, content)
    assert "1 hidden row was left out." in page.text, "nothing is asked"
    assert counts(page)[2] == "2 rows change nothing"
    other = workbook(("id", "name", "Zelse"), *rows, change=hide)
    assert "1 row is hidden in your spreadsheet" in send(client, link.address, other).text
