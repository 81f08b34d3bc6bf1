"""Texts that are longer than there is room for, and such as have one line."""

from ladder_assess.core.common.legible import TURNS

CUT = "…"
# No word is so long that more than this share of a text should go for it.
MOST_LOST = 0.3


def one_line(text: str) -> str:
    """A text without breaks of lines, with a space for each, and without marks that turn round what
    follows; as long as it is, so long it takes.
    """
    lines = TURNS.sub("", text).splitlines()
    parts = (line.strip() for line in lines)
    return " ".join(part for part in parts if part) if len(lines) > 1 else "".join(lines)


def shortened(text: str, limit: int) -> str:
    """A text of at most so many characters (at least 2, 0 for any number): cut after a word, with a
    sign that there was more.
    """
    if not limit or len(text) <= limit:
        return text
    kept = text[: limit - len(CUT)]
    if not text[len(kept)].isspace():
        at = max(kept.rfind(space) for space in " \n\t")
        kept = kept[:at] if at >= (1 - MOST_LOST) * len(kept) else kept
    return kept.rstrip(" \n\t,;:.-–") + CUT
