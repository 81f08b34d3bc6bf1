"""Workbooks in the format of Excel (.xlsx), strict and transitional."""

import zipfile
from collections.abc import Iterator
from functools import cached_property

from ladder_assess.storage.common.sheet_cells import CellSheet, SheetRow, broken_row
from ladder_assess.storage.common.xlsx_parts import (
    Listing,
    SheetPart,
    list_parts,
    read_formats,
    read_texts,
)
from ladder_assess.storage.common.xlsx_sheet import SheetReader
from ladder_assess.storage.common.xml_stream import BadXml


class XlsxWorkbook:
    """A workbook of Excel's. Raises BadXml or KeyError where it is none."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._listing: Listing = list_parts(archive)

    def names(self) -> list[tuple[str, bool]]:
        """Its sheets: their titles, and whether each is in sight."""
        return [(sheet.title, sheet.visible) for sheet in self._listing.sheets]

    def sheet(self, title: str) -> CellSheet:
        """One of its sheets."""
        found = next(sheet for sheet in self._listing.sheets if sheet.title == title)
        merged: list[str] = []
        hidden: set[int] = set()
        sheet = CellSheet(title, iter(()), merged, hidden)
        return CellSheet(title, self._rows(found, sheet), merged, hidden)

    def _rows(self, part: SheetPart, sheet: CellSheet) -> Iterator[SheetRow]:
        try:
            beside = self._texts, self._formats
        except BadXml:
            yield broken_row(1, "damaged")
            return
        reader = SheetReader(sheet, *beside, from_1904=self._listing.from_1904)
        with self._archive.open(part.part) as stream:
            yield from reader.rows(stream)

    @cached_property
    def _texts(self) -> list[str]:
        return read_texts(self._archive, self._listing.texts)

    @cached_property
    def _formats(self) -> list[str]:
        return read_formats(self._archive, self._listing.styles)
