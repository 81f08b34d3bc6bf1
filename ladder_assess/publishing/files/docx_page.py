"""A page of the plan's templates as the body of a word processor's document.

It knows the kinds of elements that those templates use, not all of HTML: headings, paragraphs,
lists, quotations, notes, tables and drawings. What it does not know it takes for text, so nothing
is lost.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ladder_assess.publishing.files import wordml
from ladder_assess.publishing.files.page_tree import Element
from ladder_assess.publishing.files.wordml import LINE, Span, TableCell

# Stands in the body where the list of contents belongs.
CONTENTS = "contents"
HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3}
BLOCKS = {*HEADINGS, "p", "ul", "ol", "li", "table", "blockquote", "div", "section", "img"}
# Paragraphs by the classes that templates give them, and parts of text likewise.
STYLES = {
    "headline": "Headline", "lead": "Lead", "caption": "TableCaption", "leads": "LeadIn",
    "small": "SmallPrint", "second": "SmallPrint", "note__name": "NoteTitle",
    "cover__kind": "Subtitle", "cover__date": "Lead", "cover__stamp": "SmallPrint",
}  # fmt: skip
SPANS = {"second": "Second", "source": "Source", "state": "Strong", "sample": "SampleMark"}
AFTER_TABLE = {"Normal": "AfterTable"}
BULLETS, FIRST_NUMBERED = 1, 3
SPACE = re.compile(r"[ \t\r\n]+")
TEXT_WIDTH, A_LETTER = 9638, 105
# Short texts stay on one line; of longer ones only so many letters ask for room.
SHORT_TEXT, WIDEST_WORD, WIDEST_TEXT = 14, 16, 40


@dataclass(frozen=True)
class Heading:
    """A heading that the list of contents names. `level` counts from 1."""

    level: int
    text: str
    anchor: str


@dataclass
class Body:
    """What a page has become: its parts in order, with its headings; `contents_heading` stands over
    their list, and `numbered` is how many lists have numbers.
    """

    parts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    contents_heading: str = ""
    numbered: int = 0


@dataclass(frozen=True)
class ElementPlace:
    """What texts and items look like where an element stands, and how deep headings lie there."""

    style: str = "Normal"
    item: str = "ListBullet"
    numbering: int = 0
    deeper: int = 0


def body_of(page: Element, draw: Callable[[Element], Iterator[str]]) -> Body:
    """The body of a page; `draw` gives the paragraphs of an `img`."""
    return _Writer(draw).written(page)


def anchor_of(name: str) -> str:
    """An id as the name of a bookmark, which holds no hyphens."""
    return name.replace("-", "_")


class _Writer:
    """Walks a page and writes what it finds."""

    def __init__(self, draw: Callable[[Element], Iterator[str]]) -> None:
        self.draw = draw
        self.body = Body()
        self.title = ""
        self.after_table = False

    def written(self, page: Element) -> Body:
        for body in page.all("body"):
            self.body.parts.extend(self._inside(body, ElementPlace()))
        return self.body

    def _inside(self, element: Element, place: ElementPlace) -> Iterator[str]:
        """Each block in an element by itself, and the texts between them as paragraphs."""
        spans: list[Span] = []
        for child in element.children:
            if isinstance(child, str):
                spans.append(Span(child))
            elif child.tag in BLOCKS:
                yield from self._told(spans, place)
                spans = []
                yield from self._block(child, place)
            else:
                # What stands in second place in a list has a line of its own.
                apart = element.tag == "li" and "second" in child.kinds
                spans += [Span(LINE)] * apart + _spans(child, "")
        yield from self._told(spans, place)

    def _told(self, spans: Sequence[Span], place: ElementPlace) -> Iterator[str]:
        shown = _tidy(spans)
        if shown:
            style = AFTER_TABLE.get(place.style, place.style) if self.after_table else place.style
            self.after_table = False
            yield wordml.told(shown, style, numbering=place.numbering)

    def _block(self, element: Element, place: ElementPlace) -> Iterator[str]:
        if element.tag in HEADINGS:
            yield from self._heading(element, place)
        elif element.tag == "table":
            yield from self._table(element)
        elif element.tag in ("ul", "ol"):
            yield from self._list(element, place)
        elif element.tag == "img":
            self.after_table = False
            yield from self.draw(element)
        elif "contents" in element.kinds:
            self.body.contents_heading = next(element.all("h2")).text
        elif "cover" in element.kinds:
            yield from self._inside(element, place)
            yield CONTENTS
        else:
            yield from self._inside(element, self._placed(element, place))

    def _placed(self, element: Element, place: ElementPlace) -> ElementPlace:
        kinds = element.kinds
        if element.tag == "p":
            style = next((STYLES[kind] for kind in STYLES if kind in kinds), place.style)
            if style == "TableCaption":
                self.title = element.text.strip()
            return replace(place, style=style)
        if element.tag == "blockquote":
            return replace(place, style="Quote")
        if "note" in kinds:
            return replace(place, style="Note")
        return replace(place, deeper=place.deeper + ("deeper" in kinds))

    def _heading(self, element: Element, place: ElementPlace) -> Iterator[str]:
        level = HEADINGS[element.tag]
        spans = _tidy(_spans(element, ""))
        self.title = "".join(span.text for span in spans)
        self.after_table = False
        if level == 0:
            yield wordml.told(spans, "Title")
            return
        level += place.deeper
        number = len(self.body.headings) + 1
        given = element.get("id")
        name = anchor_of(given) if given else f"_Toc{number:06}"
        self.body.headings.append(Heading(level, self.title.replace(LINE, " "), name))
        content = "".join(map(wordml.run, spans))
        mark, style = wordml.bookmark(number, name, content), f"Heading{level}"
        yield wordml.paragraph(mark, style, new_page="new-page" in element.kinds)

    def _list(self, element: Element, place: ElementPlace) -> Iterator[str]:
        if "keyed" in element.kinds:
            # The names of many marks stand below a drawing in few lines.
            names = "; ".join(" ".join(item.text.split()) for item in element.elements)
            yield from self._told([Span(names)], replace(place, style="SmallPrint"))
            return
        numbering = BULLETS
        style = place.item
        if element.tag == "ol":
            numbering, style = FIRST_NUMBERED + self.body.numbered, "ListNumber"
            self.body.numbered += 1
        elif "sources__list" in element.kinds:
            numbering, style = 0, "SourceListed"
        inner = replace(place, style=style, numbering=numbering)
        for item in element.elements:
            yield from self._inside(item, inner)

    def _table(self, element: Element) -> Iterator[str]:
        rows = [list(row.elements) for row in element.all("tr")]
        if not rows:
            return
        if self.after_table:
            # Two tables without a word between them would become one.
            yield wordml.told([Span(self.title)], "TableCaption")
        heads = sum(1 for head in element.all("thead") for _ in head.all("tr"))
        widths = _given_widths(element) or _widths(rows)
        cells = [[self._cell(cell, head=at < heads) for cell in row] for at, row in enumerate(rows)]
        yield wordml.table(cells, heads, widths, self.title.replace(LINE, " "))
        self.after_table = True

    def _cell(self, element: Element, *, head: bool) -> TableCell:
        self.after_table = False
        of_rows = element.get("scope") == "rowgroup"
        style = "TableHead" if head or of_rows else "TableText"
        place = ElementPlace(style, "TableList")
        told = tuple(self._inside(element, place)) or (wordml.told((), style),)
        return TableCell(told, _across(element))


def _spans(element: Element, style: str) -> list[Span]:
    """The texts in an element, each with its look."""
    if element.tag == "br":
        return [Span(LINE)]
    own = next((SPANS[kind] for kind in element.kinds if kind in SPANS), style)
    own = "Strong" if element.tag == "strong" and own != "SampleMark" else own
    found = [
        part
        for child in element.children
        for part in ([Span(child, own)] if isinstance(child, str) else _spans(child, own))
    ]
    target = element.get("href") if element.tag == "a" else ""
    if target.startswith("#"):
        return [replace(s, style="Hyperlink", anchor=anchor_of(target[1:])) for s in found]
    return found


def _tidy(spans: Sequence[Span]) -> list[Span]:
    """Texts with single spaces between words and none at either end, as a page shows them."""
    tidy: list[Span] = []
    for span in spans:
        text = SPACE.sub(" ", span.text)
        if not tidy or tidy[-1].text.endswith((" ", LINE)):
            text = text.removeprefix(" ")
        if text:
            tidy.append(replace(span, text=text))
    while tidy and not (last := tidy[-1].text.rstrip(f" {LINE}")):
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=last)
    return tidy


def _across(cell: Element) -> int:
    return int(cell.get("colspan") or 1)


def _given_widths(table: Element) -> list[int]:
    """How wide the columns of a table are where it says so, in hundredths of the page."""
    return [TEXT_WIDTH * int(part) // 100 for part in table.get("data-widths").split()]


def _widths(rows: Sequence[Sequence[Element]]) -> list[int]:
    """How wide the columns of a table are: by what stands in them, and together as the page."""
    columns = max(sum(map(_across, row)) for row in rows)
    needed, asked = [1] * columns, [1] * columns
    for row in rows:
        at = 0
        for cell in row:
            if _across(cell) == 1:
                need, ask = _room(cell.text)
                needed[at], asked[at] = max(needed[at], need), max(asked[at], ask)
            at += _across(cell)
    least = [A_LETTER * (letters + 3) for letters in needed]
    more = [max(0, ask - need) for ask, need in zip(asked, needed, strict=True)]
    spare = max(0, TEXT_WIDTH - sum(least)) / (sum(more) or 1)
    wide = [width + spare * letters for width, letters in zip(least, more, strict=True)]
    return [round(width * TEXT_WIDTH / sum(wide)) for width in wide]


def _room(text: str) -> tuple[int, int]:
    """How many letters a text needs beside each other, and how many it would like to have."""
    words = text.split()
    length = sum(map(len, words)) + len(words) - 1
    if length <= SHORT_TEXT:
        return max(1, length), max(1, length)
    return min(max(map(len, words)), WIDEST_WORD), min(length, WIDEST_TEXT)
