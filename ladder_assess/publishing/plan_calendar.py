"""Reminders of when the actions of a plan are due, as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ladder_assess.core.plan import DONE, DROPPED, Action

if TYPE_CHECKING:
    from icalendar import Event

WEEK = timedelta(days=7)
PRODUCT = "-//ladder-assess//improvement plan//EN"
Said = Callable[[str], str]


def to_remind_of(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with a due date that are still to be done."""
    return tuple(a for a in actions if a.due and a.status not in (DONE, DROPPED))


def plan_calendar(
    title: str, actions: Iterable[Action], made_on: date, host: str, gettext: Said
) -> bytes:
    """A day in the calendar for each action that is still due, with a reminder a week before.

    An action keeps its identity, so that a calendar which reads the file again moves the day it
    has. No address of the plan stands in it: whoever has a private link may change everything.
    """
    # Imported here: few requests ask for a calendar.
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    name = _writable(title.strip()) or gettext("Improvement plan")
    # What the standard does not know would be written as it is, line breaks and all.
    calendar.add("x-wr-calname", vText(name))
    stamp = datetime.combine(made_on, time(), UTC)
    for action in to_remind_of(actions):
        if action.due:
            calendar.add_component(_day(action, action.due, stamp, host, gettext))
    return bytes(calendar.to_ical())


def _day(action: Action, due: date, stamp: datetime, host: str, _: Said) -> "Event":
    from icalendar import Alarm, Event

    summary = _writable(_("Due: %s") % action.title)
    event, alarm = Event(), Alarm()
    event.add("uid", f"action-{action.id}@{host}")
    event.add("dtstamp", stamp)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary)
    owner = _("Owner: %s") % action.owner if action.owner else ""
    about = "\n\n".join(filter(None, (owner, action.do, action.notes, action.evidence)))
    if about:
        event.add("description", _writable(about))
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -WEEK)
    event.add_component(alarm)
    return event


def _writable(text: str) -> str:
    """Half a character, as JSON can hold it, would stop the writer."""
    return text.encode("utf-8", "replace").decode()
