"""The typefaces that a document to edit asks for where its own, Arial, may lack the letters.

Each is asked for by its own name. A program that neither has it nor reads the letters of it that
come with the document takes `instead`, which Windows and Word have, or another by itself.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Face(NamedTuple):
    """A typeface: the letters that are set in it, what may stand in its place, and what the build
    calls it; empty where it has none, and `instead` is asked for.
    """

    letters: str
    instead: str
    family: str = ""


FACES = {
    "Noto Sans Arabic": Face(
        "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        "Arial",
        "noto-sans-arabic-arabic",
    ),
    "Noto Sans Hebrew": Face("\u0591-\u05f4\ufb1d-\ufb4f", "Arial", "noto-sans-hebrew-hebrew"),
    "Noto Sans Bengali": Face("\u0980-\u09ff", "Nirmala UI", "noto-sans-bengali-bengali"),
    "Noto Sans Gurmukhi": Face("\u0a00-\u0a7f", "Nirmala UI", "noto-sans-gurmukhi-gurmukhi"),
    "Noto Sans Gujarati": Face("\u0a80-\u0aff", "Nirmala UI", "noto-sans-gujarati-gujarati"),
    "Noto Sans Tamil": Face("\u0b80-\u0bff", "Nirmala UI", "noto-sans-tamil-tamil"),
    "Noto Sans Telugu": Face("\u0c00-\u0c7f", "Nirmala UI", "noto-sans-telugu-telugu"),
    "Noto Sans Kannada": Face("\u0c80-\u0cff", "Nirmala UI", "noto-sans-kannada-kannada"),
    "Noto Sans Malayalam": Face("\u0d00-\u0d7f", "Nirmala UI", "noto-sans-malayalam-malayalam"),
    "Noto Sans Sinhala": Face("\u0d80-\u0dff", "Nirmala UI", "noto-sans-sinhala-sinhala"),
    "Noto Sans Devanagari": Face(
        "\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff", "Nirmala UI", "noto-sans-devanagari-devanagari"
    ),
    "Nirmala UI": Face("\u0b00-\u0b7f", "Nirmala UI"),
    "Noto Sans Thai": Face("\u0e00-\u0e7f", "Leelawadee UI", "noto-sans-thai-thai"),
    "Noto Sans Khmer": Face("\u1780-\u17ff", "Leelawadee UI", "noto-sans-khmer-khmer"),
    "Leelawadee UI": Face("\u0e80-\u0eff", "Leelawadee UI"),
    "Noto Sans Myanmar": Face("\u1000-\u109f", "Myanmar Text", "noto-sans-myanmar-myanmar"),
    "Noto Sans Georgian": Face(
        "\u10a0-\u10ff\u2d00-\u2d2f", "Sylfaen", "noto-sans-georgian-georgian"
    ),
    "Noto Sans Armenian": Face("\u0531-\u058f", "Sylfaen", "noto-sans-armenian-armenian"),
    "Noto Sans Ethiopic": Face(
        "\u1200-\u139f\u2d80-\u2ddf", "Ebrima", "noto-sans-ethiopic-ethiopic"
    ),
    "Ebrima": Face("\u07c0-\u07ff", "Ebrima"),
    "Malgun Gothic": Face("\u1100-\u11ff\u3130-\u318f\uac00-\ud7af", "Malgun Gothic"),
    "Noto Sans S Chinese": Face(
        "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff",
        "Microsoft YaHei",
        "noto-sans-chinese",
    ),
    "Noto Emoji": Face("\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff", "Segoe UI Emoji", "emoji"),
}
# What belongs to the letter before it, and spaces before another of the same script.
_BEHIND = "\u200c\u200d\ufe0e\ufe0f\u20e3\u0300-\u036f"
_OTHERS = re.compile(
    "|".join(
        f"((?:[{face.letters}][{_BEHIND}]*(?: +(?=[{face.letters}]))?)+)" for face in FACES.values()
    )
)


def faced(text: str) -> Iterator[tuple[str, str]]:
    """A text cut where its typeface changes, each part behind that; empty is the document's own."""
    names, end = tuple(FACES), 0
    for found in _OTHERS.finditer(text):
        if found.start() > end:
            yield "", text[end : found.start()]
        yield names[(found.lastindex or 1) - 1], found[0]
        end = found.end()
    if end < len(text) or not text:
        yield "", text[end:]
