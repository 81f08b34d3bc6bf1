"""The typefaces that a document to edit asks for where its own, Arial, lacks the letters.

A program that has none of those asked for takes another by itself, as it does for any typeface.
"""

import re
from collections.abc import Iterator

# Each comes with Windows and with Word for the Mac, or has a name that other programs replace.
FACES = {
    "Nirmala UI": "\u0900-\u0dff\ua8e0-\ua8ff\u1cd0-\u1cff",
    "Leelawadee UI": "\u0e00-\u0eff\u1780-\u17ff",
    "Malgun Gothic": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Microsoft YaHei": "\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff",
    "Ebrima": "\u1200-\u139f\u07c0-\u07ff\u2d80-\u2ddf",
    "Segoe UI Emoji": "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff",
}
# What belongs to the letter before it, and spaces before another of the same script.
_BEHIND = "\u200c\u200d\ufe0e\ufe0f\u20e3\u0300-\u036f"
_OTHERS = re.compile(
    "|".join(f"((?:[{of}][{_BEHIND}]*(?: +(?=[{of}]))?)+)" for of in FACES.values())
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
