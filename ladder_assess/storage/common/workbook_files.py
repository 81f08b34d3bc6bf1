"""Opens a workbook in whichever format it is: XLSX, XLS or ODS, told by how it starts."""

import zipfile
from dataclasses import replace

from ladder_assess.core.register.bounds import MOST_BYTES
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.storage.common.ods import CONTENT, MEDIA_TYPE, OdsWorkbook
from ladder_assess.storage.common.packed_parts import open_parts
from ladder_assess.storage.common.sheet_cells import (
    MOST_SHEETS,
    CellSheet,
    Workbook,
    within_bounds,
)
from ladder_assess.storage.common.xls import XlsWorkbook
from ladder_assess.storage.common.xlsx import XlsxWorkbook

ZIPPED, LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BINARY = "xl/workbook.bin"
# What is packed in the same way and is none, by a part of it.
NO_WORKBOOKS = {
    "word/document.xml": "document", "ppt/presentation.xml": "document",
    "Index/Document.iwa": "numbers",
}  # fmt: skip


class _Bounded:
    """A workbook, whatever its format, of which no more is read than is allowed."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._names = book.names()
        if len(self._names) > MOST_SHEETS:
            raise BadRegister(Flaw("too_many_sheets", wanted=str(MOST_SHEETS)))

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        return self._names

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets."""
        sheet = self._book.sheet(title)
        return replace(sheet, rows=within_bounds(sheet.rows))


def open_workbook(content: bytes) -> Workbook:
    """Open a workbook. Raises BadRegister where it is none, or none that may be opened."""
    return bounded(_opened(content))


def bounded(book: Workbook) -> Workbook:
    """The same workbook, of which no more is read than is allowed. Raises BadRegister where it has
    too many sheets.
    """
    return _Bounded(book)


def _opened(content: bytes) -> Workbook:
    if len(content) > MOST_BYTES:
        raise BadRegister(Flaw("too_large", wanted=str(MOST_BYTES // 1024**2)))
    if content.startswith(LOCKED):
        if ENCRYPTED in content:
            raise BadRegister(Flaw("locked"))
        return XlsWorkbook(content)
    if not content.startswith(ZIPPED):
        raise BadRegister(Flaw("not_a_table"))
    archive = open_parts(content)
    try:
        return _of_parts(archive)
    except BadRegister:
        raise
    # A part that is no spreadsheet at all, or is not there.
    except Exception:
        raise BadRegister(Flaw("not_a_table")) from None


def _of_parts(archive: zipfile.ZipFile) -> Workbook:
    names = set(archive.namelist())
    if BINARY in names:
        raise BadRegister(Flaw("old_format"))
    if known := next((flaw for part, flaw in NO_WORKBOOKS.items() if part in names), ""):
        raise BadRegister(Flaw(known))
    if CONTENT in names and "mimetype" in names and archive.read("mimetype").strip() == MEDIA_TYPE:
        book: Workbook = OdsWorkbook(archive)
    else:
        book = XlsxWorkbook(archive)
    if not book.names():
        raise BadRegister(Flaw("not_a_table"))
    return book
