"""A plan as a document that can be edited (DOCX): headings, styles and tables, no pictures of text.

It is made of the sheets of the spreadsheet, so that both hold the same.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import compress
from typing import TYPE_CHECKING, Any

from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.plan_pdf import day_in_words
from ladder_assess.publishing.workbook import Cell, Sheet

if TYPE_CHECKING:
    from docx.document import Document

# Tables with more columns than this stand on pages turned sideways; with more columns than even
# those have room for, each row is told under a heading of its own.
UPRIGHT, SIDEWAYS = 7, 14
TABLE_STYLE, TABLE_TEXT, TABLE_POINTS = "Table Grid", "Table text", 9
LOCALE, LANGUAGE = "en_GB", "en-GB"
A4 = (210, 297)
MARGIN = 20
THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
# What XML cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plan_docx(title: str, made_on: date, sheets: Iterable[Sheet], speech: Speech) -> bytes:
    """The sheets as a document: a heading for each, its rows as a table or, where they are wide, as
    a heading and a table for each row. Headings of tables repeat on every page.
    """
    # Imported here: few requests ask for a document.
    from docx import Document

    document = Document()
    _set_up(document, _writable(title), made_on)
    document.add_heading(_writable(title), 0)
    for whole in sheets:
        wide, sheet = len(whole.columns) > SIDEWAYS, _without_gaps(whole)
        _turn(document, sideways=not wide and len(sheet.columns) > UPRIGHT)
        document.add_heading(sheet.name, 1)
        if wide:
            _records(document, sheet, speech)
        else:
            _table(document, [column.head for column in sheet.columns], sheet.rows)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: "Document", title: str, made_on: date) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(length) for length in A4)
    section.left_margin = section.right_margin = Mm(MARGIN)
    facts = document.core_properties
    facts.title, facts.author, facts.language = title, "", LANGUAGE
    facts.comments = ""
    # The library's template brings a picture of another document along.
    package = document.part.package
    for key in [key for key, part in package.rels.items() if part.reltype == THUMBNAIL]:
        package.rels.pop(key)
    facts.created = facts.modified = datetime.combine(made_on, time())
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    text = document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(TABLE_POINTS)
    text.paragraph_format.space_after = Pt(0)


def _without_gaps(sheet: Sheet) -> Sheet:
    """A sheet without the columns in which nothing stands."""
    full = [any(map(_shown, cells)) for cells in zip(*sheet.rows, strict=True)]
    rows = [tuple(compress(row, full)) for row in sheet.rows]
    return replace(sheet, columns=tuple(compress(sheet.columns, full)), rows=rows)


def _turn(document: "Document", *, sideways: bool) -> None:
    """Go on upright or sideways; on a new page where that changes."""
    from docx.enum.section import WD_ORIENT

    before = document.sections[-1]
    if sideways == (before.orientation == WD_ORIENT.LANDSCAPE):
        return
    width, height = before.page_width, before.page_height
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE if sideways else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = height, width


def _records(document: "Document", sheet: Sheet, speech: Speech) -> None:
    """Each row under a heading of its first two cells; what is empty is left out."""
    heads = (speech.gettext("What it is"), speech.gettext("What it says"))
    for row in sheet.rows:
        document.add_heading(". ".join(filter(None, map(_shown, row[:2]))), 2)
        named = zip(sheet.columns[2:], row[2:], strict=True)
        _table(document, heads, [(c.head, cell) for c, cell in named if _shown(cell)])


def _table(document: "Document", heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A table whose first row is marked as its head, for print to repeat and programs to tell."""
    from docx.oxml import OxmlElement

    style = document.styles[TABLE_TEXT].style_id
    table = document.add_table(0, len(heads), TABLE_STYLE)._tbl
    for row in (heads, *rows):
        table.append(_row(row, style, head=row is heads))
    table.tr_lst[0].get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _row(cells: Sequence[Cell], style: str, *, head: bool) -> Any:
    """Made by hand: the library's own way takes ten times as long, and rows come in thousands."""
    from docx.oxml import OxmlElement

    row: Any = OxmlElement("w:tr")
    for cell in cells:
        place, paragraph = OxmlElement("w:tc"), OxmlElement("w:p")
        paragraph.style = style
        run = paragraph.add_r()
        run.text = _shown(cell)
        if head:
            run.get_or_add_rPr().append(OxmlElement("w:b"))
        place.append(paragraph)
        row.append(place)
    return row


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return day_in_words(cell, LOCALE) if isinstance(cell, date) else _writable(str(cell))


def _writable(text: str) -> str:
    return UNWRITABLE.sub("\ufffd", text).encode("utf-8", "replace").decode()
