"""Which column of a register is which: by its name, by what it asks, or by what it looks like."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire
from ladder_assess.core.register.days.which_day import by_its_words
from ladder_assess.core.register.headings.asked import asked_for
from ladder_assess.core.register.headings.beside import without_language
from ladder_assess.core.register.headings.column_names import (
    ALIKE,
    AS_A_QUESTION,
    BY_ITS_END,
    EXACT,
    HARDLY,
    ID,
    LEFT_OUT,
    NAME,
    OFTEN,
    TITLED,
    apart,
    by_their_end,
    fold,
    nearness,
    tempered,
)
from ladder_assess.core.register.headings.column_names_elsewhere import elsewhere, is_of_both_days
from ladder_assess.core.register.headings.counted_elsewhere import counts_people
from ladder_assess.core.register.headings.counted_people import in_plural
from ladder_assess.core.register.headings.near_texts import NearTexts
from ladder_assess.core.register.headings.remembered import memory_keys

__all__ = ["ID", "LEFT_OUT", "NAME", "fold"]

# An id made of the name of each activity, where a file has no column for it.
ID_FROM_NAME = "id from name"
PARTS = {"evidence": "strength", "note": "note", "link": "link"}
# What an export says beside the answers; it follows from them.
RESULTS = ("result.", "result ")
# All but this, which says by which version of the questions a row was answered.
NAMED_RULES = "result.rules"
# No heading is longer that means a column.
LONGEST_HEADING = 200
NEAR = 3
OR = re.compile(r" ?[/|] ?| or ")


@dataclass(frozen=True)
class RegisterColumn:
    """A column that a register can have: of an item's answer, or of a `part` of what backs it.

    `item` is None for the id.
    """

    name: str
    item: Item | None
    part: str = ""

    @property
    def key(self) -> str:
        """The key of the fact that it holds: see core.history."""
        found = self.item.id if self.item else ID
        return f"{found}-{self.part}" if self.part else found


def register_columns(questionnaire: Questionnaire) -> dict[str, RegisterColumn]:
    """Every column by its name, those of method/files.md first."""
    items, coded = questionnaire.items, questionnaire.coded
    first = (NAME, "claimed_rung", "intended_rung", *coded)
    columns = [RegisterColumn(ID, None), *(RegisterColumn(name, items[name]) for name in first)]
    columns += [RegisterColumn(f"evidence.{item.id}", item, "strength") for item in coded.values()]
    columns += [RegisterColumn(item.id, item) for item in items.values() if item.id not in first]
    columns += [
        RegisterColumn(f"{p}.{i.id}", i, p) for p in ("note", "link") for i in coded.values()
    ]
    return {column.name: column for column in columns}


def is_date(column: RegisterColumn) -> bool:
    """Does a column hold days?"""
    return column.item is not None and not column.part and column.item.answer == "date"


def is_number(column: RegisterColumn) -> bool:
    """Does a column hold numbers?"""
    return column.item is not None and not column.part and column.item.answer == "number"


def is_a_result(heading: str) -> bool:
    """Is a column one that an export of this product adds to the answers?"""
    return heading.strip().casefold().startswith(RESULTS)


def _in_order(folded: str) -> str:
    return " ".join(sorted(folded.split()))


class Headings:
    """Finds the column that a heading means. `remembered` are those that someone has said before,
    by what `memory_keys` has for them; LEFT_OUT for those to be left out.
    """

    def __init__(
        self, columns: Mapping[str, RegisterColumn], remembered: Mapping[str, str] | None = None
    ) -> None:
        self._known = _by_heading(columns)
        looks = {**self._known, **_often(columns)}
        # Words in another order look the same here.
        self._looks = {**{_in_order(text): name for text, name in looks.items()}, **looks}
        self._near = NearTexts(self._looks, ALIKE)
        kept = remembered or {}
        # A column of an older version of the questionnaire is asked for again.
        self.remembered = {h: c for h, c in kept.items() if c == LEFT_OUT or c in columns}

    def column(self, heading: str) -> str | None:
        """The column that a heading certainly means, LEFT_OUT for none; None where that is open."""
        folded = fold(heading)
        if is_a_result(heading):
            return LEFT_OUT
        return self.remembered.get(folded, self._known.get(folded))

    def said(self, headings: Sequence[str]) -> tuple[str | None, ...]:
        """What someone has said before of each column of a file; None where nobody has."""
        keys = zip(headings, memory_keys(headings), strict=True)
        return tuple(
            self.remembered.get(key, self.remembered.get(fold(heading)) if heading else None)
            for heading, key in keys
        )

    def count(self, headings: Iterable[str]) -> int:
        """How many of some headings are known: the more, the likelier is this the header. What
        stands there again and again, however long it is, is looked up once.
        """
        known = (
            times
            for heading, times in Counter(headings).items()
            if heading.strip() and self.column(heading) is not None
        )
        return sum(known)

    def surely(self, heading: str) -> str:
        """The column that a heading is called by, or that people often call so; empty for none."""
        return self.column(heading) or self._looks.get(fold(heading), "")

    def guess(self, heading: str) -> str:
        """The column that a heading most likely means, LEFT_OUT where none comes near."""
        found = (name for name, near in self.guesses(heading) if near > HARDLY)
        return next(found, LEFT_OUT)

    def guesses(self, heading: str) -> list[tuple[str, float]]:
        """The columns that a heading may mean and how near it comes to each, the likeliest first;
        those at HARDLY have its words against them.
        """
        heading = in_plural(without_language(heading[:LONGEST_HEADING]))
        folded = apart(heading)
        found: dict[str, float] = {}
        for text in dict.fromkeys((folded, fold(heading), _in_order(folded))):
            for near in self._near.to(text, NEAR) if text else ():
                name = self._looks[near]
                found[name] = max(found.get(name, 0), nearness(text, near, name))
        by_words = (
            *by_their_end(folded),
            *by_its_words(folded, BY_ITS_END, TITLED),
            *elsewhere(heading, EXACT, BY_ITS_END),
            *asked_for(heading, AS_A_QUESTION),
            *counts_people(heading, BY_ITS_END, HARDLY),
        )
        for name, close in by_words:
            found[name] = max(found.get(name, 0), close)
        if found.get(ID, EXACT) < EXACT and is_of_both_days(heading):
            del found[ID]
        less = {n: v if v == EXACT else tempered(folded, n, v) for n, v in found.items()}
        if name := self._first_of_two(heading):
            less[name] = max(less.get(name, 0), TITLED)
        return sorted(((n, v) for n, v in less.items() if v), key=lambda pair: -pair[1])

    def _first_of_two(self, heading: str) -> str:
        """The column that the first of two things is called by which a heading names, as in
        Initiative / organisation; empty where it names one.
        """
        first, *rest = OR.split(heading.strip())
        return self._looks.get(fold(first), "") if len(rest) == 1 and rest[0] else ""


def _by_heading(columns: Mapping[str, RegisterColumn]) -> dict[str, str]:
    """Columns by what they are called, as far as that is one column's alone."""
    names = {fold(name): name for name in columns}
    also = [
        (text, column.name)
        for column in columns.values()
        if column.item and not column.part
        for text in {fold(column.item.label), fold(column.item.ask)} - {""}
    ]
    often = Counter(text for text, _ in also)
    return {**{text: name for text, name in also if often[text] == 1}, **names}


def _often(columns: Mapping[str, RegisterColumn]) -> dict[str, str]:
    """What people often call some of the columns."""
    often = ((text, column) for column, texts in OFTEN.items() for text in texts)
    return {text: column for text, column in often if column in columns}


def place_of_rules(headings: Iterable[str]) -> int | None:
    """Where an export says which version of the questions each row answers; None for nowhere."""
    named = (heading.strip().casefold() == NAMED_RULES for heading in headings)
    return next((at for at, found in enumerate(named) if found), None)
