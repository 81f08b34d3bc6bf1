"""Which activities of a list are shown, and in what order: what is asked for narrows, never adds.

Dates are told by the year alone, which a list of activities is kept by.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter

from ladder_assess.core.listed import Listed
from ladder_assess.core.portfolio import InPlan
from ladder_assess.core.typology import UNCLASSIFIED

FIRST_YEAR, LAST_YEAR = 1900, 2999
NO_LADDER = "none"
BY_NUMBER = "number"


@dataclass(frozen=True)
class Wanted:
    """What is asked for; an empty text, or None, asks for nothing.

    `rung` is a number 0 to 8, which an activity that may stand there has too, or NO_LADDER.
    `since` and `until` are the first and last year of a time in which the activity went on.
    `sort` is one of SORTS.
    """

    service: str = ""
    rung: str = ""
    kind: str = ""
    caution: str = ""
    since: int | None = None
    until: int | None = None
    sort: str = BY_NUMBER

    @property
    def narrows(self) -> bool:
        """Is any activity left out for it?"""
        asked = (self.service, self.rung, self.kind, self.caution)
        return any(asked) or self.since is not None or self.until is not None


def services_of(activities: Iterable[InPlan], most: int | None = None) -> list[str]:
    """The services that activities are part of, each once however its letters are written; of very
    many, the `most` that the most activities are part of.
    """
    found: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for service, count in Counter(each.service for each in activities if each.service).items():
        found.setdefault(service.casefold(), service)
        counted[service.casefold()] += count
    return [found[key] for key in sorted(key for key, _ in counted.most_common(most))]


def chosen(activities: Iterable[Listed], wanted: Wanted) -> list[Listed]:
    """The activities that are asked for, in the order that is asked for; by number among equals."""
    narrows = wanted.narrows
    found = [activity for activity in activities if not narrows or _fits(activity, wanted)]
    found.sort(key=attrgetter("number"))
    if wanted.sort != BY_NUMBER:
        found.sort(key=SORTS[wanted.sort])
    return found


def _fits(activity: Listed, wanted: Wanted) -> bool:
    return (
        (not wanted.service or activity.service.casefold() == wanted.service.casefold())
        and (not wanted.rung or _on_rung(activity, wanted.rung))
        and (not wanted.kind or activity.kind == wanted.kind)
        and (not wanted.caution or wanted.caution in activity.cautions)
        and _went_on(activity, wanted.since, wanted.until)
    )


def _on_rung(activity: Listed, rung: str) -> bool:
    if not activity.has_ladder or rung == NO_LADDER:
        return rung == NO_LADDER and not activity.has_ladder
    return activity.placement.low <= int(rung) <= activity.placement.high


def _went_on(activity: Listed, since: int | None, until: int | None) -> bool:
    """Did it go on in any of these years? One without a start is in none that are asked for."""
    if since is None and until is None:
        return True
    start, end = _year(activity.started), _year(activity.ended)
    if start is None:
        return False
    return (until is None or start <= until) and (since is None or end is None or end >= since)


def _year(day: str) -> int | None:
    return int(day[:4]) if day[:4].isdecimal() else None


def _rung_order(activity: Listed) -> tuple[int, ...]:
    if not activity.has_ladder:
        return (1,)
    return (0, activity.placement.low, activity.placement.high)


def _text_order(text: str) -> tuple[bool, str]:
    """In the order of the alphabet; what is not said comes last."""
    return not text, text.casefold()


SORTS: dict[str, Callable[[Listed], tuple[object, ...]]] = {
    BY_NUMBER: lambda activity: (activity.number,),
    "name": lambda activity: _text_order(activity.name),
    "service": lambda activity: _text_order(activity.service),
    "rung": _rung_order,
    "kind": lambda activity: _text_order(activity.kind.removeprefix(UNCLASSIFIED)),
    "date": lambda activity: _text_order(activity.started),
}
