"""Mends what the PDF writer leaves undone for PDF/UA-1, and makes the file the same each time.

Table headers get a scope, running headers and footers become artifacts, figures a box in page
units, links words for what they lead to; dates and identifier depend on the content alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Operator, Page, Pdf, String

from ladder_assess.publishing.files import pdf_text

PIXELS_TO_POINTS = 0.75
# What begins and ends marked content, and shows a line of text.
BEGINS, ENDS, SHOWS = Operator("BDC"), Operator("EMC"), Operator("TJ")


def finish(
    source: bytes,
    *,
    title: str,
    lang: str,
    moment: datetime,
    link_names: Mapping[str, str],
    texts: Sequence[Sequence[str]],
    margins: Sequence[Sequence[str]] = (),
) -> bytes:
    """The finished file. `link_names` says in words what each internal link leads to, `texts` what
    the structure of each page holds, in its order (`layout.tagged_texts`), `margins` what stands
    in its margins (`layout.margin_texts`).
    """
    with pikepdf.open(BytesIO(source)) as pdf:
        beside = pdf_text.beside(pdf, texts)
        if beside:
            pdf_text.plain_outline(pdf)
        _mend_structure(pdf)
        _mend_pages(pdf, link_names, beside, margins)
        _describe(pdf, title, lang, moment)
        out = BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            linearize=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return out.getvalue()


def page_count(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def structure(pdf: Pdf) -> Iterator[tuple[Dictionary, tuple[str, ...]]]:
    """Every structure element with the kinds of those that hold it, outermost first."""

    def walk(
        element: Object, path: tuple[str, ...]
    ) -> Iterator[tuple[Dictionary, tuple[str, ...]]]:
        if not isinstance(element, Dictionary) or "/S" not in element:
            return
        yield element, path
        kids = element.get("/K", Array())
        for kid in kids if isinstance(kids, Array) else [kids]:
            yield from walk(kid, (*path, str(element.S)))

    for element in pdf.Root.StructTreeRoot.K:
        yield from walk(element, ())


def _mend_structure(pdf: Pdf) -> None:
    menders: dict[str, Callable[[Dictionary, tuple[str, ...]], None]] = {
        "/TH": _scope,
        "/TD": _forget_headers,
        "/Figure": _figure_box,
    }
    for element, path in structure(pdf):
        mend = menders.get(str(element.S))
        if mend:
            mend(element, path)


def _scope(cell: Dictionary, path: tuple[str, ...]) -> None:
    """A header in a table's head heads its column, any other its row."""
    attributes = cell.get("/A", Dictionary(O=Name.Table))
    attributes.Scope = Name.Column if "/THead" in path else Name.Row
    cell.A = attributes
    # A table that runs over pages repeats its headers, and with them their ids.
    if "/ID" in cell:
        del cell.ID


def _forget_headers(cell: Dictionary, _: tuple[str, ...]) -> None:
    if "/A" in cell and "/Headers" in cell.A:
        del cell.A.Headers


def _figure_box(figure: Dictionary, _: tuple[str, ...]) -> None:
    """The writer gives the box in pixels from the top; readers want points from the bottom."""
    if "/A" not in figure or "/BBox" not in figure.A:
        return
    height = float(figure.Pg.MediaBox[3])
    left, top, right, bottom = (float(edge) * PIXELS_TO_POINTS for edge in figure.A.BBox)
    box = (left, height - bottom, right, height - top)
    figure.A.BBox = Array([round(edge, 2) for edge in box])
    figure.A.Placement = Name.Block


def _mend_pages(
    pdf: Pdf,
    link_names: Mapping[str, str],
    beside: Mapping[int, Mapping[int, str]],
    margins: Sequence[Sequence[str]],
) -> None:
    tagged = _tagged_content(pdf)
    _forget_artifacts(pdf, tagged)
    for number, page in enumerate(pdf.pages):
        margin = margins[number] if number < len(margins) else ()
        _mend_content(pdf, page, tagged.get(number, set()), beside.get(number, {}), margin)
        for annotation in page.get("/Annots", Array()):
            target = str(annotation.get("/Dest", ""))
            if target in link_names:
                annotation.Contents = String(link_names[target])


def _tagged_content(pdf: Pdf) -> dict[int, set[int]]:
    """The marked content that the structure holds, by page."""
    numbers: dict[object, int] = {page.objgen: number for number, page in enumerate(pdf.pages)}
    held: dict[int, set[int]] = {}
    for element, _ in structure(pdf):
        page = numbers.get(element.Pg.objgen) if "/Pg" in element else None
        for kid in element.get("/K", Array()):
            if page is not None and isinstance(kid, int):
                held.setdefault(page, set()).add(kid)
    return held


def _forget_artifacts(pdf: Pdf, tagged: Mapping[int, set[int]]) -> None:
    """Take what is in no structure out of the way back from content to structure."""
    ways = pdf.Root.StructTreeRoot.ParentTree.Nums
    for number, ways_of_page in zip(ways[::2], ways[1::2], strict=True):
        if int(number) < len(pdf.pages):
            for mcid in range(len(ways_of_page)):
                if mcid not in tagged.get(int(number), set()):
                    ways_of_page[mcid] = None


def _mend_content(
    pdf: Pdf, page: Page, held: set[int], beside: Mapping[int, str], margin: Sequence[str]
) -> None:
    """Marked content of the page's margins is in no structure: it is there for the eye alone. What
    its letters do not say themselves is put beside it like that of other content.
    """
    content: list[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage] = []
    waiting, within = iter(margin), False
    for step in pikepdf.parse_content_stream(page):
        if isinstance(step, pikepdf.ContentStreamInlineImage):
            pass
        elif step.operator == BEGINS:
            mcid = _mcid(step.operands[1])
            if mcid not in held:
                kind = Dictionary(Type=Name.Pagination)
                step = pikepdf.ContentStreamInstruction([Name.Artifact, kind], step.operator)
                said = next(waiting, "")
                within = pdf_text.depends_on_neighbours(said)
                if within:
                    content.append(step)
                    step = pdf_text.with_text(said)
            elif mcid in beside:
                step = pdf_text.with_text(beside[mcid], step, mcid)
        elif within and step.operator == ENDS:
            content.append(step)
            within = False
        elif step.operator == SHOWS:
            step = pdf_text.without_gaps(step)
        content.append(step)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


def _mcid(properties: Object) -> int:
    return int(properties["/MCID"]) if "/MCID" in properties else -1


def _describe(pdf: Pdf, title: str, lang: str, moment: datetime) -> None:
    root = pdf.Root
    root.Lang = String(lang)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.MarkInfo = Dictionary(Marked=True)
    stamp = moment.strftime("D:%Y%m%d%H%M%SZ")
    pdf.docinfo["/Title"] = title
    pdf.docinfo["/CreationDate"] = stamp
    pdf.docinfo["/ModDate"] = stamp
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        meta["dc:title"] = title
        meta["dc:language"] = [lang]
        meta["xmp:CreateDate"] = moment.isoformat()
        meta["xmp:ModifyDate"] = moment.isoformat()
        meta["pdfuaid:part"] = "1"
