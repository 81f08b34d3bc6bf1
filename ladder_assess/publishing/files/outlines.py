"""Texts of drawings as outlines, where they have letters that our own typeface lacks.

No drawing program at hand sets them right: one draws letter by letter, so that Arabic falls apart,
another has one typeface for a whole text. Shaped by HarfBuzz and drawn as lines, they look the same
in print, as pixels and in a word processor; what a drawing says stands beside it in words anyway.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from ladder_assess.publishing.common.directions import as_seen
from ladder_assess.publishing.common.typefaces import MARKED, Typeface, needed, runs, shaper

NAMESPACE = "http://www.w3.org/2000/svg"
REGULAR, BOLD = 400, 700
# Of a text's own attributes, those that place it or choose its letters end with it.
OF_TEXT = ("x", "y", "text-anchor", "font-size", "font-weight", "font-family")
SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@dataclass(frozen=True)
class Look:
    """What a text inherits from what holds it: its size, its weight and where it is held."""

    size: float = 16.0
    weight: int = REGULAR
    anchor: str = "start"

    def of(self, element: Element) -> "Look":
        """The same with what an element says itself."""
        weight = element.get("font-weight")
        return replace(
            self,
            size=float(element.get("font-size", self.size)),
            weight=self.weight if weight is None else BOLD if int(weight) > 500 else REGULAR,
            anchor=element.get("text-anchor", self.anchor),
        )


def outlined_drawings(html: str, fonts: Path) -> str:
    """A page whose drawings have outlines where they need them (`outlined`)."""
    return _DRAWING.sub(lambda drawing: outlined(drawing[0], fonts), html)


def outlined(svg: str, fonts: Path) -> str:
    """A drawing whose texts with letters of other scripts, or with marks that stand on letters, are
    outlines; any other stays as it is.
    `fonts` is the directory of the typefaces. Raises FileNotFoundError where they are not there.
    """
    text = unescape(svg)
    faces = needed(fonts, text)
    if len(faces) == 1 and not MARKED.search(text):
        return svg
    # Imported here, as what draws in general: few requests do.
    from defusedxml.ElementTree import fromstring

    drawing = fromstring(svg)
    # Named plainly, whatever short name for the namespace others have agreed in this process.
    for element in drawing.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    drawing.set("xmlns", NAMESPACE)
    _walk(drawing, Look(), faces)
    return tostring(drawing, encoding="unicode")


def _walk(element: Element, look: Look, faces: tuple[Typeface, ...]) -> None:
    look = look.of(element)
    for child in element:
        own = look.of(child)
        if child.tag == "text":
            parts = list(_parts(child, own))
            text = "".join(part for part, _ in parts)
            if len(needed_of(faces, text)) > 1 or MARKED.search(text):
                _replace(child, own, parts, faces)
        else:
            _walk(child, look, faces)


def needed_of(faces: tuple[Typeface, ...], text: str) -> set[str]:
    """The names of the typefaces that a text's letters are in, with our own."""
    return {faces[0].family, *(face.family for face, _ in runs(text, faces))}


def _parts(element: Element, look: Look) -> Iterator[tuple[str, int]]:
    """The texts in an element, each with its weight."""
    yield element.text or "", look.weight
    for child in element:
        yield from _parts(child, look.of(child))
        yield child.tail or "", look.weight


def _replace(
    text: Element, look: Look, parts: list[tuple[str, int]], faces: tuple[Typeface, ...]
) -> None:
    """Put outlines into the place of a text, which becomes a group with what else it says."""
    drawn: list[tuple[str, float, float]] = []
    across = 0.0
    for part, weight in parts:
        for face, piece, from_the_right in _pieces(part, faces):
            outline, advance, em = _shaped(face, _weight(face, weight), piece, from_the_right)
            drawn.append((outline, across, look.size / em))
            across += advance * look.size / em
    left = float(text.get("x", 0)) - across * SHARE_BEFORE[look.anchor]
    base = float(text.get("y", 0))
    tail = text.tail
    kept = {name: value for name, value in text.attrib.items() if name not in OF_TEXT}
    text.clear()
    text.tag, text.attrib, text.tail = "g", kept, tail
    for outline, at, scale in drawn:
        if outline:
            move = f"translate({left + at:.2f} {base:.2f}) scale({scale:.5f} {-scale:.5f})"
            text.append(Element("path", {"transform": move, "d": outline}))


def _pieces(text: str, faces: tuple[Typeface, ...]) -> Iterator[tuple[Typeface, str, bool]]:
    """A text from its left to its right, cut where its typeface or its direction changes."""
    for part, from_the_right in as_seen(text):
        cut = list(runs(part, faces))
        for face, piece in reversed(cut) if from_the_right else cut:
            yield face, piece, from_the_right


def _weight(face: Typeface, wanted: int) -> int:
    return wanted if wanted in face.files else min(face.files)


@lru_cache(maxsize=512)
def _shaped(face: Typeface, weight: int, text: str, from_the_right: bool) -> tuple[str, float, int]:
    """The outline of a text as the path of an SVG, how far it reaches, and the units to its em."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from uharfbuzz import Buffer, shape

    font, buffer = shaper(face, weight), Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_the_right else "ltr"
    shape(font, buffer)
    pen = SVGPathPen(None, ntos=lambda value: f"{value:g}")
    across = 0.0
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        moved = (1, 0, 0, 1, across + place.x_offset, place.y_offset)
        font.draw_glyph_with_pen(glyph.codepoint, TransformPen(pen, moved))
        across += place.x_advance
    return pen.getCommands(), across, font.face.upem
