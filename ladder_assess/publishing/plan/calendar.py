"""When the actions of a plan start and are due, as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ladder_assess.core.common.clock import utc_time
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import DONE, DROPPED, NOT_STARTED, Action
from ladder_assess.publishing.charts import Speech

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//ladder-assess//improvement plan//EN"
DAY = timedelta(days=1)
# When a calendar reminds: at nine in the morning, a week before and on the day itself.
NINE = timedelta(hours=9)
REMINDERS = (NINE - timedelta(days=7), NINE)
# An action may be for every activity of a long list.
MOST_NAMED = 10


def to_remind_of(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with a due date that are still to be done."""
    return tuple(a for a in actions if a.due and a.status not in (DONE, DROPPED))


def to_begin(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with a day to start on that nobody has started."""
    return tuple(a for a in actions if a.starts and a.status == NOT_STARTED)


def plan_calendar(
    title: str,
    actions: Iterable[Action],
    taken: datetime,
    host: str,
    speech: Speech,
    names: Mapping[int, str],
    edits: Iterable[Edit] = (),
    answered: Callable[[Action], str] = lambda action: "",
) -> bytes:
    """A day in the calendar for each action that is still due, with reminders, and one for each
    that is still to start. `taken` is when the file is taken, in UTC; `names` are those of the
    activities, by number; `edits` are the changes to actions; `answered` says what an action
    answered and what became of that.

    Days are days wherever one is: no time zone moves them. An action keeps its identity, so that a
    calendar which reads the file again moves the day it has. No address of the plan stands in it:
    whoever has a private link may change everything. Each change to an action raises SEQUENCE by
    one, so that a calendar knows which of two files is the newer.
    """
    # Imported here: few requests ask for a calendar.
    from icalendar import Calendar, vText

    actions, gettext = tuple(actions), speech.gettext
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    name = _writable(title.strip()) or gettext("Improvement plan")
    # What the standard does not know would be written as it is, line breaks and all.
    calendar.add("x-wr-calname", vText(name))
    changed = _moments(edits)

    def add(action: Action, kind: str, day: date | None, summary: str) -> "Event":
        about = _about(action, names, speech, answered(action))
        event = _day(action, kind, day, _titled(summary, action, names, speech), host, about)
        _date(event, action, changed.get(action.id, ()), taken)
        calendar.add_component(event)
        return event

    for action in to_begin(actions):
        add(action, "start", action.starts, gettext("Start: %s") % action.title)
    for action in to_remind_of(actions):
        event = add(action, "action", action.due, gettext("Due: %s") % action.title)
        for before in REMINDERS:
            event.add_component(_reminder(before, str(event["summary"])))
    return bytes(calendar.to_ical())


def _date(event: "Event", action: Action, moments: Sequence[int], taken: datetime) -> None:
    """Say how often an action was changed, when last (else when chosen), and when that was read."""
    last = max((*moments, action.chosen))
    event.add("sequence", len(moments))
    event.add("last-modified", utc_time(last) if last else taken)
    event.add("dtstamp", taken)


def _day(
    action: Action, kind: str, day: date | None, summary: str, host: str, about: str
) -> "Event":
    from icalendar import Event

    if day is None:
        raise ValueError(f"expected a day for action {action.id}, found none")
    event = Event()
    event.add("uid", f"{kind}-{action.id}@{host}")
    event.add("dtstart", day)
    event.add("dtend", day + DAY)
    event.add("transp", "TRANSPARENT")
    event.add("summary", _writable(summary))
    if about:
        event.add("description", _writable(about))
    return event


def _moments(edits: Iterable[Edit]) -> dict[int, tuple[int, ...]]:
    """When each action was changed, in seconds since 1970, once for each field that was."""
    found: dict[int, tuple[int, ...]] = {}
    for edit in edits:
        found[edit.action] = (*found.get(edit.action, ()), edit.author.when)
    return found


def _titled(summary: str, action: Action, names: Mapping[int, str], speech: Speech) -> str:
    """With which activity it is for, as a calendar shows titles and little else."""
    named = [names[n] for n in action.activities if names.get(n)]
    count = len(action.activities)
    if not named:
        return summary
    if count == 1:
        return f"{summary} ({named[0]})"
    said = speech.ngettext("%(number)s activity", "%(number)s activities", count)
    return f"{summary} ({said})"


def _about(action: Action, names: Mapping[int, str], speech: Speech, answered: str) -> str:
    owner = speech.gettext("Owner: %(name)s", name=action.owner) if action.owner else ""
    subjects = _subjects(action, names, speech)
    return "\n\n".join(
        filter(None, (subjects, owner, action.do, answered, action.notes, action.evidence))
    )


def _subjects(action: Action, names: Mapping[int, str], speech: Speech) -> str:
    """What the action is for; nothing where it is for the organisation or all activities."""
    named = [names[n] for n in action.activities[:MOST_NAMED] if names.get(n)]
    if not named:
        return ""
    more = len(action.activities) - MOST_NAMED
    if more > 0:
        named.append(speech.ngettext("and %(number)s more", "and %(number)s more", more))
    return speech.ngettext(
        "Activity: %(names)s", "Activities: %(names)s", len(named), names="; ".join(named)
    )


def _reminder(before: timedelta, summary: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", before)
    return alarm


def _writable(text: str) -> str:
    """Half a character, as JSON can hold it, would stop the writer."""
    return text.encode("utf-8", "replace").decode()
