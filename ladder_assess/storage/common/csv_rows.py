"""Rows of a CSV from its lines, of which those that are too long come cut off, and what stands
between the cells of a table that is kept as text.
"""

import csv
from collections.abc import Iterable, Iterator

from ladder_assess.core.common.spaced_quotes import has_spaced_mark, spaced_row
from ladder_assess.core.questionnaire.record import BadRecord
from ladder_assess.storage.common.json_records import LONGEST_LINE, TOO_LONG, bad_record

DELIMITERS = ",;\t"
# Of those that look alike, the first: lists within a cell have commas, and seldom semicolons.
IN_REGISTERS = ";,\t|"
Row = tuple[int, list[str] | BadRecord]
# One cell can be all of a line, and what is cut off stands behind that.
LONGEST_CELL = LONGEST_LINE + 1


def delimiter_of(header: str) -> str:
    """The one that stands most often in a header."""
    return max(DELIMITERS, key=header.count)


def split_header(text: str) -> list[str]:
    """The cells of a header, whatever it is; none of an empty one."""
    csv.field_size_limit(LONGEST_CELL)
    delimiter = delimiter_of(text)
    spaced, _ = spaced_row(text, 0, delimiter, LONGEST_CELL)
    try:
        return spaced or next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        # Lines that end as they once did on a Mac are one line to whoever counts them.
        return text.split(delimiter)


class NotARow(ValueError):
    """What is no row, and on which `line` it starts."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line


def plain_rows(lines: Iterable[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table that is read whole or not at all, each with the line on which it starts.
    Raises NotARow.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise NotARow(line, str(error)) from None
        yield line, row


def csv_rows(lines: Iterator[tuple[int, bytes]], start: int, delimiter: str) -> Iterator[Row]:
    """The rows of numbered lines, each with the line it starts on; `start` is that of the header.
    What is no row, or lacks a part, is a BadRecord in its place.
    """
    csv.field_size_limit(LONGEST_CELL)
    cut: list[int] = []
    taken: list[str] = []
    reader = csv.reader(_texts(lines, cut, taken), delimiter=delimiter, strict=True)
    while True:
        begins = start + reader.line_num + 1
        taken.clear()
        try:
            row = next(reader)
            if has_spaced_mark(row):
                row = _spaced(taken, delimiter) or row
        except StopIteration:
            return
        except csv.Error as error:
            if not cut and (spaced := _spaced(taken, delimiter)):
                yield begins, spaced
                continue
            expected = f"expected cells with matching quotation marks ({error})"
            yield begins, BadRecord([TOO_LONG]) if cut else bad_record("line", expected)
            cut.clear()
            continue
        if cut:
            cut.clear()
            yield begins, BadRecord([TOO_LONG])
        elif row:
            yield begins, row


def _spaced(taken: list[str], delimiter: str) -> list[str] | None:
    """The cells of a row in these lines that has blanks around its quotation marks."""
    text = "".join(taken)
    cells, end = spaced_row(text, 0, delimiter, LONGEST_CELL)
    return cells if end == len(text) else None


def _texts(lines: Iterator[tuple[int, bytes]], cut: list[int], taken: list[str]) -> Iterator[str]:
    """Lines as texts, each kept in `taken` too; those of which a part is missing are noted in
    `cut`.
    """
    for number, line in lines:
        if len(line) > LONGEST_LINE:
            cut.append(number)
        taken.append(line.decode("utf-8", "surrogateescape"))
        yield taken[-1]
