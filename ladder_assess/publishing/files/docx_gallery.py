"""Drawings in a document: lines, pixels for programs that show no lines, words and a caption."""

import re
from collections.abc import Iterator
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files import wordml
from ladder_assess.publishing.files.outlines import outlined
from ladder_assess.publishing.files.page_tree import Element
from ladder_assess.publishing.files.pictures import bare, pixels
from ladder_assess.publishing.files.wordml import Picture, Span

if TYPE_CHECKING:
    from docx.document import Document

# How wide each sort of drawing stands on the page, in millimetres.
WIDTHS = {"ladder": 68, "ladders": 84, "distribution": 100, "grid": 84, "chart": 92, "votes": 84}
TALLEST = 215
# On a page that holds more than the drawing.
TALLEST_OF_SHORT = 76
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = re.compile(r'<title [^>]*data-name="([^"]*)" data-words="([^"]*)"')
_SORT = re.compile(r"app-drawing--(\w+)")
_BOX = re.compile(r'viewBox="-?[\d.]+ 0 ([\d.]+) ([\d.]+)"')


def set_aside(html: str) -> str:
    """A page with an `img` in place of each drawing, which keeps the drawing as it is."""
    return _DRAWING.sub(lambda drawing: f'<img data-svg="{escape(drawing[0])}">', html)


class Gallery:
    """Puts drawings into a document, each with its words and a caption; alike ones once."""

    def __init__(
        self, document: "Document", fonts: Path, speech: Speech, tallest: int = TALLEST
    ) -> None:
        self._tallest = tallest
        self._part, self._fonts, self._speech = document.part, fonts, speech
        self._lines: dict[str, str] = {}
        self._number = 0

    def draw(self, element: Element) -> Iterator[str]:
        """The paragraphs of a drawing."""
        svg = element.get("data-svg")
        title, words = map(unescape, _found(_TITLE, svg))
        across, down = map(float, _found(_BOX, svg))
        (sort,) = _found(_SORT, svg)
        width = min(WIDTHS[sort], int(self._tallest * across / down))
        lines = outlined(bare(svg), self._fonts)
        self._number += 1
        shown, _ = self._part.get_or_add_image(BytesIO(pixels(lines, width, self._fonts)))
        drawn = Picture(
            self._number, shown, self._vector(lines), width, width * down / across, title, words
        )
        yield wordml.paragraph(wordml.picture(drawn), "Picture")
        number = wordml.field("SEQ Figure \\* ARABIC", str(self._number))
        start = wordml.run(Span(self._speech.gettext("Figure") + " "))
        yield wordml.paragraph(f"{start}{number}{wordml.run(Span(f'. {title}'))}", "Caption")

    def _vector(self, svg: str) -> str:
        """The id of a drawing's lines; the same for all that look alike."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if svg not in self._lines:
            name = PackURI(f"/word/media/drawing{len(self._lines) + 1}.svg")
            part = Part(name, "image/svg+xml", svg.encode(), self._part.package)
            self._lines[svg] = self._part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        return self._lines[svg]


def _found(wanted: re.Pattern[str], svg: str) -> tuple[str, ...]:
    """What a drawing of ours says of itself. Raises ValueError where it does not."""
    found = wanted.search(svg)
    if found is None:
        raise ValueError(f"expected {wanted.pattern}, found {svg[:80]}")
    return found.groups()
