"""Says of advice for activities that are over or have not begun when it comes, and of a step up
where it may be taken already.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ladder_assess.core.plan.plan import Action, ReasonNow, Trigger
from ladder_assess.core.plan.timing import (
    AFTERWARDS,
    LEARN,
    NEXT_TIME,
    SETTLE,
    at_another_time,
    phase,
)
from ladder_assess.publishing.charts import Speech

# So many numbers are named, or names; of more it is said how many they are.
MOST_NUMBERS, MOST_NAMES = 8, 3


class Lasting(NamedTuple):
    """An activity by its number, with the ISO days in which it starts and ends, its name where
    nothing beside it says which number is which, and its status.
    """

    number: int
    started: str
    ended: str
    name: str = ""
    status: str = ""


def when_to(trigger: Trigger, each: Iterable[Lasting], today: date, speech: Speech) -> str:
    """When advice comes for those of some activities for which that is not now."""
    every = tuple(each)
    found: dict[str, list[Lasting]] = {}
    for one in every:
        if when := at_another_time(trigger, phase(one.started, one.ended, today, one.status)):
            found.setdefault(when, []).append(one)
    return " ".join(_said(when, of, len(every), speech) for when, of in found.items())


def _said(when: str, of: list[Lasting], count: int, speech: Speech) -> str:
    _ = speech.gettext
    if count == 1:
        return {
            NEXT_TIME: _("It is over, so this is for the next time."),
            LEARN: _("It is over, so find this out only to learn from it."),
            SETTLE: _("It has not begun, so settle this now: there is nothing to look up yet."),
            AFTERWARDS: _("It has not begun, so this comes when it is over."),
        }[when]
    if len(of) == count:
        return {
            NEXT_TIME: _("All of these are over, so this is for the next time."),
            LEARN: _("All of these are over, so find this out only to learn from them."),
            SETTLE: _("None of these has begun, so settle this now instead of looking it up."),
            AFTERWARDS: _("None of these has begun, so this comes when they are over."),
        }[when]
    return _of_some(when, speech) % {"numbers": _which(of, speech)}


def _of_some(when: str, speech: Speech) -> str:
    _ = speech.gettext
    return {
        NEXT_TIME: _("Over already: %(numbers)s. There, this is for the next time."),
        LEARN: _("Over already: %(numbers)s. There, find this out only to learn from it."),
        SETTLE: _("Not begun yet: %(numbers)s. There, settle this now instead of looking it up."),
        AFTERWARDS: _("Not begun yet: %(numbers)s. There, this comes afterwards."),
    }[when]


def _which(of: list[Lasting], speech: Speech) -> str:
    named = [f"“{each.name}”" for each in of if each.name]
    if len(of) > (MOST_NAMES if named else MOST_NUMBERS):
        return speech.ngettext("%(count)s activity", "%(count)s activities", len(of), count=len(of))
    return speech.listed(named) if named else ", ".join(str(each.number) for each in of)


def may_be_there(each: Iterable[ReasonNow], speech: Speech) -> str:
    """Of how many activities a step up may be taken already, as nobody knows the answer."""
    every = tuple(each)
    unsure = sum(now.unsure for now in every)
    if not unsure:
        return ""
    if unsure == len(every):
        return speech.ngettext(
            "It may be there already: the answer is not known.",
            "It may be there already: the answers are not known.",
            unsure,
        )
    return speech.ngettext(
        "Of one of them it may be there already: the answer is not known.",
        "Of %(number)s of them it may be there already: the answers are not known.",
        unsure,
    )


def asides_of(action: Action, today: date | None, speech: Speech) -> str:
    """Both, of an action that is still to be done."""
    if not action.open or action.trigger is None or action.reason is None:
        return ""
    each = action.reason.each
    lasting = [
        Lasting(number, now.started, now.ended, status=now.status)
        for number, now in zip(action.activities, each, strict=False)
    ]
    when = when_to(action.trigger, lasting, today, speech) if today else ""
    return " ".join(filter(None, (may_be_there(each, speech), when)))
