"""Several activities side by side: never one number, but a distribution (method/ladder.md)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.placement.assessment import Assessment, Explanation
from ladder_assess.core.placement.placement import Interval, Placement

# The longest note and link, in characters.
NOTE_LIMIT, LINK_LIMIT = 1000, 500


@dataclass(frozen=True)
class Backing:
    """What stands behind one answer: its strength, a note, a link (empty where not given)."""

    strength: str = "asserted"
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class AssessedActivity:
    """An activity with everything said about it. `about` holds the texts, numbers and dates that
    gate nothing, by item; `sample` marks demonstration data; `stamp` names definition and version;
    `unconfirmed` are the items with a usual answer that nobody has confirmed; `code` is the number
    or code that a register gave it, and `as_written` what a cell there says, where an item of
    `about` is read of it as about so many.
    """

    number: int
    assessment: Assessment
    explanation: Explanation
    about: Mapping[str, str] = field(default_factory=dict)
    backing: Mapping[str, Backing] = field(default_factory=dict)
    sample: bool = False
    stamp: str = ""
    unconfirmed: tuple[str, ...] = ()
    code: str = ""
    as_written: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the activity is called."""
        return self.assessment.activity.name

    @property
    def placement(self) -> Placement:
        """Where it stands."""
        return self.assessment.placement

    @property
    def has_ladder(self) -> bool:
        """Has it a rung at all?"""
        return self.assessment.has_ladder

    @property
    def kind(self) -> str:
        """What kind it is, by the typology."""
        return self.assessment.type.kind

    @property
    def intended(self) -> int | None:
        """The rung it was meant for, where that was said."""
        return self.assessment.activity.intended

    @property
    def service(self) -> str:
        """The service it is part of, in one run of words; empty where that was not said."""
        return " ".join(self.about.get("service_area", "").split())

    @property
    def affected(self) -> int | None:
        """How many people it affects, where that was said."""
        return whole_number(self.about.get("people_affected", ""))

    @property
    def started(self) -> str:
        """The ISO day, month or year in which it starts; empty where that was not said."""
        return self.about.get("start_date", "")

    @property
    def ended(self) -> str:
        """The same of its end."""
        return self.about.get("end_date", "")

    @property
    def status(self) -> str:
        """How far it is, as the organisation writes it; empty where that was not said."""
        return self.about.get(STATUS, "")


class RungCount(NamedTuple):
    """Activities that certainly stand on a rung, and those that possibly do."""

    rung: int
    certain: int
    possible: int


class OnLadder(Protocol):
    """Whatever has been placed, and says whether its place is a rung."""

    @property
    def placement(self) -> Placement:
        """Where it stands."""

    @property
    def has_ladder(self) -> bool:
        """Has it a rung at all?"""


class InPlan(OnLadder, Protocol):
    """An activity as far as a plan weighs and names it: assessed in full, or one of a long list."""

    @property
    def number(self) -> int:
        """Its number in its list."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def sample(self) -> bool:
        """Is it demonstration data?"""

    @property
    def intended(self) -> int | None:
        """The rung it was meant for, where that was said."""

    @property
    def kind(self) -> str:
        """What kind it is, by the typology."""

    @property
    def service(self) -> str:
        """The service it is part of, in one run of words; empty where that was not said."""

    @property
    def affected(self) -> int | None:
        """How many people it affects, where that was said."""

    @property
    def started(self) -> str:
        """The ISO day, month or year in which it starts; empty where that was not said."""

    @property
    def ended(self) -> str:
        """The same of its end."""

    @property
    def status(self) -> str:
        """How far it is, as the organisation writes it; empty where that was not said."""

    @property
    def stamp(self) -> str:
        """The version of the rules that place it."""


def distribution(placed: Iterable[OnLadder], rungs: int = 9) -> tuple[RungCount, ...]:
    """How many activities stand on each rung, lowest first; those without a ladder are left out."""
    intervals = Counter(each.placement.interval for each in placed if each.has_ladder)
    return tuple(_count(rung, intervals) for rung in range(rungs))


def _count(rung: int, intervals: Mapping[Interval, int]) -> RungCount:
    on = {i: count for i, count in intervals.items() if i.low <= rung <= i.high}
    certain = sum(count for i, count in on.items() if not i.width)
    return RungCount(rung, certain, sum(on.values()) - certain)


def not_placed(each: OnLadder, rungs: int = 9) -> bool:
    """Has it a ladder, and may it stand on any rung of it, as nothing that is known places it?
    That it is not off the ladder gives it no rung yet.
    """
    low, high = each.placement.interval
    return each.has_ladder and low <= 1 and high == rungs - 1


def none_placed(activities: Iterable[OnLadder], rungs: int = 9) -> bool:
    """Are there activities with a ladder, and is none of them placed?"""
    found = [not_placed(each, rungs) for each in activities if each.has_ladder]
    return bool(found) and all(found)


def none_certain(activities: Iterable[OnLadder]) -> bool:
    """Are there activities with a ladder, and may each of them stand on several rungs?"""
    widths = [each.placement.interval.width for each in activities if each.has_ladder]
    return bool(widths) and min(widths) > 0


def median(placed: Iterable[OnLadder]) -> Interval | None:
    """The median rung, as an interval where placements are in doubt; None without activities."""
    found = Counter(each.placement.interval for each in placed if each.has_ladder)
    count = found.total()
    if not count:
        return None
    lows, highs = Counter[int](), Counter[int]()
    for interval, times in found.items():
        lows[interval.low] += times
        highs[interval.high] += times
    return Interval(_at(lows, (count - 1) // 2), _at(highs, count // 2))


def _at(counted: Mapping[int, int], place: int) -> int:
    """What stands at a place, from 0, where so many of each are put in order."""
    before = 0
    for value in sorted(counted):
        before += counted[value]
        if place < before:
            return value
    raise IndexError(place)


@dataclass(frozen=True)
class Portfolio:
    """The scope of every other query: found by its link's token and in no other way.

    A `sample` portfolio is for everyone to read and nobody to change. Where `assigned_to` is set,
    it holds no other activities than those assigned to this account. `last_used` is the ISO day on
    which a private link was last opened; empty where no link was followed.
    """

    id: int
    title: str
    sample: bool
    assigned_to: int | None = None
    last_used: str = field(default="", compare=False)
