"""Texts that run from the right among texts that run from the left, and the other way round.

What people typed is set apart from the sentence around it (Unicode's isolates, UAX #9), so that a
name in Arabic or Hebrew neither takes the number behind it to its other side nor is torn apart.
A text of one direction stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterator

START, END, LEFT = "\u2068", "\u2069", "\u200e"
_MARKS = re.compile(f"[{START}{END}{LEFT}]")
_SET_APART = re.compile(f"{START}([^{START}{END}]*){END}{LEFT}?")
# Marks that turn what follows, typed or pasted unseen.
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
# Letters of Arabic, Hebrew and their like; what stands between two numbers or words among them.
_OWN = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FORWARD = re.compile(rf"[^\W{_OWN}](?:[\w \-./:,'’]*[^\W{_OWN}])?")
_RIGHT = ("R", "AL")
_STRONG = ("L", *_RIGHT)
# Tags, in which no mark belongs, and the blocks of text that may run from the right as a whole.
_TAG = re.compile(f"<[^<>]*{START}[^<>]*>")
_WHOLE = re.compile(
    rf"<(p|li|blockquote|dd)\b([^<>]*)>(\s*{START}([^<>{START}{END}]*){END}{LEFT}\s*</\1>)"
)


def runs_from_the_right(text: str) -> bool:
    """Is the first letter of a text, which decides for all of it, one of Arabic, Hebrew or the
    like? Where parts are set apart in it, those are not asked, unless one is all there is.
    """
    if text.isascii():
        return False
    alone = _SET_APART.fullmatch(text.strip())
    asked = alone[1] if alone else _SET_APART.sub("", text)
    return next((kind for kind in map(_kind, asked) if kind in _STRONG), "L") != "L"


def isolated(text: str) -> str:
    """A text set apart from what stands around it, where it has letters that run from the right.
    The mark at its end keeps a number behind it there even at the start of a new line. What is set
    apart in it already stays so; marks that turn letters round go.
    """
    if text.isascii():
        return text
    text = _TURNING.sub("", text)
    rest = _SET_APART.sub("", text)
    if START in rest or END in rest:
        text = rest = unmarked(text)
    if not any(_kind(letter) in _RIGHT for letter in rest):
        return text
    return f"{START}{unmarked(text)}{END}{LEFT}"


def unmarked(text: str) -> str:
    """A text without the marks that set parts of it apart."""
    return _MARKS.sub("", text)


def directed(html: str) -> str:
    """A page whose texts are set apart: none of the marks within a tag, and each block that holds
    one such text alone in the direction of that text.
    """
    if START not in html:
        return html
    return _WHOLE.sub(_turned, _TAG.sub(lambda tag: unmarked(tag[0]), html))


def _turned(block: re.Match[str]) -> str:
    tag, attributes, rest, text = block.groups()
    turned = ' dir="rtl"' if runs_from_the_right(text) else ""
    return f"<{tag}{attributes}{turned}>{rest}"


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """A text in stretches of one direction, each with whether it runs from the right; without the
    marks. What is set apart and begins from the right is one stretch, whatever else is in it.
    """
    at = 0
    for part in _SET_APART.finditer(text):
        yield from _cut(unmarked(text[at : part.start()]))
        if runs_from_the_right(part[1]):
            yield part[1], True
        else:
            yield from _cut(part[1])
        at = part.end()
    yield from _cut(unmarked(text[at:]))


def as_seen(text: str) -> list[tuple[str, bool]]:
    """The parts of a line from its left to its right, each with whether it runs from the right."""
    seen: list[tuple[str, bool]] = []
    for part, from_the_right in stretches(text):
        if from_the_right:
            seen += reversed([(piece, not _FORWARD.fullmatch(piece)) for piece in _pieces(part)])
        else:
            seen.append((part, False))
    return seen


def _pieces(text: str) -> Iterator[str]:
    """A stretch from the right, cut before and after words and numbers that run from the left."""
    at = 0
    for found in _FORWARD.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield found[0]
        at = found.end()
    if at < len(text):
        yield text[at:]


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut before the first and after the last letter of each stretch from the right."""
    start = at = 0
    while at < len(text):
        if _kind(text[at]) not in _RIGHT:
            at += 1
            continue
        if at > start:
            yield text[start:at], False
        end = _end(text, at)
        yield text[at:end], True
        start = at = end
    if start < len(text):
        yield text[start:], False


def _end(text: str, start: int) -> int:
    """Behind the last letter from the right before the next one from the left."""
    end = start
    for at in range(start, len(text)):
        kind = _kind(text[at])
        if kind == "L":
            break
        if kind in _RIGHT or (kind == "NSM" and end == at):
            end = at + 1
    return end


def _kind(letter: str) -> str:
    return unicodedata.bidirectional(letter)
