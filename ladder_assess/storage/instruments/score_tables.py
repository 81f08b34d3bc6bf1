"""Tables of scores: one column an item, one row a respondent, every cell a number or empty."""

from collections import Counter
from collections.abc import Iterator
from math import isfinite
from typing import BinaryIO

from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.core.questionnaire.record import (
    MOST_REJECTED,
    Problem,
    Rejected,
    not_read_on,
)
from ladder_assess.storage.common.csv_rows import NotARow, delimiter_of, plain_rows

NOT_TEXT = "expected UTF-8 text: save the file as UTF-8 and try again"
NOT_A_TABLE = "expected a header line with the name of an item in each column"
NUMBER = f"expected a number such as 4 or 3.5, or nothing (or {UNKNOWN}) where it was not answered"
# More than any questionnaire asks; every pair of items is looked at.
MOST_COLUMNS = 500

Columns = dict[str, list[float | None]]


class BadTable(ValueError):
    """The table cannot be used; `rejected` holds every line with something wrong on it."""

    def __init__(self, rejected: list[Rejected]) -> None:
        super().__init__(f"{len(rejected)} lines cannot be read")
        self.rejected = rejected


def read_scores(stream: BinaryIO) -> Columns:
    """The columns of a CSV by name. Raises BadTable with all that is wrong.

    The delimiter, a comma, a semicolon or a tab, is told by the header line.
    """
    lines = _lines(stream)
    header = lines[0] if lines else ""
    delimiter = delimiter_of(header)
    rows = _rows(lines, delimiter)
    names = next(rows, (1, [""]))[1]
    _check(1, _problems_of_header(names))
    columns: Columns = {name: [] for name in names}
    rejected: list[Rejected] = []
    found = 0
    for line, row in rows:
        problems = _take(columns, row)
        if problems:
            rejected.append(Rejected(line, problems))
            found += len(problems)
        # Nothing is worked out where one line is wrong: who mends these comes back.
        if found >= MOST_REJECTED:
            rejected.append(Rejected(line, [not_read_on(len(rejected), line - 1)]))
            break
    if rejected:
        raise BadTable(rejected)
    return columns


def _lines(stream: BinaryIO) -> list[str]:
    texts = []
    for number, line in enumerate(stream, start=1):
        try:
            texts.append(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError:
            _check(number, [Problem("line", NOT_TEXT)])
    return texts


def _rows(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, each with the line on which it starts."""
    try:
        yield from ((line, row) for line, row in plain_rows(lines, delimiter) if row)
    except NotARow as error:
        expected = f"expected cells with matching quotation marks ({error})"
        raise BadTable([Rejected(error.line, [Problem("line", expected)])]) from None


def _check(line: int, problems: list[Problem]) -> None:
    if problems:
        raise BadTable([Rejected(line, problems)])


def _problems_of_header(names: list[str]) -> list[Problem]:
    if len(names) > MOST_COLUMNS:
        return [Problem("line", f"expected at most {MOST_COLUMNS} columns, an item each")]
    problems = [Problem("(empty)", NOT_A_TABLE) for name in names if not name.strip()]
    repeated = [name for name, times in Counter(names).items() if name and times > 1]
    return problems + [Problem(name, "expected once, not twice") for name in repeated]


def _take(columns: Columns, row: list[str]) -> list[Problem]:
    """Add a row to the columns; returns what is wrong with it."""
    if len(row) != len(columns):
        expected = f"expected {len(columns)} cells as in the header, found {len(row)}"
        return [Problem("line", expected)]
    problems = []
    for (name, column), cell in zip(columns.items(), row, strict=True):
        try:
            column.append(_number(cell))
        except ValueError:
            problems.append(Problem(name, NUMBER))
    return problems


def _number(cell: str) -> float | None:
    if cell in ("", UNKNOWN):
        return None
    # Python also reads 1_000 and digits of other scripts: here they are slips.
    if not cell.isascii() or "_" in cell:
        raise ValueError(cell)
    number = float(cell)
    if not isfinite(number):
        raise ValueError(cell)
    return number
