"""Workbooks that other programs write and libraries refuse, and such as are made to do harm."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ladder_assess.publishing.files.new_book import new_book
from tests.support.sheets import repacked

SHEET_XML, STYLES_XML = "xl/worksheets/sheet1.xml", "xl/styles.xml"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main":
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships":
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


def written(
    rows: Iterable[Sequence[Any]],
    formats: dict[str, str] | None = None,
    options: dict[str, Any] | None = None,
    change: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A workbook of these rows; `formats` are codes by column letter, for numbers below the first.

    `change` is given the workbook and its sheet, to change them further.
    """
    out = io.BytesIO()
    with new_book(out, options or {}) as book:
        sheet = book.add_worksheet()
        looks = {
            key: book.add_format({"num_format": code}) for key, code in (formats or {}).items()
        }
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                look = looks.get(chr(ord("A") + place)) if at else None
                sheet.write(at, place, value, look)
        if change:
            change(book, sheet)
    return out.getvalue()


def with_styles(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with its styles changed."""
    return repacked(content, lambda name, part: change(part) if name == STYLES_XML else part)


def with_cells(content: bytes, rows: bytes) -> bytes:
    """The same workbook with its rows taken for others, written as XML."""

    def change(name: str, part: bytes) -> bytes:
        if name != SHEET_XML:
            return part
        start, end = part.index(b"<sheetData>"), part.index(b"</sheetData>")
        return part[: start + 11] + rows + part[end:]

    return repacked(content, change)


def with_inline(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook whose texts stand in its cells, without a list of those that are shared."""
    lines = "".join(
        "<row>"
        + "".join(
            f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for text in row
        )
        + "</row>"
        for row in rows
    )
    content = with_cells(written([("x",)]), lines.encode())
    return without_part(content, "xl/sharedStrings.xml")


def without_part(content: bytes, gone: str) -> bytes:
    """The same workbook without one of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name != gone:
                after.writestr(name, before.read(name))
    return out.getvalue()


def strict(content: bytes) -> bytes:
    """The same workbook with the names of strict Open XML."""

    def change(name: str, part: bytes) -> bytes:
        for old, new in STRICT.items():
            part = part.replace(old, new)
        return part

    return repacked(content, change)


def prefixed(content: bytes) -> bytes:
    """The same workbook with a prefix before every element of its sheet."""

    def change(name: str, part: bytes) -> bytes:
        if name != SHEET_XML:
            return part
        part = part.replace(b"</", b"\0").replace(b"<?", b"\1").replace(b"<", b"<x:")
        return part.replace(b"\0", b"</x:").replace(b"\1", b"<?").replace(b"xmlns=", b"xmlns:x=")

    return repacked(content, change)


def opendocument(rows: Iterable[Iterable[str]], columns: str = "", more: str = "") -> bytes:
    """An OpenDocument spreadsheet; cells are written as XML, `columns` and `more` tables too."""
    lines = "".join(row if isinstance(row, str) else ods_row(row) for row in rows)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0">'
        '<office:automatic-styles><style:style style:name="out" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        '<office:body><office:spreadsheet><table:table table:name="One">'
        f"{columns}{lines}</table:table>{more}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return out.getvalue()


def ods_row(cells: Iterable[str], **attributes: Any) -> str:
    """A row of an OpenDocument sheet; attributes of `table:` are written with underscores."""
    said = "".join(
        f" table:{key.replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
    )
    found = (cell if cell.startswith("<") else ods_cell(cell) for cell in cells)
    return f"<table:table-row{said}>{''.join(found)}</table:table-row>"


def ods_cell(shown: str, kind: str = "string", **attributes: Any) -> str:
    """A cell of an OpenDocument sheet; attributes of `office:` are written with underscores."""
    said = "".join(
        f" office:{key.replace('_', '-')}={quoteattr(str(value))}"
        for key, value in attributes.items()
    )
    text = f"<text:p>{escape(shown)}</text:p>" if shown else ""
    return f'<table:table-cell office:value-type="{kind}"{said}>{text}</table:table-cell>'


def old_workbook(
    rows: Iterable[Sequence[Any]],
    formats: dict[int, str] | None = None,
    change: Callable[[Any, Any], None] | None = None,
) -> bytes:
    """A workbook of an Excel before 2007; `formats` are codes by place, below the first row."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            code = (formats or {}).get(place) if at else None
            look = xlwt.easyxf(num_format_str=code) if code else xlwt.Style.default_style
            sheet.write(at, place, value, look)
    if change:
        change(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
