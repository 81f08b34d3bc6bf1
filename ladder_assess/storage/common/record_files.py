"""Files of activities or of responses, read record by record: JSON Lines, CSV, XLSX.

The rule stands in method/files.md.

Every record comes with the number of the line on which it starts. A record that cannot be read is
a BadRecord in its place, so that the others are still read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ladder_assess.core.common.spreadsheet_cells import LAST_COLUMN, typed_cell
from ladder_assess.core.instruments.asking import NOT_ASKED
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.core.questionnaire.record import BadRecord, Problem
from ladder_assess.storage.common.csv_rows import Row, csv_rows, delimiter_of, split_header
from ladder_assess.storage.common.json_records import (
    LONGEST_LINE,
    NOT_TEXT,
    TOO_LONG,
    Record,
    Records,
    bad_record,
    json_records,
)
from ladder_assess.storage.common.register_sheets import LOCKED, ZIPPED, BadSheet, read_sheet

FORMATS = ("jsonl", "csv", "xlsx")
ENDINGS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".xlsx": "xlsx",
    ".xls": "xlsx",
    ".ods": "xlsx",
}
EVIDENCE = "evidence."
PASSED_OVER = ("result.", "note.", "link.")
NAMED_RULES = "result.rules"
NO_TEXT = Problem(
    "file", "expected JSON Lines or CSV as UTF-8 text, or a workbook: this is another kind of file"
)
# How files begin that are no text though their first line may be.
MARKS = (b"%PDF", b"\x89PNG")
NO_COLUMN = "expected a column of the format or an item of the questionnaire"


@dataclass(frozen=True)
class Layout:
    """What a table may hold: columns of `items`, of their evidence, and `plain` ones, each with
    what makes of the text in a cell what JSON would hold; what it cannot read stays a text.

    `recorded` are columns of what is recorded beside the answers. They, and those that begin with
    one of PASSED_OVER where there are any, are passed over, so that an export is read as it is.
    `needed` ones must be there.
    """

    items: Mapping[str, Item]
    plain: Mapping[str, Callable[[str], object]]
    evidence: bool = False
    recorded: frozenset[str] = frozenset()
    needed: tuple[str, ...] = ("id",)

    @property
    def columns(self) -> set[str]:
        evidence = {EVIDENCE + item for item in self.items} if self.evidence else set()
        return {*self.plain, *self.items, *evidence}

    def passes(self, column: str) -> bool:
        """Is a column passed over?"""
        return column in self.recorded or bool(self.recorded and column.startswith(PASSED_OVER))


def of_activities(questionnaire: Questionnaire) -> Layout:
    """The layout of a file of activities: the items that rules read, and what an export adds."""
    items, plain = questionnaire.coded, _plain()
    recorded = frozenset(questionnaire.items) - set(items) - set(plain)
    return Layout(items, plain, evidence=True, recorded=recorded)


def _plain() -> dict[str, Callable[[str], object]]:
    return {"id": str, "name": str, "claimed_rung": _rung, "intended_rung": _rung}


def of_raters(items: Mapping[str, Item]) -> Layout:
    """The layout of a file of activities, each as one of several raters reads it."""
    plain: Mapping[str, Callable[[str], object]] = {"rater": str, **_plain()}
    return Layout(items, plain, evidence=True, needed=("rater", "id"))


def of_responses(items: Mapping[str, Item], columns: Iterable[str]) -> Layout:
    """The layout of a file of responses; `columns` are what the instrument has beside items."""
    return Layout(items, {column: _truth if column == "short" else str for column in columns})


class BadFile(ValueError):
    """Nothing in the file can be read; `line` is where and `problems` what was expected."""

    def __init__(self, line: int, problems: list[Problem]) -> None:
        super().__init__(problems[0].expected)
        self.line = line
        self.problems = problems


@dataclass(frozen=True)
class FromWorkbook:
    """How a workbook is read: which `sheet`, where one is named, whether hidden rows and columns
    are read too, and where it is said which sheet that is and what is hidden.
    """

    hidden: bool = True
    say: Callable[[str], object] = len
    sheet: str = ""


AS_SEEN = FromWorkbook()


def read_records(
    stream: BinaryIO,
    layout: Layout,
    *,
    ending: str = "",
    form: str = "",
    workbook: FromWorkbook = AS_SEEN,
) -> Records:
    """Read the records of a file in the order they stand, holding one at a time in memory.

    `form` is one of FORMATS, or empty to tell by the file's `ending` and else by how it starts.
    A workbook is told by how it starts whatever it is called, and is held in memory as a whole.
    Raises BadFile when nothing in it can be read.
    """
    head = stream.readline(len(ZIPPED))
    if head in (ZIPPED, LOCKED) and form in ("jsonl", "csv"):
        raise BadFile(1, [Problem("file", "expected JSON Lines or CSV, found a workbook")])
    wanted = form or ENDINGS.get(ending.lower(), "")
    if head in (ZIPPED, LOCKED) or wanted == "xlsx":
        return _sheet_records(head, stream, layout, workbook)
    lines = _lines(stream, head)
    first = next(lines, (1, b""))
    if b"\0" in first[1] or first[1].startswith(MARKS):
        raise BadFile(1, [NO_TEXT])
    form = wanted or _guess(first[1], layout)
    rest = _from_first(first, lines)
    return _csv_records(rest, layout) if form == "csv" else json_records(rest)


def _sheet_records(
    head: bytes, stream: BinaryIO, layout: Layout, workbook: FromWorkbook
) -> Records:
    try:
        sheet = read_sheet(
            head, stream, layout.passes, hidden=workbook.hidden, named=workbook.sheet
        )
    except BadSheet as bad:
        raise BadFile(bad.row, [Problem("file", str(bad))]) from None
    for said in sheet.notes:
        workbook.say(said)
    _check_header(sheet.columns, layout, sheet.row)
    return _rows_as_records(sheet.rows, sheet.columns, layout)


def _lines(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbered lines without a byte-order mark; one too long comes cut off, still too long.

    `head` is what has been read of the first line.
    """
    number = 0
    while line := _line(stream, head):
        head = b""
        number += 1
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        tail = line
        while len(tail) > LONGEST_LINE and not tail.endswith(b"\n"):
            tail = stream.readline(LONGEST_LINE + 1)
        yield number, line


def _line(stream: BinaryIO, head: bytes) -> bytes:
    return head if head.endswith(b"\n") else head + stream.readline(LONGEST_LINE + 1 - len(head))


def _from_first(
    first: tuple[int, bytes], rest: Iterator[tuple[int, bytes]]
) -> Iterator[tuple[int, bytes]]:
    yield first
    yield from rest


def _guess(line: bytes, layout: Layout) -> str:
    """A first line with a known column name is a header; anything else is read as JSON."""
    text = line.decode("utf-8", "replace").strip()
    if text.startswith("{"):
        return "jsonl"
    cells = split_header(text)
    return "csv" if any(c in layout.items or c in layout.plain for c in cells) else "jsonl"


def _csv_records(lines: Iterator[tuple[int, bytes]], layout: Layout) -> Records:
    """Read records under a header line. Raises BadFile, with every bad column, on line 1."""
    number, header = next(lines)
    if len(header) > LONGEST_LINE:
        raise BadFile(1, [TOO_LONG])
    text = header.decode("utf-8", "surrogateescape")
    columns = split_header(text.rstrip("\r\n"))
    _check_header(columns, layout)
    delimiter = delimiter_of(text)
    rows = csv_rows(lines, number, delimiter)
    return _rows_as_records(_typed(rows) if layout.recorded else rows, columns, layout)


def _typed(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows without the apostrophes by which an export keeps texts from acting."""
    for number, row in rows:
        yield number, row if isinstance(row, BadRecord) else [typed_cell(cell) for cell in row]


def _check_header(columns: list[str], layout: Layout, row: int = 1) -> None:
    if len(columns) > LAST_COLUMN:
        raise BadFile(row, [Problem("line", f"expected at most {LAST_COLUMN:,} columns")])
    known = layout.columns
    problems = [
        Problem(column or "(empty)", NOT_TEXT if _not_text(column) else NO_COLUMN)
        for column in columns
        if column not in known and not layout.passes(column)
    ]
    repeated = [column for column, times in Counter(columns).items() if times > 1]
    problems += [Problem(column, "expected once, not twice") for column in repeated]
    missing = [column for column in layout.needed if column not in columns]
    problems += [Problem(column, "expected a column with this name") for column in missing]
    if problems:
        raise BadFile(row, problems)


def _rows_as_records(rows: Iterator[Row], columns: list[str], layout: Layout) -> Records:
    for number, row in rows:
        if isinstance(row, BadRecord):
            yield number, row
            continue
        try:
            yield number, _as_record(columns, row, layout)
        except BadRecord as bad:
            yield number, bad


def _as_record(columns: list[str], row: list[str], layout: Layout) -> Record:
    if len(row) != len(columns):
        raise bad_record(
            "line", f"expected {len(columns)} cells as in the header, found {len(row)}"
        )
    record: Record = {"answers": {}}
    if layout.evidence:
        record["evidence"] = {}
    not_text = []
    for column, cell in zip(columns, row, strict=True):
        if _not_text(cell):
            not_text.append(Problem(column, NOT_TEXT))
        elif cell and layout.recorded and column == NAMED_RULES:
            # As it stands in JSON Lines, where it is passed over too but for what is said of it.
            record["list"] = {"rules": cell}
        elif not cell or layout.passes(column):
            continue
        elif column in layout.items:
            record["answers"][column] = _answer(layout.items[column], cell)
        elif column.startswith(EVIDENCE):
            record["evidence"][column.removeprefix(EVIDENCE)] = cell
        else:
            record[column] = layout.plain[column](cell)
    if not_text:
        raise BadRecord(not_text)
    return record


def _not_text(cell: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in cell)


def _answer(item: Item, cell: str) -> str | list[str]:
    if item.answer != "many" or cell in (UNKNOWN, NOT_ASKED):
        return cell
    return [] if cell == NONE_OF_THESE else cell.split(";")


def _rung(cell: str) -> int | str:
    return int(cell) if len(cell) == 1 and cell.isascii() and cell.isdigit() else cell


def _truth(cell: str) -> bool | str:
    return {"true": True, "false": False}.get(cell, cell)
