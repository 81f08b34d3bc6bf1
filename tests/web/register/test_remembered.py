"""“We remember your choices” is said where all are, and the same file asks for nothing again."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.client import Client
from tests.support.forms import forms_of
from tests.support.links import PANEL, Link, Links
from tests.support.registers import again, counts, press, send
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


def test_how_rows_are_taken_that_would_be_wrong_is_said_once(client: Client, link: Link) -> None:
    """The second file counted the same rows as wrong, and what they name as gone from it."""
    rows = "Ref,Project,Start\nA1,Panel,31/02/2026\nA2,Forum,1/3/2026\n,Dog order,2/3/2026\n"
    page = press(client, send(client, link.address, rows.encode(), "a.csv"))
    assert counts(page) == ["2 new activities", "1 row is wrong"]
    form = next(form for form in forms_of(page) if "unread" in form.names)
    page = again(client, client.send(form).address)
    assert counts(page) == ["3 new activities"]
    press(client, page)
    page = send(client, link.address, rows.replace("1/3", "4/3").encode(), "b.csv")
    assert counts(page) == ["0 new activities", "1 activity changes", "2 rows change nothing"]
    assert "left empty" in page.words_of("#unread")
    form = next(form for form in forms_of(page) if "names" in form.names)
    page = again(client, client.send(form).address)
    assert "1 row is wrong" in counts(page)
    assert "Dog order" not in page.words_of("#missing"), "a wrong row names it"
    good = "Ref,Project,Start\nA2,Forum,1/3/2026\n"
    page = send(client, link.address, good.encode(), "c.csv")
    assert not page.all("#unread") + page.all("#unnumbered")
