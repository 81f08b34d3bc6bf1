"""Sheets of a workbook with the same columns are offered to be read as one list."""

from collections.abc import Mapping

import pytest
from openpyxl import Workbook

from tests.support.client import Client
from tests.support.forms import form_of, forms_of
from tests.support.links import Link, Links
from tests.support.registers import again, cells, counts, press, send
from tests.support.sheets import saved

TOGETHER = "2023*2024"


@pytest.fixture
def link(links: Links) -> Link:
    return links.make()


def book(sheets: Mapping[str, range], last: str = "") -> bytes:
    """A workbook with these rows; what the activities of its last sheet are called ends so."""
    made = Workbook()
    made.remove(made.active)
    for title, numbers in sheets.items():
        sheet = made.create_sheet(title)
        sheet.append(("Ref", "Title", "Ward"))
        for at in numbers:
            more = last if title == [*sheets][-1] else ""
            sheet.append((f"R{at}", f"Panel {at} {more}", "North"))
    return saved(made)


def test_both_lists_are_filled_in_and_one_alone_can_be_chosen(client: Client, link: Link) -> None:
    content = book({"2023": range(20), "2024": range(20, 45), "Notes": range(0)})
    page = send(client, link.address, content)
    assert "The sheets “2023”, “2024” have the same columns." in page.text
    assert form_of(page).values["sheet"] == [TOGETHER]
    assert "Together: 2023, 2024" in page.text
    page = press(client, page)
    assert counts(page)[0] == "45 new activities"
    assert (
        "“2023”, “2024” have the same columns and were read together" in page.one("#together").text
    )
    assert [row[0] for row in cells(page, "#new")][:2] == ["2 (2023)", "3 (2023)"]
    press(client, page)
    assert len(link.records) == 45
    page = send(client, link.address, content)
    assert counts(page)[2] == "45 rows change nothing", "it is remembered"
    page = client.follow(page, "Change which column is which")
    page = press(client, page, sheet="2024", read_sheet="yes")
    assert counts(page)[2] == "25 rows change nothing"
    assert "Only the sheet “2024” was read." in page.text


def test_a_code_on_two_sheets_is_named_with_its_sheet(client: Client, link: Link) -> None:
    same = book({"2023": range(20), "2024": range(19, 40)})
    page = press(client, send(client, link.address, same))
    assert counts(page)[0] == "40 new activities", "what is the same in every cell is read once"
    other = book({"2023": range(20), "2024": range(19, 40)}, "of 2024")
    page = send(client, link.address, other)
    row, code, column, what = cells(page, "#wrong")[0]
    assert (row, code, column) == ("2 (2024)", "R19", "Ref")
    assert what == "Row 21 (2023) has the same. Each activity needs its own."
    problems = client.browser.get(f"{page.address}/problems.csv").text
    assert "2 (2024),R19,Ref,Row 21 (2023)" in problems


def test_a_short_one_is_offered_by_a_button(client: Client, link: Link) -> None:
    content = book({"2023": range(60), "2024": range(60, 61)})
    page = press(client, send(client, link.address, content))
    assert counts(page)[0] == "60 new activities"
    assert "The sheets “2023”, “2024” have the same columns." in page.one("#together").text
    form = next(f for f in forms_of(page) if f.values.get("sheet") == [TOGETHER])
    page = again(client, client.send(form).address)
    page = press(client, page) if "Which column" in page.heading else page
    assert counts(page)[0] == "61 new activities"
