"""Blanks around quotation marks are no part of a cell, and change nothing where marks stand right.

Our lists of any cells were written by `csv.writer` alone, which puts no blank before a mark: six
workshops of a real list were cut at their first comma.
"""

import csv
import io
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.common.spaced_quotes import spaced_row
from ladder_assess.storage.common.csv_rows import csv_rows, split_header
from ladder_assess.storage.register.text import LooseRow, text_rows

SIGNS = st.sampled_from([*'abé1 ,;\t|"\n-', "\u00a0"])
# A blank at either end of a text is none of a cell that has no marks around it.
CELLS = st.text(SIGNS, max_size=8).map(lambda text: f"x{text}.")
BLANKS = st.text(st.sampled_from(" \t\u00a0"), max_size=3)
DELIMITERS = st.sampled_from(",;\t|")
LISTS = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(CELLS, min_size=wide, max_size=wide), min_size=1, max_size=5
    ).map(lambda rows: [[f"h{at}" for at in range(wide)], *rows])
)


def written(rows: list[list[str]], delimiter: str) -> str:
    lines = io.StringIO()
    csv.writer(lines, delimiter=delimiter).writerows(rows)
    return lines.getvalue()


def read(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    for _, row in text_rows(text, delimiter):
        assert isinstance(row, list)
        assert not isinstance(row, LooseRow), "nothing is to be checked"
        rows.append(row)
    return rows


def read_answers(text: str, delimiter: str) -> list[object]:
    lines = zip(count(1), text.encode().splitlines(keepends=True), strict=False)
    return [row for _, row in csv_rows(lines, 0, delimiter)]


@given(LISTS, DELIMITERS, st.data())
def test_blanks_around_marks_change_no_cell(
    rows: list[list[str]], delimiter: str, data: st.DataObject
) -> None:
    def around(cell: str) -> str:
        before, behind = (data.draw(BLANKS).replace(delimiter, "") for _ in range(2))
        plain = written([[cell]], delimiter).removesuffix("\r\n")
        always = '"' + cell.replace('"', '""') + '"'
        return before + data.draw(st.sampled_from([plain, always])) + behind

    text = "".join(delimiter.join(map(around, row)) + "\r\n" for row in rows)
    assert [[cell.strip() for cell in row] for row in read(text, delimiter)] == rows


@given(LISTS, DELIMITERS)
def test_what_is_written_well_is_read_as_it_was(rows: list[list[str]], delimiter: str) -> None:
    assert read(written(rows, delimiter), delimiter) == rows


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('a, "b, c", d', ["a", "b, c", "d"]),
        ('a,"b, c" ,d', ["a", "b, c", "d"]),
        ('\u00a0"a",\u00a0"b, ""c"""\u00a0,d', ["a", 'b, "c"', "d"]),
        ('a, 5" pipe,d', ["a", ' 5" pipe', "d"]),
        ('a, "so" they say,d', ["a", ' "so" they say', "d"]),
        ('a, "b,d', ["a", ' "b', "d"]),
        ('a,"He said, ""no""",d', ["a", 'He said, "no"', "d"]),
    ],
)
def test_a_mark_is_read_as_whoever_wrote_it_meant_it(line: str, cells: list[str]) -> None:
    assert read(f"x,y,z\r\n{line}\r\n1,2,3", ",") == [["x", "y", "z"], cells, ["1", "2", "3"]]
    assert read_answers(f"{line}\r\n1,2,3\r\n", ",") == [cells, ["1", "2", "3"]]


def test_a_row_as_wide_as_most_stays_as_it_is() -> None:
    rows = [["a", "b", "c", "d"], ["a", ' "b', ' c"', "d"]]
    assert read('a,b,c,d\na, "b, c",d\n', ",") == rows


def test_headings_may_have_blanks_before_their_marks() -> None:
    assert split_header('id, "name, in full" ,x') == ["id", "name, in full", "x"]
    assert split_header('id, 5" pipe') == ["id", ' 5" pipe']
    assert read('id, "name, in full" ,x\n1,2,3', ",")[0] == ["id", "name, in full", "x"]


def test_many_marks_that_nothing_ends_cost_no_more_than_once() -> None:
    """Each would be looked for to the end of the text."""
    text = "id,name\n" + "".join(f'{at}, "Forum\n' for at in range(50_000))
    assert len(read(text, ",")) == 50_001


def test_a_row_that_takes_in_line_after_line_is_looked_at_no_further_than_it_may_be_wide() -> None:
    text = '"' + 'x","\n' * 1_000_000
    assert spaced_row(text, 0, ",", 100, 2) == (None, len('"x","\nx","\nx"'))
    assert spaced_row('a, "b\nc"\nd', 0, ",", 100, 2) == (["a", "b\nc"], len('a, "b\nc"\n'))
