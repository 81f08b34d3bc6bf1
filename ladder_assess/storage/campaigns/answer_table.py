"""Tables of answers, as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO

from ladder_assess.core.campaigns.brought import Line
from ladder_assess.storage.common.csv_rows import delimiter_of


class Unreadable(ValueError):
    """What was sent is no table; `line` is where that shows, 0 where it is so of the whole."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(f"no table, line {line}")
        self.line = line


def read_table(content: bytes) -> tuple[list[str], list[Line]]:
    """The heading and the rows, each with the line on which it starts. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None
    rows = list(_rows(text))
    header = list(rows[0][1]) if rows else []
    if not any(cell.strip() for cell in header):
        raise Unreadable
    return header, rows[1:]


def _rows(text: str) -> Iterator[Line]:
    delimiter = delimiter_of(text.partition("\n")[0])
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(line) from None
        yield line, row
