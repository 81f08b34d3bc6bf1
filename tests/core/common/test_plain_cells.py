"""No text acts as a formula in a spreadsheet, wherever the program lets cells end."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ladder_assess
from ladder_assess.core.common.spreadsheet_cells import ACTS, csv_line, plain_cell, typed_cell

ENDS = (";", "\t", "|")
SIGNS = tuple(sign for sign in ACTS if sign.strip())
ODD = st.text("ax1'\" \u00a0=+-@＝;,|\t\r\n")


def as_excel(text: str, end: str) -> list[str]:
    """The cells of a text where `end` ends them: marks count at the beginning of a cell alone, what
    follows them up to the next end belongs to it.
    """
    cells, at = [], 0
    while at <= len(text):
        cell = ""
        if text[at : at + 1] == '"':
            at += 1
            while at < len(text):
                if text[at] != '"':
                    cell, at = cell + text[at], at + 1
                elif text[at : at + 2] == '""':
                    cell, at = cell + '"', at + 2
                else:
                    at += 1
                    break
        while at < len(text) and text[at] not in (end, "\r", "\n"):
            cell, at = cell + text[at], at + 1
        cells.append(cell)
        at += 1
    return cells


def acts(cell: str) -> bool:
    return cell.lstrip(" \u00a0\t\r\n").startswith(SIGNS)


@pytest.mark.parametrize("end", [",", *ENDS])
@pytest.mark.parametrize(
    "typed",
    [
        *(f"x{end}{sign}1+1" for end in ENDS for sign in SIGNS),
        *(f'x{end}"=1+1{end}"' for end in ENDS),
        "x\n=1+1",
        "x\r\n=1+1",
        "x; \u00a0=1+1;",
        'x";=1+1;"',
        "a,b;=1+1",
        "=1+1;=1+1",
        "'=1;'=1",
    ],
)
def test_nothing_acts_wherever_cells_end(typed: str, end: str) -> None:
    line = csv_line(["a", typed, typed, "b"])
    assert not [cell for cell in as_excel(line, end) if acts(cell)]


@given(
    st.lists(st.lists(ODD, min_size=1, max_size=3), min_size=1, max_size=3),
    st.sampled_from([",", *ENDS]),
)
def test_no_text_acts_and_each_is_read_again(rows: list[list[str]], end: str) -> None:
    lines = "".join(map(csv_line, rows))
    assert not [cell for cell in as_excel(lines, end) if acts(cell)]
    read = csv.reader(StringIO(lines, newline=""))
    assert [list(map(typed_cell, row)) for row in read] == rows


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_our_lines_are_csv(cells: list[str]) -> None:
    rows = list(csv.reader(StringIO(csv_line(cells), newline="")))
    assert rows == [list(map(plain_cell, cells))]


@pytest.mark.parametrize("end", ENDS)
def test_a_cell_with_what_ends_cells_elsewhere_is_one_where_marks_count(end: str) -> None:
    """Such as where a program takes commas and semicolons for ends."""
    assert csv_line([f"x{end}y"]) == f'"x{end}y"\r\n'


def test_what_is_harmless_stays_as_it_is() -> None:
    for text in ("x; y", "a;b", "1-2", "x - y", "Tues; Wed", "e@x.org;f@x.org", "a\nb"):
        assert plain_cell(text) == text


def test_nobody_writes_csv_by_other_means() -> None:
    root = Path(ladder_assess.__file__).parent
    found = {
        path.name for path in root.rglob("*.py") if "csv.writer" in path.read_text()
        or "csv.DictWriter" in path.read_text()
    }  # fmt: skip
    assert found == {"authorities.py"}, "which nobody downloads"
