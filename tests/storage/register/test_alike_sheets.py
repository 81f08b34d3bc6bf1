"""Sheets with the same headings, which can be read as one list."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ladder_assess.core.register import bounds
from ladder_assess.core.register.columns import Headings, register_columns
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.core.register.sheets import BESIDE_A_LIST, as_one, row_words
from ladder_assess.storage.register import alike_sheets
from ladder_assess.storage.register.tables import read_table
from tests.support.command import rules
from tests.support.sheets import saved

KNOWN = Headings(register_columns(rules().definitions.questionnaire))
HEADER = ("Ref", "Title", "Ward")


def book(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return saved(made)


def rows(title: str, many: int) -> list[tuple[str, ...]]:
    return [HEADER, *((f"{title}-{at}", f"Panel {at} of {title}", "North") for at in range(many))]


def of(many: Sequence[int]) -> dict[str, list[tuple[str, ...]]]:
    named = {f"Year {2020 + at}": number for at, number in enumerate(many)}
    return {title: rows(title, number) for title, number in named.items()}


@pytest.mark.thorough
@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(20, 40), min_size=2, max_size=4))
def test_sheets_with_the_same_headings_are_read_as_one(many: list[int]) -> None:
    """Of two such lists in one workbook somebody had to say which was the list: both were."""
    sheets = of(many)
    table = read_table(book(sheets), KNOWN)
    assert table.sheet_open, "somebody may want one of them alone"
    assert (table.alike, table.sheet, table.others) == (tuple(sheets), as_one(sheets), ())
    wanted = [
        (row_words(at + 2, ()) + f" ({title})", row[0])
        for title, found in sheets.items()
        for at, row in enumerate(found[1:])
    ]
    assert [(row_words(r.number, table.alike), r.cells[0]) for r in table.rows] == wanted
    for title, found in sheets.items():
        one = read_table(book(sheets), KNOWN, title)
        assert (one.sheet, len(one.rows), one.sheet_open) == (title, len(found) - 1, False)
        assert one.alike == tuple(sheets), "they can still be read together"
    again = read_table(book(sheets), KNOWN, as_one(sheets))
    assert (again.rows, again.sheet_open) == (table.rows, False)


@pytest.mark.parametrize(
    "other",
    [("Ref", "Title", "Town"), ("Title", "Ref", "Ward"), ("Ref", "Title"), (*HEADER, "Cost")],
)
def test_other_headings_make_another_list(other: tuple[str, ...]) -> None:
    sheets = {"North": rows("N", 30), "South": [other, *rows("S", 30)[1:]]}
    table = read_table(book(sheets), KNOWN)
    assert (table.alike, table.sheet) == ((), "North")
    assert read_table(book(sheets), KNOWN, as_one(sheets)).sheet == "North"


@pytest.mark.parametrize("title", sorted(BESIDE_A_LIST)[:8])
def test_what_stands_beside_a_list_is_not_read_with_it(title: str) -> None:
    table = read_table(book({"2023": rows("A", 30), title: rows("B", 2)}), KNOWN)
    assert (table.alike, table.sheet, table.others) == ((), "2023", (title,))


def test_a_list_that_is_far_shorter_is_offered_and_not_taken() -> None:
    sheets = {"2023": rows("A", 60), "2024": rows("B", 1)}
    table = read_table(book(sheets), KNOWN)
    assert (table.alike, table.sheet, table.sheet_open) == (("2023", "2024"), "2023", False)


def test_the_bound_of_rows_is_of_all_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alike_sheets, "MOST_ROWS", 50)
    assert bounds.MOST_ROWS > 50
    with pytest.raises(BadRegister) as bad:
        read_table(book(of((30, 30))), KNOWN)
    assert bad.value.flaw.id == "too_many_rows"


@pytest.mark.parametrize("copied", [10, 9])
def test_a_copy_of_some_rows_is_not_read_with_them(copied: int) -> None:
    """Of 98 projects those of a second sheet came in once more, as it showed them by street."""
    whole = rows("Year 2020", 30)
    own = [(f"Own-{at}", f"Panel of our own {at}", "North") for at in range(10 - copied)]
    sheets = {"Projects": whole, "By street": [HEADER, *whole[5 : 5 + copied], *own]}
    table = read_table(book(sheets), KNOWN)
    assert (table.sheet, len(table.rows), table.others) == ("Projects", 30, ("By street",))
    assert table.alike == tuple(sheets), "they can still be read together"
    together = read_table(book(sheets), KNOWN, as_one(sheets))
    assert len(together.rows) == 40
    some = {"Year 2020": whole, "Year 2021": [HEADER, *whole[1:4], *rows("Year 2021", 20)[1:]]}
    assert read_table(book(some), KNOWN).sheet == as_one(some)
