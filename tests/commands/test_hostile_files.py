"""Files that were made to keep a command busy: each is refused with words, and at once.

None of these tests measures time: what is not bounded takes hours with these.
"""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest
from openpyxl import Workbook

from tests.support.command import run

MANY = 150_000
MEBIBYTE = 1024 * 1024
COMMANDS = (
    ("place", "-"),
    ("score", "-", "--instrument", "enablers"),
    ("agreement", "-"),
    ("plan", "-", "--pdf", "never.pdf"),
    ("reliability", "-"),
)


def workbook(rows: str) -> bytes:
    """A workbook with these rows, as XML, in place of its own."""
    out, book = io.BytesIO(), Workbook()
    book.save(out)
    made = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
                text = sheet.encode()
            new.writestr(name, text)
    return made.getvalue()


def cell(text: str, at: str = "") -> str:
    placed = f' r="{at}"' if at else ""
    return f'<c{placed} t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("id")}{cell("name")}</row>'
HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "a row far below": lambda: workbook(f'{HEAD}<row r="99999999999999">{cell("x")}</row>'),
    "a column far to the right": lambda: workbook(f"{HEAD}<row>{cell('x', 'ZZZZZZZ2')}</row>"),
    "a cell of megabytes": lambda: workbook(f"{HEAD}<row>{cell('x' * 2 * MEBIBYTE)}</row>"),
    "columns without end": lambda: b",".join(b"c%d" % n for n in range(MANY)) + b"\nx\n",
    "columns of one name": lambda: b"id" + b",id" * MANY + b"\nx\n",
    "a header of megabytes": lambda: b"id,name" + b"x" * 2 * MEBIBYTE + b"\na,b\n",
    "a line of megabytes": lambda: b"id,name\n" + b"x" * 2 * MEBIBYTE + b"\n",
    "a line that ends in time": lambda: b"id,name\na," + b"x" * (MEBIBYTE - 48) + b'x,"\n',
    "line ends within the header": lambda: b"id,name\ra,b\r",
    "a quotation without end": lambda: b'id,name\n"' + b"x\n" * 10_000,
    "an object without end": lambda: (
        b"{" + b",".join(b'"k%d":1' % n for n in range(80_000)) + b',"k79999":2}\n'
    ),
    "brackets within brackets": lambda: b"[" * 5 * MEBIBYTE,
}


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_it_is_refused_with_words(command: tuple[str, ...], hostile: str) -> None:
    done = run(*command, given=HOSTILE[hostile]())
    assert done.code == 1
    assert done.errors
    assert not done.out or command[0] == "agreement"


def test_what_is_cut_off_is_not_taken_for_the_whole() -> None:
    """A line is read up to a megabyte: what stands there of a cell is not what was sent."""
    long = b"id,purpose,name\na,listen," + b"x" * 2 * MEBIBYTE + b"\nb,listen,y\n"
    done = run("place", "-", given=long)
    assert done.ids == ["b"]
    assert done.errors == ["line 2: line: expected at most 1,000,000 bytes on a line"]
