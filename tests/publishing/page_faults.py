"""What a proud designer would not let pass, read from the laid-out pages of a plan.

Pages are those of the renderer, before they become a file: each box knows its place and the element
that it was made from.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

# How far down a page must be used at the least: the last one or one before a part that begins its
# own, and any other. Before a picture that is half as high as a page it may end higher up.
LEAST_USED, LEAST_BEFORE_MORE = 0.2, 0.4
# A table that goes on leaves more rows than these, unless the page has something else below.
FEW_ROWS = 2
# Rows that belong to the one above, or are headings of those below.
NO_ROWS = {"continued", "reasons__rung"}
HEADINGS = {"h1", "h2", "h3"}
SLACK = 1.0


class Fault(NamedTuple):
    """What is wrong on which page."""

    page: int
    what: str


class Piece(NamedTuple):
    """A text or a drawing where it stands, with the elements around it, the innermost first."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    around: tuple[Any, ...]

    def within(self, *tags: str) -> Any:
        """The nearest element of these kinds around it."""
        return next((element for element in self.around if element.tag in tags), None)


def pieces_of(page: Any) -> list[Piece]:
    """All texts and drawings of a page but those of its margins, from the top."""
    (body,) = (box for box in page._page_box.children if type(box).__name__ == "BlockBox")
    return sorted(_pieces(body, ()), key=lambda piece: piece.bottom)


def _pieces(box: Any, around: tuple[Any, ...]) -> Iterator[Piece]:
    box = getattr(box, "_box", box)
    if box.element is not None and (not around or box.element is not around[0]):
        around = (box.element, *around)
    text = getattr(box, "text", "")
    if text.strip() or type(box).__name__.endswith("ReplacedBox"):
        left, top = box.position_x, box.position_y
        yield Piece(left, top, left + box.width, top + box.height, text.strip(), around)
    for child in getattr(box, "children", ()):
        yield from _pieces(child, around)


def used(page: Any) -> float:
    """How far down a page is used, as a share of it; its margins do not count."""
    box = page._page_box
    end = max((piece.bottom for piece in pieces_of(page)), default=box.margin_top)
    height = page.height - box.margin_top - box.margin_bottom
    return float((end - box.margin_top) / height)


def faults(pages: Sequence[Any]) -> list[Fault]:
    """All that is wrong, page by page."""
    found = [
        Fault(number, what) for number, page in enumerate(pages, start=1) for what in _of(page)
    ]
    for number, (page, following) in enumerate(pairwise(pages), start=1):
        found += (Fault(number, what) for what in _before(page, following))
    return found


def _of(page: Any) -> Iterator[str]:
    if used(page) < LEAST_USED:
        yield "is nearly empty"
    pieces, box = pieces_of(page), page._page_box
    right, foot = page.width - box.margin_right, page.height - box.margin_bottom
    for piece in pieces:
        if piece.right > right + SLACK or piece.left < box.margin_left - SLACK - 4:
            yield f"has {piece.text[:40]!r} outside of its column"
        if piece.bottom > foot + SLACK:
            yield f"has {piece.text[:40]!r} below its foot"
    titles = [_title(heading) for heading in _headings(pieces)]
    yield from (f"says {one!r} twice" for one, other in pairwise(titles) if one == other)
    if pieces and (last := pieces[-1].within(*HEADINGS)) is not None:
        yield f"ends with the heading {_title(last)!r}"


def _headings(pieces: list[Piece]) -> list[Any]:
    found = {id(h): h for piece in pieces if (h := piece.within(*HEADINGS)) is not None}
    return list(found.values())


def _title(heading: Any) -> str:
    return "".join(heading.itertext()).strip()


def _before(page: Any, following: Any) -> Iterator[str]:
    before, after = pieces_of(page), pieces_of(following)
    if not before or not after:
        return
    first = min(after, key=lambda piece: (piece.top, piece.left))
    section = first.within("section")
    same = section is not None and section is before[-1].within("section")
    begins_a_page = section is not None and "page" in section.get("class", "").split()
    if used(page) < LEAST_BEFORE_MORE and (same or not begins_a_page):
        yield f"is left at {used(page):.0%} while what follows could begin on it"
    if same:
        yield from _stranded(before, after)


def _stranded(before: list[Piece], after: list[Piece]) -> Iterator[str]:
    """Rows of a table that went on to the next page, too few to stand there."""
    goes_on = {id(table) for piece in before if (table := piece.within("table")) is not None}
    bodies = [piece for piece in after if piece.within("tbody") is not None]
    tables = {id(table): table for piece in bodies if (table := piece.within("table")) is not None}
    for table in (table for key, table in tables.items() if key in goes_on):
        rows = {
            id(row)
            for piece in bodies
            if piece.within("table") is table
            and not NO_ROWS & set((row := piece.within("tr")).get("class", "").split())
        }
        if len(rows) <= FEW_ROWS:
            yield f"leaves {len(rows)} rows of its table to the next page"
