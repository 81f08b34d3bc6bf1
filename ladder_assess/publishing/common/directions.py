"""Texts that run from the right among texts that run from the left, and the other way round.

What people typed is set apart from the sentence around it (Unicode's isolates, UAX #9), so that a
name in Arabic or Hebrew neither takes the number behind it to its other side nor is torn apart.
A text of one direction stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterator

START, END, LEFT = "\u2068", "\u2069", "\u200e"
EMBED, EMBEDDED = "\u202b", "\u202c"
_MARKS = re.compile(f"[{START}{END}{LEFT}]")
_SET_APART = re.compile(f"{START}([^{START}{END}]*){END}{LEFT}?")
# Marks that turn what follows, typed or pasted unseen.
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
# Letters of Arabic, Hebrew and their like; what stands between two numbers or words among them.
_OWN = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_WITHIN = rf"[^{_OWN}()\[\]]"
_BRACKETED = rf"\({_WITHIN}*\)|\[{_WITHIN}*\]"
# Signs that belong to the number before them.
_OF_NUMBER = r"(?:(?<=\d)[%#$£€°]+)?"
# From a letter from the left to the last one, or number, before the next from the right or the end
# of brackets around it all; of a number after letters from the right, what one reads as one.
_FORWARD = re.compile(
    rf"[^\W_{_OWN}](?:(?:{_WITHIN}|{_BRACKETED})*(?:[^\W_{_OWN}]|{_BRACKETED}))?{_OF_NUMBER}"
)
_NUMBERS = {
    "AL": re.compile(r"\d+(?:[.,:/]\d+)*"),
    "R": re.compile(r"[%#$£€°]*\d+(?:[.,:/+-]\d+)*[%#$£€°]*"),
}
_RIGHT = ("R", "AL")
_STRONG, _NUMBERED = ("L", *_RIGHT), ("EN", "AN")
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


def embedded(text: str) -> str:
    """A stretch from the right with marks that keep its order where it stands among what runs from
    the left, for programs that know no isolates; none where it is of one direction anyway.
    """
    if list(_cut(text)) == [(text, True)]:
        return text
    return f"{EMBED}{text}{EMBEDDED}{LEFT}"


def as_seen(text: str) -> list[tuple[str, bool]]:
    """The parts of a line from its left to its right, each with whether it runs from the right."""
    seen: list[tuple[str, bool]] = []
    for part, from_the_right in stretches(text):
        if from_the_right:
            seen += reversed(list(_pieces(part)))
        else:
            seen.append((part, False))
    return seen


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A stretch from the right, cut before and after words and numbers that run from the left; each
    with whether it runs from the right.
    """
    at = start = 0
    strong = "R"
    while at < len(text):
        kind = _kind(text[at])
        strong = kind if kind in _STRONG else strong
        found = None
        if kind == "L" or (kind in _NUMBERED and strong == "L"):
            found = _FORWARD.match(text, at)
        elif kind in (*_NUMBERED, "ET"):
            found = _NUMBERS[strong].match(text, at)
        if found is None:
            at += 1
            continue
        if at > start:
            yield text[start:at], True
        yield found[0], False
        at = start = found.end()
    if start < len(text):
        yield text[start:], True


def _cut(text: str) -> Iterator[tuple[str, bool]]:
    """A text cut before the first letter of each stretch from the right, and after its last letter
    or the numbers behind it, which stand to its left.
    """
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
    """Behind the last letter from the right, or number, before the next letter from the left or the
    end of brackets around it; with the end of brackets that begin behind its start.
    """
    end, opened = start, list[int]()
    behind: tuple[str, ...] = ()
    for at in range(start, len(text)):
        kind = _kind(text[at])
        if kind in _RIGHT:
            # Signs such as % belong to a number behind Hebrew, but not behind Arabic (UAX #9, W2).
            behind = ("NSM", "ET") if kind == "R" else ("NSM",)
        if kind == "L" or (text[at] in ")]" and not opened):
            break
        if text[at] in "([":
            opened.append(at)
        elif text[at] in ")]":
            end = at + 1 if opened.pop() < end else end
        elif kind in (*_RIGHT, *_NUMBERED) or (end == at and kind in behind):
            end = at + 1
    return end


def _kind(letter: str) -> str:
    return unicodedata.bidirectional(letter)
