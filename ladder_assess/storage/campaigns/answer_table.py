"""Tables of answers, as CSV: no more of them is read than can be brought in."""

from io import StringIO
from itertools import islice

from ladder_assess.core.campaigns.brought import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Line
from ladder_assess.storage.common.csv_rows import NotARow, delimiter_of, plain_rows

# Of lines without anything in them some follow what is typed, and not ever more.
MOST_LINES = 2 * MOST_ROWS


class Unreadable(ValueError):
    """What was sent is no table; `line` is where that shows, 0 where it is so of the whole. With
    `large` it has more columns, more lines or longer cells than any table of answers.
    """

    def __init__(self, line: int = 0, *, large: bool = False) -> None:
        super().__init__(f"no table, line {line}")
        self.line, self.large = line, large


def read_table(content: bytes) -> tuple[list[str], list[Line]]:
    """The heading and the rows that have something in them, each with the line on which it starts;
    of more than can be brought in, one more. Raises Unreadable.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None
    delimiter = delimiter_of(text.partition("\n")[0])
    lines = plain_rows(StringIO(text, newline=""), delimiter)
    rows: list[Line] = []
    try:
        _, header = next(lines, (1, []))
        for at, (line, row) in enumerate(islice(lines, MOST_LINES + 1)):
            if at == MOST_LINES or len(row) > MOST_COLUMNS:
                raise Unreadable(line, large=True)
            if any(map(str.strip, row)):
                rows.append((line, row))
            if len(rows) > MOST_ROWS:
                break
    except NotARow as error:
        raise Unreadable(error.line) from None
    if not any(map(str.strip, header)):
        raise Unreadable
    if len(header) > MOST_COLUMNS or max(map(len, header)) > LONGEST_CELL:
        raise Unreadable(1, large=True)
    return header, rows
