"""Tables of answers, as CSV."""

from io import StringIO

from ladder_assess.core.campaigns.brought import Line
from ladder_assess.storage.common.csv_rows import NotARow, delimiter_of, plain_rows


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
    delimiter = delimiter_of(text.partition("\n")[0])
    try:
        rows: list[Line] = list(plain_rows(StringIO(text, newline=""), delimiter))
    except NotARow as error:
        raise Unreadable(error.line) from None
    header = list(rows[0][1]) if rows else []
    if not any(cell.strip() for cell in header):
        raise Unreadable
    return header, rows[1:]
