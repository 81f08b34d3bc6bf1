"""A comma too many is seen by what it moves, wherever it stands."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import register_columns
from ladder_assess.core.register.flaws import Flaw
from ladder_assess.services.register.whole_rows import whole_rows, whole_short_rows
from ladder_assess.storage.register.table import RegisterTable, TableRow
from tests.support.command import rules

COLUMNS = register_columns(rules().definitions.questionnaire)
NAMES = ("name", "description", "", "start_date", "end_date", "")
TEXTS = ("Panel", "Talks and walks", "x", "2024-02-03", "2024-03-04", "https://example.org/a")
WIDE = len(NAMES)


def whole(cells: list[str], *, sheet: str = "") -> bool:
    rows = [TableRow(at, list(TEXTS)) for at in range(9)]
    wrong = {at: Flaw("beyond", "G", cells[at]) for at in range(WIDE, len(cells)) if cells[at]}
    rows.append(TableRow(99, cells[:WIDE], wrong))
    table = RegisterTable(NAMES, 1, ((),) * WIDE, rows, sheet=sheet)
    found = whole_rows(table, rows, [COLUMNS[name] if name else None for name in NAMES])
    assert found <= {99}, "no other has anything there"
    return bool(found)


@given(st.integers(0, WIDE - 1), st.sampled_from(["", "and more", "2024-01-01", "7"]))
def test_a_cell_too_many_makes_a_text_no_whole_row(place: int, cell: str) -> None:
    moved = [*TEXTS[:place], cell, *TEXTS[place:]]
    assert not whole(moved)
    assert whole(moved, sheet="List"), "nothing moves in a workbook"


@given(st.text("ab 1", min_size=1).filter(str.strip), st.integers(0, 3))
def test_a_remark_behind_all_makes_it_none_the_less_whole(remark: str, between: int) -> None:
    assert whole([*TEXTS, *[""] * between, remark])


def test_where_nothing_shows_it_nobody_knows() -> None:
    rows = [TableRow(at, ["Panel", "Talks"]) for at in range(9)]
    rows.append(TableRow(99, ["Panel", "Talks"], {2: Flaw("beyond", "C", "x")}))
    table = RegisterTable(("name", "description"), 1, ((), ()), rows)
    assert not whole_rows(table, rows, [COLUMNS["name"], COLUMNS["description"]])


@given(st.integers(0, WIDE - 1), st.integers(0, 3))
def test_a_row_that_lacks_the_last_cells_alone_is_no_odd_one(place: int, spare: int) -> None:
    """It was said of 37 rows that what stands in them may be beneath the wrong names."""
    names, texts = (*NAMES, *[""] * spare), [*TEXTS, *[""] * spare]
    rows = [TableRow(at, list(texts)) for at in range(9)]
    lacking, short = [*TEXTS[:place], *TEXTS[place + 1 :]], list(TEXTS)
    rows += [TableRow(98, lacking), TableRow(99, short)]
    table = RegisterTable(names, 1, ((),) * len(names), rows)
    found = whole_short_rows(table, rows[-2:], names)
    assert found == {99}, "one with a gap may be beneath the wrong names"
