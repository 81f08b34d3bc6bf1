"""Which row of a file names its columns, where totals or a form stand above the list."""

import pytest
from openpyxl import Workbook

from ladder_assess.core.register.columns import Headings, register_columns
from ladder_assess.storage.register.tables import read_table
from tests.support.command import rules
from tests.support.sheets import saved

KNOWN = Headings(register_columns(rules().definitions.questionnaire))
LIST = (
    "Date,Venue,Event,Attendance",
    "03/01/26,Town Hall,Budget workshop,24",
    "10/01/26,Library,Coffee morning,12",
    "17/01/26,Park,Litter pick,31",
    "24/01/26,School,Open day,80",
    "31/01/26,Church,Choir,15",
)
EMPTY = ",,,"


@pytest.mark.parametrize(
    "above",
    [
        ("Measure,How counted,Value,Target", "Events held,Count,5,10", "People,Sum,162,200", EMPTY),
        ("Measure,Value,,", "Events,5,,", "People,162,,", EMPTY),
        ("Measure,How,Value,", "Events,Count,5,", EMPTY),
        ("Period,Team,Status,Version", "2026,Rides,Draft,1", EMPTY),
        ("Period,Team,Status,Version", "2026,Rides,Draft,1"),
        ("Total rides,3,Total walks,2", EMPTY),
        ("Title,Events of the winter,,", "Period,January,,", EMPTY),
        ("Events of 2026,,,", EMPTY, "Prepared by,The team,,", EMPTY),
        (),
    ],
)
def test_a_form_or_totals_above_a_list_are_not_its_headings(above: tuple[str, ...]) -> None:
    """The first row with half as many texts as the fullest was taken, whatever stood below it."""
    table = read_table("\n".join((*above, *LIST)).encode(), KNOWN, "")
    assert ",".join(table.headings) == LIST[0]
    assert [row.cells[2] for row in table.rows][:2] == ["Budget workshop", "Coffee morning"]


@pytest.mark.parametrize(
    "below",
    [
        ("Park,Town Hall,Event", "Bins,Library,Project"),
        ("Event,Date,Place", "Choir,01/02/26,Hull"),
        ("Owner,Team,Budget", "Ann,Parks,1", "Bob,Roads,2", "Cy,Homes,3"),
    ],
)
def test_the_first_of_two_lists_stays_the_list(below: tuple[str, ...]) -> None:
    first = ("Title,Start date,Venue", "Coffee,01/01/26,Hull", "Tea,02/01/26,York")
    table = read_table("\n".join((*first, ",,", *below)).encode(), KNOWN, "")
    assert table.headings == ("Title", "Start date", "Venue")


@pytest.mark.parametrize("order", [1, -1])
def test_a_sheet_for_looking_at_is_not_proposed(order: int) -> None:
    rows = [[f"0{at}/01/26", "Long", f"Through the valley {at}"] for at in range(3, 8)]
    view = [
        ["Calendar 2026"], ["Ready to read"], [],
        ["Indicator", "Formula", "Value", "", "Mix", "Number"],
        ["Rides", "Count", "5", "", "Long", "2"],
        ["Kilometres", "Sum", "482", "", "Short", "3"], [],
        ["Date", "Week", "Type", "Start", "Route", "Profile"],
        *([day, "1", kind, "9:00", route, "Hills"] for day, kind, route in rows),
    ]  # fmt: skip
    sheets: dict[str, list[list[str]]] = {"Data": [["Date", "Type", "Route"], *rows], "View": view}
    book = Workbook()
    book.remove(book.active)
    for title in list(sheets)[::order]:
        sheet = book.create_sheet(title)
        for row in sheets[title]:
            sheet.append(row)
    assert read_table(saved(book), KNOWN, "").sheet == "Data"
    of_view = read_table(saved(book), KNOWN, "View")
    assert of_view.headings[:3] == ("Date", "Week", "Type")
