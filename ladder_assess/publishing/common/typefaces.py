"""Which typefaces a text needs, in the form that print and drawings read.

Our own typeface knows the letters of western Europe. For every other script that people are
written to in, the build lays a typeface beside it (`fonts/typefaces.json`). A document gets those
that its letters need, and no others: the plain case stays as it is.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

OWN_FAMILY = "Atkinson Hyperlegible"
LISTED = "typefaces.json"
FAMILY_NAMES = (1, 16)
WEB = ".woff"
MOST_KEPT = 64
# Marks that stand on a letter before them.
MARKS = frozenset(range(0x300, 0x370))
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
    own, *others = typefaces(fonts)
    found = [own]
    missing = {ord(letter) for letter in set(text)} - UNDRAWN - own.letters
    for face in others:
        if not missing:
            break
        if missing & face.letters:
            found.append(face)
            missing -= face.letters
    return tuple(found)


def stack(faces: Iterable[Typeface]) -> str:
    """The names of some typefaces as a style lists them."""
    return ", ".join(face.family for face in faces)


def runs(text: str, faces: tuple[Typeface, ...]) -> Iterator[tuple[Typeface, str]]:
    """A text cut where its typeface changes. Marks and spaces stay with what they follow where
    that has them; what no typeface has goes to the first.
    """
    face, start = faces[0], 0
    for at, letter in enumerate(text):
        code = ord(letter)
        follows = letter.isspace() or unicodedata.category(letter).startswith("M")
        if code in UNDRAWN or (follows and code in face.letters):
            continue
        chosen = next((other for other in faces if code in other.letters), faces[0])
        if chosen is not face:
            if at > start:
                yield face, text[start:at]
            face, start = chosen, at
    if start < len(text):
        yield face, text[start:]


@lru_cache(maxsize=MOST_KEPT)
def _letters(path: Path) -> frozenset[int]:
    # Imported here: few requests print or draw.
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        letters = frozenset(font.getBestCmap())
    return letters if ord("a") in letters else letters - MARKS


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
    """Emoji come with a space as wide as they are, and the space behind one is theirs; a typeface
    of rare letters comes with marks, but without the letters that those stand on.
    """
    letters, widest = font.getBestCmap(), font["head"].unitsPerEm // 2
    space = letters.get(ord(" "))
    if space and font["hmtx"][space][0] > widest:
        font["hmtx"][space] = (widest // 2, font["hmtx"][space][1])
    if ord("a") not in letters and MARKS & letters.keys():
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if code not in MARKS}
