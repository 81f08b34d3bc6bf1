"""What of a group's answers is published as open data: counts in fives, and what follows from them.

Whoever downloads open data can lay it beside anything else, so more is left out than on the pages
that the organisation sees. A question that fewer than twenty people have answered is left out,
counts are rounded to the nearest five, and every other figure is worked out from the rounded counts
alone: two surveys with the same counts in fives make the same file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.instruments.group_scores import GroupResult, Told, result_of
from ladder_assess.core.instruments.instrument import Instrument

# Policy (method/instruments.md): both may be raised, never lowered.
FEWEST_PUBLISHED, ROUNDED_TO = 20, 5

Cell = str | int | float | None


@dataclass(frozen=True)
class OpenColumn:
    """A column of open data: what it holds, and as what. `points_to` names the table whose rows it
    points to, and is empty where it points to none.
    """

    says: str
    kind: type[str | int | float] = str
    points_to: str = ""


@dataclass(frozen=True)
class OpenTable:
    """A table of open data. `says` is what a row is; rows have the columns in their order, and
    `key` are the columns that tell them apart.
    """

    name: str
    says: str
    columns: Mapping[str, OpenColumn]
    rows: tuple[tuple[Cell, ...], ...]
    key: tuple[str, ...]


def in_open(instrument: Instrument, group: GroupResult, *, short: bool) -> GroupResult | None:
    """What is published of a group; None where fewer than twenty of it have answered. Items of
    which too little is known are missing.
    """
    if group.answered < FEWEST_PUBLISHED:
        return None
    told = {key: _rounded(of) for key, of in group.told.items() if of.people >= FEWEST_PUBLISHED}
    there = {key: of for key, of in told.items() if of.people}
    return result_of(instrument, group.form, group.answered, there, short=short)


def _rounded(told: Told) -> Told:
    """Counts in fives. Those of one answer each are a share of what they add up to, those of
    several a share of the people, in fives as well.
    """
    counts = tuple(nearest(count) for count in told.counts)
    people = nearest(told.people) if told.item.answer == "many" else sum(counts)
    return Told(told.item, tuple(min(count, people) for count in counts), people)


def nearest(count: int) -> int:
    """The nearest multiple of five; none lies between two."""
    return ROUNDED_TO * ((count + ROUNDED_TO // 2) // ROUNDED_TO)
