"""Of rows that tell of the same activity one is the latest, whatever order they stand in."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.reading import ColumnReading
from ladder_assess.services.register.latest_rows import LatestRows
from ladder_assess.storage.register.table import TableRow

HEADINGS = ("id", "name", "last updated")
READING = ColumnReading(HEADINGS, ("id", "name", ""), ("", "", ""))
DAYS = [f"2024-0{month}-01 10:00" for month in range(1, 6)]


def latest(rows: list[list[str]]) -> list[int]:
    found = LatestRows([TableRow(at, cells) for at, cells in enumerate(rows)], READING)
    return [at for at in range(len(rows)) if not found.is_earlier(at)]


@given(st.permutations([*DAYS, ""]), st.lists(st.sampled_from("ab"), max_size=4))
def test_the_latest_is_told_by_when_it_was_written_or_by_its_place(
    days: list[str], others: list[str]
) -> None:
    dated = [["x", "Panel", day] for day in days if day]
    undated = [["x", "Panel", day] for day in days]
    rest = [["y", name, DAYS[0]] for name in others]
    by_name = {name: len(dated) + at for at, name in enumerate(others)}
    assert latest(dated + rest) == sorted(
        [dated.index(["x", "Panel", DAYS[-1]]), *by_name.values()]
    )
    assert latest(undated) == [len(days) - 1], "a column with gaps says nothing of all"


def test_rows_without_an_id_or_of_another_name_are_all_their_own() -> None:
    rows = [["", "Panel", ""], ["", "Panel", ""], ["x", "Panel", ""], ["x", "Forum", ""]]
    assert latest(rows) == [0, 1, 2, 3]
    assert latest([["X1", "Panel ", ""], ["X1", "panel", ""]]) == [1]
