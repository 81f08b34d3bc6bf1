"""Which typefaces a text needs, in the form that print and drawings read.

Our own typeface knows the letters of western Europe. For every other script that people are
written to in, the build lays a typeface beside it (`fonts/typefaces.json`). A document gets those
that its letters need, and no others: the plain case stays as it is.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uharfbuzz import Font

OWN_FAMILY = "Atkinson Hyperlegible"
LISTED = "typefaces.json"
FAMILY_NAMES = (1, 16)
WEB = ".woff"
MOST_KEPT = 64
# A letter with marks on it for which there is no letter of its own.
MARKED = re.compile("\\w[\u0300-\u036f]+")
WORD = re.compile("\\w[\\w\u0300-\u036f]*")
_PIECE = re.compile(f"{MARKED.pattern}|.", re.DOTALL)
_WORDS = re.compile(f"{WORD.pattern}|.", re.DOTALL)
# Written, but not drawn: line ends, marks of direction, and those that choose a form of a letter.
UNDRAWN = frozenset(
    {*range(0x20), 0x7F, 0xAD, 0x200B, *range(0x200C, 0x2010), *range(0x2028, 0x202F)}
    | {*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF}
)


@dataclass(frozen=True, eq=False)
class Typeface:
    """One typeface: the name that pages and drawings call it by, its file for each weight, and the
    units to the em that it is drawn with where that differs from its own.
    """

    family: str
    files: Mapping[int, Path]
    em: int | None = None

    @property
    def letters(self) -> frozenset[int]:
        """The characters that it has."""
        return _letters(self.files[min(self.files)])

    def places(self, marked: str) -> bool:
        """Has it a letter and its marks, and does it know where they stand on that letter?"""
        return self.letters.issuperset(map(ord, marked)) and _placed(self, marked)

    def prepared(self, weight: int) -> bytes:
        """Its file for a weight, under its own name, as a renderer reads it."""
        return _prepared(self.files[weight], self.family, self.em)


@lru_cache(maxsize=4)
def typefaces(fonts: Path) -> tuple[Typeface, ...]:
    """The typefaces that the build left in a directory, in the order in which letters are looked
    for. Raises FileNotFoundError where it left none.
    """
    listed = json.loads((fonts / LISTED).read_text("utf-8"))
    return tuple(
        Typeface(
            face["family"],
            {int(weight): fonts / name for weight, name in face["files"].items()},
            face.get("em"),
        )
        for face in listed
    )


def needed(fonts: Path, text: str) -> tuple[Typeface, ...]:
    """Our own typeface, and those that have the letters of a text that it lacks."""
    own, *others = faces = typefaces(fonts)
    found = {own, *(face_of(marked, faces) for marked in set(MARKED.findall(text)))}
    missing = {ord(letter) for letter in set(text)} - UNDRAWN - own.letters
    for face in others:
        if not missing:
            break
        if missing & face.letters:
            found.add(face)
            missing -= face.letters
    return tuple(face for face in faces if face in found)


def drawable(fonts: Path, text: str) -> bool:
    """Has some typeface here each letter of a text?"""
    wanted = set(map(ord, text)) - UNDRAWN
    for face in typefaces(fonts):
        wanted -= face.letters
        if not wanted:
            return True
    return False


def face_of(piece: str, faces: tuple[Typeface, ...]) -> Typeface:
    """The typeface that a letter is set in, with all its marks: the first that places them, else
    the first that has them, else the letter's own; what none has goes to the first.
    """
    able = [face for face in faces if ord(piece[0]) in face.letters]
    if len(piece) > 1:
        whole = [face for face in able if face.letters.issuperset(map(ord, piece))]
        able = [face for face in whole if face.places(piece)] or whole or able
    return able[0] if able else faces[0]


def for_word(word: str, faces: tuple[Typeface, ...]) -> tuple[Typeface, ...]:
    """The typefaces in the order in which a word's letters are looked for: first one that places
    all the marks in it, where there is one.
    """
    marked = MARKED.findall(word)
    able = (face for face in faces if marked and all(map(face.places, marked)))
    first = next(able, faces[0])
    return (first, *(face for face in faces if face is not first))


def stack(faces: Iterable[Typeface]) -> str:
    """The names of some typefaces as a style lists them."""
    return ", ".join(face.family for face in faces)


def runs(text: str, faces: tuple[Typeface, ...]) -> Iterator[tuple[Typeface, str]]:
    """A text cut where its typeface changes. Marks and spaces stay with what they follow where
    that has them; what no typeface has goes to the first.
    """
    face, start = faces[0], 0
    for chosen, at in _chosen(text, faces):
        letter = text[at]
        code = ord(letter)
        follows = letter.isspace() or unicodedata.category(letter).startswith("M")
        if code in UNDRAWN or (follows and code in face.letters):
            continue
        if chosen is not face:
            if at > start:
                yield face, text[start:at]
            face, start = chosen, at
    if start < len(text):
        yield face, text[start:]


def _chosen(text: str, faces: tuple[Typeface, ...]) -> Iterator[tuple[Typeface, int]]:
    """The typeface of each letter with its marks, and where it stands."""
    for word in _WORDS.finditer(text):
        ordered = for_word(word[0], faces)
        for piece in _PIECE.finditer(word[0]):
            yield face_of(piece[0], ordered), word.start() + piece.start()


@lru_cache(maxsize=MOST_KEPT)
def _letters(path: Path) -> frozenset[int]:
    # Imported here: few requests print or draw.
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=MOST_KEPT)
def shaper(face: Typeface, weight: int) -> "Font":
    """What shapes texts in a typeface."""
    from uharfbuzz import Blob, Face, Font

    return Font(Face(Blob(face.prepared(weight))))


@lru_cache(maxsize=8 * MOST_KEPT)
def _placed(face: Typeface, marked: str) -> bool:
    """Does a letter's shape say where each mark stands? Then it moves when that is left out."""
    moved, plain = (_places(face, marked, placing) for placing in (True, False))
    return all(mark != left for mark, left in zip(moved[1:], plain[1:], strict=True))


def _places(face: Typeface, text: str, placing: bool) -> list[tuple[int, int]]:
    from uharfbuzz import Buffer, shape

    buffer = Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    shape(shaper(face, min(face.files)), buffer, {"mark": placing, "mkmk": placing})
    return [(place.x_offset, place.y_offset) for place in buffer.glyph_positions]


@lru_cache(maxsize=MOST_KEPT)
def _prepared(path: Path, family: str, em: int | None) -> bytes:
    from fontTools.ttLib import TTFont

    out = BytesIO()
    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        font.flavor = None
        if em:
            font["head"].unitsPerEm = em
        if path.suffix == WEB:
            # Not where a table of thirty thousand letters would be written anew for it.
            _mend_letters(font)
        for number in FAMILY_NAMES:
            font["name"].removeNames(nameID=number)
        font["name"].setName(family, FAMILY_NAMES[0], 3, 1, 0x409)
        font.save(out)
    return out.getvalue()


def _mend_letters(font: Any) -> None:
    """Emoji come with a space as wide as they are, and the space behind one is theirs."""
    letters, widest = font.getBestCmap(), font["head"].unitsPerEm // 2
    space = letters.get(ord(" "))
    if space and font["hmtx"][space][0] > widest:
        font["hmtx"][space] = (widest // 2, font["hmtx"][space][1])
