"""Workbooks and texts made to take all the memory or time there is: each is refused with words.

Memory is bounded for a process of its own, so that a bound that does not hold ends that process
and not the test.
"""

import resource
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.storage.common.odd_sheets import (
    SHEET_XML,
    ods_cell,
    ods_row,
    opendocument,
    with_cells,
    written,
)
from tests.support.sheets import repacked

PLAIN = written([("id", "name"), ("a", "x")])
HEAD = b'<row r="1"><c t="inlineStr"><is><t>id</t></is></c></row>'
HEAD_OF_TEXT = b'<row r="2"><c t="inlineStr"><is><t>'
# Of the whole process, and of its processor: less than the first try of a job may take.
MOST_MEMORY, MOST_SECONDS = 1024**3, 25
READ = """
import sys
from ladder_assess.core.register.columns import Headings, RegisterColumn
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.register.tables import read_table
found = set()
try:
    table = read_table(sys.stdin.buffer.read(), Headings({"id": RegisterColumn("id", None)}))
    found = {flaw.id for row in table.rows for flaw in row.wrong.values()} or {"nothing"}
except BadRegister as bad:
    found = {bad.flaw.id}
print(*sorted(found))
"""


def xlsx(rows: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: with_cells(PLAIN, HEAD + rows())


def many_merged() -> bytes:
    merged = b"".join(b'<mergeCell ref="A2:B900000"/>' for _ in range(99_000))
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % n for n in range(2, 500))

    def change(name: str, part: bytes) -> bytes:
        end = b"</sheetData><mergeCells>" + merged + b"</mergeCells>"
        return part.replace(b"</sheetData>", end) if name == SHEET_XML else part

    return repacked(with_cells(PLAIN, HEAD + rows), change)


def repeated_rows() -> bytes:
    return opendocument([("id",), ods_row((ods_cell("x"),) * 3, number_rows_repeated=1_000_000)])


def many_spaces() -> bytes:
    """A few letters of the file stand for a million spaces each."""
    spaces = '<text:s text:c="1000000"/>' * 200_000
    kind = 'office:value-type="string"'
    cell = f"<table:table-cell {kind}><text:p>a{spaces}b</text:p></table:table-cell>"
    return opendocument([("id",), ods_row((cell,))])


def wide_rows() -> bytes:
    wide = '<table:table-cell table:number-columns-repeated="16000" office:value-type="string">'
    cell = f"{wide}<text:p>{'x' * 1000}</text:p></table:table-cell>"
    return opendocument([("id",), ods_row((cell,), number_rows_repeated=1_000_000)])


def many_hidden() -> bytes:
    """Columns that are hidden again and again."""
    again = b"<cols>" + b'<col min="1" max="16384" hidden="1"/>' * 1_500_000 + b"</cols><sheetData>"
    return repacked(
        PLAIN,
        lambda name, part: part.replace(b"<sheetData>", again) if name == SHEET_XML else part,
    )


def many_sheets() -> bytes:
    """Sheets that all stand in the same part of the file."""
    sheets = b"".join(
        b'<sheet name="S%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(20_000)
    )
    return repacked(
        PLAIN,
        lambda name, part: (
            part.replace(b"<sheets>", b"<sheets>" + sheets) if name == "xl/workbook.xml" else part
        ),
    )


def ods_of_many_sheets() -> bytes:
    table = b'<table:table table:name="x"><table:table-row/></table:table>'
    return repacked(
        opendocument([("id",)]),
        lambda name, part: (
            part.replace(b"<table:table ", table * 20_000 + b"<table:table ", 1)
            if name == "content.xml"
            else part
        ),
    )


def one_text_in_all_cells() -> bytes:
    """A long text that is written once and that cells point at."""
    content = written([("id", "x" * 900_000)])
    cells = b'<row><c t="s"><v>0</v></c>' + b'<c t="s"><v>1</v></c>' * 90 + b"</row>"
    strings = b"<sst><si><t>id</t></si><si><t>" + b"x" * 990_000 + b"</t></si></sst>"
    return repacked(
        with_cells(content, cells * 20_000),
        lambda name, part: strings if name == "xl/sharedStrings.xml" else part,
    )


RUNS = b"<r><t>a</t></r>" * 2_000_000


def text_of_many_runs() -> bytes:
    strings = b"<sst><si><t>id</t></si><si>" + RUNS + b"</si></sst>"
    content = written([("id", "name"), ("a", "x")])
    cells = b'<row><c t="s"><v>0</v></c></row><row><c t="s"><v>1</v></c></row>'
    return repacked(
        with_cells(content, cells),
        lambda name, part: strings if name == "xl/sharedStrings.xml" else part,
    )


def many_styles(kind: bytes, each: bytes) -> Callable[[], bytes]:
    styles = b"<styleSheet><%s>%s</%s></styleSheet>"
    return lambda: repacked(
        PLAIN,
        lambda name, part: (
            styles % (kind, each * 2_000_000, kind) if name == "xl/styles.xml" else part
        ),
    )


HOSTILE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a row that no sheet has": (
        xlsx(lambda: b'<row r="99999999999999"><c r="A99999999999999"><v>1</v></c></row>'),
        {"outside"},
    ),
    "a row of many digits": (xlsx(lambda: b'<row r="' + b"9" * 1_000_000 + b'"/>'), {"outside"}),
    "a column that no sheet has": (
        xlsx(lambda: b'<row r="2"><c r="ZZZZZZZ2"><v>1</v></c></row>'), {"outside"},
    ),
    "cells in far corners": (
        xlsx(lambda: b'<row r="2"><c r="XFD2"><v>1</v></c></row>'
             b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), {"beyond"},
    ),
    "a cell in the last column of many rows": (
        xlsx(lambda: b"".join(b'<row><c r="XFD2"><v>1</v></c></row>' for _ in range(40_000))),
        {"beyond", "too_many_cells"},
    ),
    "a cell of 90 MB": (
        xlsx(lambda: HEAD_OF_TEXT + b"x" * 90_000_000 + b"</t></is></c></row>"),
        {"cell_too_long"},
    ),
    "a mark of 90 MB": (xlsx(lambda: b'<row r="2" x="' + b"x" * 90_000_000 + b'"/>'), {"damaged"}),
    "2.7 million cells": (
        xlsx(lambda: (b"<row>" + b"<c><v>1</v></c>" * 100 + b"</row>") * 27_000),
        {"too_many_cells"},
    ),
    "400,000 columns": (
        xlsx(lambda: b"<row>" + b"<c><v>1</v></c>" * 400_000 + b"</row>"), {"outside"},
    ),
    "rows and rows of nothing": (xlsx(lambda: b"<row/>" * 1_100_000), {"outside"}),
    "more rows than are read": (
        xlsx(lambda: b"<row><c><v>1</v></c></row>" * 60_000),
        {"too_many_rows"},
    ),
    "columns hidden again and again": (many_hidden, {"outside"}),
    "many sheets of one part": (many_sheets, {"nothing"}),
    "OpenDocument sheets without end": (ods_of_many_sheets, {"too_many_sheets"}),
    "a text of millions of runs": (text_of_many_runs, {"damaged"}),
    "a cell of millions of runs": (
        xlsx(lambda: b'<row r="2"><c t="inlineStr"><is>' + RUNS + b"</is></c></row>"),
        {"cell_too_long"},
    ),
    "millions of styles": (many_styles(b"cellXfs", b'<xf numFmtId="14"/>'), {"damaged"}),
    "elements within elements": (xlsx(lambda: b"<a>" * 20_000_000), {"damaged"}),
    "one long text in all cells": (one_text_in_all_cells, {"too_much_text"}),
    "merged cells over each other": (many_merged, {"merged"}),
    "OpenDocument rows without end": (repeated_rows, {"too_many_rows"}),
    "OpenDocument cells without end": (wide_rows, {"beyond", "too_much_text"}),
    "OpenDocument spaces without end": (many_spaces, {"cell_too_long"}),
    "a page of cells over many": (
        lambda: b"<table><tr><td>id<td>name"
        + b"<tr><td colspan=1000 rowspan=5000>x" * 400_000, {"beyond", "merged", "outside"},
    ),
    "a page of tables within tables": (lambda: b"<table><tr><td>id" * 900_000, {"nothing"}),
    "a page without end": (lambda: b"<table><tr><td " + b"x" * 30_000_000, {"web_page"}),
    "XML of columns without end": (
        lambda: b'<?xml version="1.0"?><w xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        b"<Worksheet><Table>" + b'<Column Hidden="1" Span="999999999"/>' * 500_000,
        {"damaged"},
    ),
    "a text of one line": (lambda: b"id,name\n" + b"x" * 30_000_000, {"line_too_long"}),
    "a text of one line of commas": (lambda: b"id,name\n" + b"," * 30_000_000, {"line_too_long"}),
    "a text in quotes without end": (
        lambda: b'id,name\n"' + b'x","\n' * 6_000_000, {"line_too_long"},
    ),
    "a text of 400,000 columns": (
        lambda: b"id," + b",".join(b"c%d" % n for n in range(240_000)) + b"\n1,2\n", {"beyond"},
    ),
    "a text of 400,000 empty columns": (lambda: b"id" + b"," * 400_000 + b"x\n", {"nothing"}),
    "a text of 5 million rows": (lambda: b"id,name\n" + b"1,2\n" * 5_000_000, {"too_many_rows"}),
    "a text of blank lines": (lambda: b"id,name\n" + b"\n" * 2_000_000, {"too_many_rows"}),
}  # fmt: skip


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


@pytest.mark.thorough
@pytest.mark.parametrize("kind", HOSTILE)
def test_it_is_refused_with_words_within_memory_and_time(kind: str) -> None:
    make, wanted = HOSTILE[kind]
    done = subprocess.run(
        [sys.executable, "-c", READ], input=make(), capture_output=True, preexec_fn=_bounded
    )
    assert done.stderr == b"", done.stderr[-2000:]
    assert set(done.stdout.decode().split()) == wanted
