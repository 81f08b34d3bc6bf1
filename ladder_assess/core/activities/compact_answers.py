"""Answers in so few letters that a respondent's own browser can hold them until they are sent.

A cookie holds four thousand bytes; an instrument has up to some seventy items. Each answer is the
place of its option in the order shown, several of them with dots between, answers with commas.
"""

from collections.abc import Mapping, Sequence

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item

NOT_KNOWN, NONE = "u", "n"


def pack(pages: Sequence[Page], values: Mapping[str, Value]) -> str:
    """The answers to all items of some pages as one text; what is not answered takes no letter."""
    return ",".join(_packed(item, values.get(item.id)) for page in pages for item in page.items)


def unpack(pages: Sequence[Page], text: str) -> dict[str, Value]:
    """The answers that `pack` made a text of; none where it belongs to other pages."""
    items = [item for page in pages for item in page.items]
    parts = text.split(",")
    if len(parts) != len(items):
        return {}
    try:
        return {i.id: _read(i, part) for i, part in zip(items, parts, strict=True) if part}
    except (ValueError, IndexError):
        return {}


def _packed(item: Item, value: Value | None) -> str:
    if value is None:
        return ""
    if value == UNKNOWN:
        return NOT_KNOWN
    chosen = (value,) if isinstance(value, str) else value
    return ".".join(str(item.rank[option]) for option in chosen) or NONE


def _read(item: Item, part: str) -> Value:
    if part == NOT_KNOWN:
        return UNKNOWN
    if part == NONE:
        return ()
    chosen = tuple(item.option_ids[int(place)] for place in part.split("."))
    return chosen if item.answer == "many" else chosen[0]
