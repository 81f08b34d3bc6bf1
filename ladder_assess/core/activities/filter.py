"""Which activities of a list are shown, and in which order: what is asked for only narrows."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import InPlan, not_placed
from ladder_assess.core.common.alphabet import in_alphabet
from ladder_assess.core.common.finding import finds
from ladder_assess.core.placement.typology import UNCLASSIFIED

FIRST_YEAR, LAST_YEAR = 1900, 2999
# A year, a month of it or a day of that, as people type them.
TYPED = re.compile(r"(?:(?:(?P<day>\d{1,2})[/. -])?(?P<month>\d{1,2})[/. -])?(?P<year>\d{4})")
# What stands on no rung: without a ladder, not placed yet, and placed only as it is planned.
NO_LADDER, OPEN, PLANNED = "none", "open", "planned"
BY_NUMBER = "number"


@dataclass(frozen=True)
class ActivityFilter:
    """What is asked for; an empty text, or None, asks for nothing.

    `rung` is a number 0 to 8, which an activity that may stand there has too, NO_LADDER, OPEN or
    PLANNED.
    `q` are words of its name, its service, its own code or who leads it. `since` and `until` are
    the first and last day of a time in which the activity went on. `sort` is one of SORTS.
    """

    q: str = ""
    service: str = ""
    rung: str = ""
    kind: str = ""
    caution: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = BY_NUMBER

    @property
    def narrows(self) -> bool:
        """Is any activity left out for it?"""
        asked = (self.q, self.service, self.rung, self.kind, self.caution)
        return any(asked) or self.since is not None or self.until is not None


class Days(NamedTuple):
    """A stretch of days, both ends in it."""

    first: date
    last: date


def read_days(text: str) -> Days | None:
    """The days of a year, a month or a day as it was typed (2024, 3/2024, 15/3/2024), from
    FIRST_YEAR to LAST_YEAR; None where it is none of them.
    """
    found = TYPED.fullmatch(text.strip())
    if not found or not FIRST_YEAR <= int(found["year"]) <= LAST_YEAR:
        return None
    year, month, day = int(found["year"]), found["month"], found["day"]
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    last_month = int(month or 12)
    return Days(first, date(year, last_month, int(day or monthrange(year, last_month)[1])))


def services_of(activities: Iterable[InPlan], most: int | None = None) -> list[str]:
    """The services that activities are part of, each once however its letters are written; of very
    many, the `most` that the most activities are part of.
    """
    found: dict[str, str] = {}
    counted: Counter[str] = Counter()
    for service, count in Counter(each.service for each in activities if each.service).items():
        found.setdefault(service.casefold(), service)
        counted[service.casefold()] += count
    return sorted((found[key] for key, _ in counted.most_common(most)), key=in_alphabet)


def chosen(
    activities: Iterable[Listed], wanted: ActivityFilter, today: date = date.max
) -> list[Listed]:
    """The activities that are asked for, in the order that is asked for; by number among equals.
    What has not begun `today` stands on no rung yet.
    """
    narrows = wanted.narrows
    found = [activity for activity in activities if not narrows or _fits(activity, wanted, today)]
    found.sort(key=attrgetter("number"))
    if wanted.sort != BY_NUMBER:
        found.sort(key=SORTS[wanted.sort])
    return found


def _fits(activity: Listed, wanted: ActivityFilter, today: date) -> bool:
    return (
        finds(wanted.q, activity.name, activity.service, activity.code, activity.lead)
        and (not wanted.service or activity.service.casefold() == wanted.service.casefold())
        and (not wanted.rung or _on_rung(activity, wanted.rung, today))
        and (not wanted.kind or activity.kind == wanted.kind)
        and (not wanted.caution or wanted.caution in activity.cautions)
        and _went_on(activity, wanted.since, wanted.until)
    )


def _on_rung(activity: Listed, rung: str, today: date) -> bool:
    apart = _apart(activity, today)
    if apart or not rung.isdigit():
        return rung == apart
    return activity.placement.low <= int(rung) <= activity.placement.high


def _apart(activity: Listed, today: date) -> str:
    """Why an activity stands on no rung; empty where it stands on one, or may."""
    if not activity.has_ladder:
        return NO_LADDER
    if not_placed(activity):
        return OPEN
    return PLANNED if activity.is_ahead(today) else ""


def _went_on(activity: Listed, since: date | None, until: date | None) -> bool:
    """Did it go on in this time? One without a start is in none that is asked for."""
    if since is None and until is None:
        return True
    start, end = activity.started, activity.ended
    return bool(start) and (
        (until is None or start <= until.isoformat())
        and (since is None or not end or end >= since.isoformat())
    )


def _rung_order(activity: Listed) -> tuple[int, ...]:
    if not activity.has_ladder:
        return (2,)
    return (int(not_placed(activity)), activity.placement.low, activity.placement.high)


def _text_order(text: str) -> tuple[bool, str]:
    """An id or a day as it stands; what is not said comes last."""
    return not text, text


SORTS: dict[str, Callable[[Listed], tuple[object, ...]]] = {
    BY_NUMBER: lambda activity: (activity.number,),
    "name": lambda activity: in_alphabet(activity.name),
    "service": lambda activity: in_alphabet(activity.service),
    "rung": _rung_order,
    "kind": lambda activity: _text_order(activity.kind.removeprefix(UNCLASSIFIED)),
    "date": lambda activity: _text_order(activity.started),
}
