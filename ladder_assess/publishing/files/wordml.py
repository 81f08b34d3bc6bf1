"""WordprocessingML as text: how runs, paragraphs, tables, pictures and fields are written.

Styles are named by the ids of `templates/plan/document/styles.xml`. What people typed comes in as
plain text and is escaped here. Lengths are in twentieths of a point, of pictures in millimetres.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape

from ladder_assess.publishing.common.directions import embedded, runs_from_the_right, stretches
from ladder_assess.publishing.files.docx_fonts import faced

# Where a line ends within a paragraph.
LINE = "\u2028"
EMU_A_MILLIMETRE = 36_000
# A table of no more rows stands on one page.
FEW_ROWS = 10
_STYLED = re.compile(r"^(<w:p><w:pPr><w:pStyle [^>]*/>)")
NAMESPACES = " ".join(
    f'xmlns:{short}="http://schemas.openxmlformats.org/{name}"'
    for short, name in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
    )
)
VECTOR = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(frozen=True)
class Span:
    """Some text that looks alike: a character style, and where it leads within the document."""

    text: str
    style: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class TableCell:
    """One cell of a table: the paragraphs in it, and over how many columns it goes."""

    paragraphs: tuple[str, ...]
    across: int = 1


@dataclass(frozen=True)
class Picture:
    """A drawing as pixels and as lines, by the ids of their parts; `words` tell what it shows."""

    number: int
    pixels: str
    lines: str
    width: float
    height: float
    title: str
    words: str


def run(span: Span) -> str:
    """A run of text; one for each of its stretches where its direction changes."""
    parts = list(stretches(span.text)) or [("", False)]
    shown = "".join(_run(text, span.style, from_the_right) for text, from_the_right in parts)
    return f'<w:hyperlink w:anchor="{span.anchor}">{shown}</w:hyperlink>' if span.anchor else shown


def _run(text: str, style: str, from_the_right: bool) -> str:
    return "".join(_faced(part, style, face, from_the_right) for face, part in faced(text))


def _faced(text: str, style: str, face: str, from_the_right: bool) -> str:
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    if face:
        named = " ".join(f'w:{kind}="{face}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
        look += f"<w:rFonts {named}/>"
    if from_the_right:
        look += "<w:rtl/>"
    parts = (embedded(line) if from_the_right else line for line in text.split(LINE))
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in parts)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{'<w:br/>'.join(lines)}</w:r>"


def field(instruction: str, shown: str = "1") -> str:
    """A field, such as a page's number, with what it shows until a program works it out."""
    return _mark("begin") + instructed(instruction) + _mark("separate") + run(Span(shown)) + ends()


def begins(instruction: str) -> str:
    """The start of a field that holds paragraphs."""
    return _mark("begin") + instructed(instruction) + _mark("separate")


def ends() -> str:
    """The end of a field."""
    return _mark("end")


def instructed(instruction: str) -> str:
    """What a field is to work out."""
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def paragraph(
    content: str,
    style: str = "Normal",
    *,
    numbering: int = 0,
    from_the_right: bool = False,
    new_page: bool = False,
) -> str:
    """A paragraph of runs; `numbering` is the list that it is an item of."""
    look = f'<w:pStyle w:val="{style}"/>{"<w:pageBreakBefore/>" if new_page else ""}'
    if numbering:
        look += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>'
    if from_the_right:
        look += "<w:bidi/>"
    return f"<w:p><w:pPr>{look}</w:pPr>{content}</w:p>"


def told(spans: Sequence[Span], style: str = "Normal", *, numbering: int = 0) -> str:
    """A paragraph of texts; one that begins in Arabic, Hebrew or the like runs from the right, but
    for those of tables, whose columns keep their edge.
    """
    content = "".join(map(run, spans))
    right = not style.startswith("Table") and runs_from_the_right(
        "".join(span.text for span in spans)
    )
    return paragraph(content, style, numbering=numbering, from_the_right=right)


def bookmark(number: int, name: str, content: str) -> str:
    """A place that links lead to."""
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def table(
    rows: Iterable[Sequence[TableCell]], heads: int, widths: Sequence[int], caption: str
) -> str:
    """A table whose first `heads` rows are marked as its head, for print to repeat on each page
    and for screen readers to tell; `caption` says what it holds.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = (
        f'<w:tblStyle w:val="PlanTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption)}"/>'
    )
    rows = list(rows)
    if len(rows) <= FEW_ROWS:
        rows[:-1] = [[replace(cell, paragraphs=_kept(cell)) for cell in row] for row in rows[:-1]]
    body = "".join(_row(row, widths, head=at < heads) for at, row in enumerate(rows))
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def _kept(cell: TableCell) -> tuple[str, ...]:
    """The paragraphs of a cell, each on the page of the next row."""
    return tuple(_STYLED.sub(r"\1<w:keepNext/>", each, count=1) for each in cell.paragraphs)


def _row(cells: Sequence[TableCell], widths: Sequence[int], *, head: bool) -> str:
    # A row that is taller than a page has to be cut; others stay whole.
    short = sum(len(p) for cell in cells for p in cell.paragraphs) < 6000
    look = ("<w:cantSplit/>" if short else "") + ("<w:tblHeader/>" if head else "")
    told_cells, at = [], 0
    for cell in cells:
        width = sum(widths[at : at + cell.across])
        across = f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        place = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}</w:tcPr>'
        told_cells.append(f"<w:tc>{place}{''.join(cell.paragraphs)}</w:tc>")
        at += cell.across
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(told_cells)}</w:tr>"


def picture(of: Picture) -> str:
    """A drawing in the line of text: as lines where a program can draw them, else as pixels."""
    size = " ".join(
        f'{way}="{round(length * EMU_A_MILLIMETRE)}"'
        for way, length in (("cx", of.width), ("cy", of.height))
    )
    facts = f'id="{of.number}" name="Drawing {of.number}" descr="{escape(of.words)}"'
    lines = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        f'<asvg:svgBlip xmlns:asvg="{VECTOR}" r:embed="{of.lines}"/></a:ext></a:extLst>'
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {facts} title="{escape(of.title)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {facts}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{of.pixels}">{lines}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
