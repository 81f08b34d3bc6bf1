"""Which activities of a list are shown, and in what order: what is asked for narrows, never adds.

Dates are told by the year alone, which a list of activities is kept by.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.core.typology import UNCLASSIFIED

FIRST_YEAR, LAST_YEAR = 1900, 2999
NO_LADDER = "none"


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
    sort: str = "number"

    @property
    def narrows(self) -> bool:
        """Is any activity left out for it?"""
        asked = (self.service, self.rung, self.kind, self.caution)
        return any(asked) or self.since is not None or self.until is not None


def services_of(activities: Iterable[AssessedActivity]) -> list[str]:
    """The services that activities are part of, each once however its letters are written."""
    found: dict[str, str] = {}
    for activity in activities:
        service = service_of(activity)
        if service:
            found.setdefault(service.casefold(), service)
    return [found[key] for key in sorted(found)]


def service_of(activity: AssessedActivity) -> str:
    """The service that an activity is part of, in one run of words; empty where it is not said."""
    return " ".join(activity.about.get("service_area", "").split())


def chosen(activities: Iterable[AssessedActivity], wanted: Wanted) -> list[AssessedActivity]:
    """The activities that are asked for, in the order that is asked for; by number among equals."""
    found = [activity for activity in activities if _is_wanted(activity, wanted)]
    by_number = sorted(found, key=lambda activity: activity.number)
    return sorted(by_number, key=SORTS[wanted.sort])


def _is_wanted(activity: AssessedActivity, wanted: Wanted) -> bool:
    assessment = activity.assessment
    return (
        (not wanted.service or service_of(activity).casefold() == wanted.service.casefold())
        and (not wanted.rung or _on_rung(activity, wanted.rung))
        and (not wanted.kind or assessment.type.kind == wanted.kind)
        and (not wanted.caution or wanted.caution in assessment.cautions)
        and _went_on(activity, wanted.since, wanted.until)
    )


def _on_rung(activity: AssessedActivity, rung: str) -> bool:
    if not activity.assessment.has_ladder or rung == NO_LADDER:
        return rung == NO_LADDER and not activity.assessment.has_ladder
    placement = activity.assessment.placement
    return placement.low <= int(rung) <= placement.high


def _went_on(activity: AssessedActivity, since: int | None, until: int | None) -> bool:
    """Did it go on in any of these years? One without a start is in none that are asked for."""
    if since is None and until is None:
        return True
    start, end = (_year(activity, item) for item in ("start_date", "end_date"))
    if start is None:
        return False
    return (until is None or start <= until) and (since is None or end is None or end >= since)


def _year(activity: AssessedActivity, item: str) -> int | None:
    value = activity.about.get(item, "")
    return int(value[:4]) if value[:4].isdigit() else None


def _rung_order(activity: AssessedActivity) -> tuple[int, ...]:
    if not activity.assessment.has_ladder:
        return (1,)
    return (0, activity.assessment.placement.low, activity.assessment.placement.high)


def _text_order(text: str) -> tuple[bool, str]:
    """In the order of the alphabet; what is not said comes last."""
    return not text, text.casefold()


SORTS: dict[str, Callable[[AssessedActivity], tuple[object, ...]]] = {
    "number": lambda activity: (activity.number,),
    "name": lambda activity: _text_order(activity.name),
    "service": lambda activity: _text_order(service_of(activity)),
    "rung": _rung_order,
    "kind": lambda activity: _text_order(activity.assessment.type.kind.removeprefix(UNCLASSIFIED)),
    "date": lambda activity: _text_order(activity.about.get("start_date", "")),
}
