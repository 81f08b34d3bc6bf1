"""Sheets of paper that are keyed in: the numbers of the boxes that are marked, once and, without
looking at that, a second time. Where the two differ, somebody looks at the sheet.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import Item

# How far a sheet is: being keyed, keyed once, being keyed again, keyed twice, and counted.
BEGUN, ONCE, AGAIN, TWICE, COUNTED = "begun", "once", "again", "twice", "counted"
HIGHEST_NUMBER = 99_999
BETWEEN = re.compile(r"[\s,;.+]+")


@dataclass(frozen=True)
class KeyedSheet:
    """A sheet by the number on it, of a group (its form); `revision` counts what was kept of it."""

    number: int
    form: str
    state: str = BEGUN
    keyed: Mapping[str, Value] = field(default_factory=dict)
    keyed_again: Mapping[str, Value] = field(default_factory=dict)
    comment: str = ""
    view: str = ""
    revision: int = 1

    @property
    def second_time(self) -> bool:
        """Is it, or will it be, keyed in the second time?"""
        return self.state in (ONCE, AGAIN)

    @property
    def under_way(self) -> Mapping[str, Value]:
        """What is keyed so far of the time that is under way: never what was keyed before it."""
        return self.keyed_again if self.second_time else self.keyed

    @property
    def settled(self) -> bool:
        """Was it keyed twice and alike?"""
        return self.state == TWICE and not self.differs

    @property
    def differs(self) -> tuple[str, ...]:
        """The items that were keyed otherwise the second time."""
        every = {**self.keyed, **self.keyed_again}
        return tuple(i for i in every if self.keyed.get(i) != self.keyed_again.get(i))


def kept(
    sheet: KeyedSheet, values: Mapping[str, Value], comment: str, *, whole: bool
) -> KeyedSheet:
    """A sheet with what was keyed of it; `whole` where nothing of it is left to key this time. What
    people wrote is keyed once.
    """
    if sheet.second_time:
        return replace(sheet, keyed_again=values, state=TWICE if whole else AGAIN)
    return replace(sheet, keyed=values, comment=comment, state=ONCE if whole else BEGUN)


def chosen(
    sheet: KeyedSheet, items: Sequence[Item], second: Mapping[str, bool]
) -> dict[str, Value]:
    """What counts of a sheet that was keyed twice: of each item that differs, what was keyed the
    `second` time or the first.
    """
    said: dict[str, Value] = {}
    for item in items:
        of = sheet.keyed_again if second.get(item.id) else sheet.keyed
        if item.id in of:
            said[item.id] = of[item.id]
    return said


def box_numbers(item: Item, value: Value | None) -> str:
    """An answer as it is keyed: the numbers of its boxes."""
    marked = (value,) if isinstance(value, str) else value or ()
    return " ".join(str(item.rank[option] + 1) for option in marked)


def value_of(item: Item, typed: str) -> Value | None:
    """The answer of which the boxes have these numbers; None where nothing was keyed. Raises
    ValueError where a number is that of no box, or there are several and one may be marked.
    """
    parts = [part for part in BETWEEN.split(typed.strip()) if part]
    if not parts:
        return None
    marked = {_option(item, part) for part in parts}
    if item.answer == "many":
        return tuple(option for option in item.option_ids if option in marked)
    if len(parts) > 1:
        raise ValueError(typed)
    return marked.pop()


def _option(item: Item, part: str) -> str:
    number = whole_number(part) or 0
    if not 1 <= number <= len(item.options):
        raise ValueError(part)
    return item.option_ids[number - 1]
