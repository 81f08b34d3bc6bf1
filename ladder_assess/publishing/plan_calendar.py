"""When the actions of a plan start and are due, as a calendar file (iCalendar, RFC 5545)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ladder_assess.core.plan import DONE, DROPPED, NOT_STARTED, Action

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//ladder-assess//improvement plan//EN"
DAY = timedelta(days=1)
# When a calendar reminds: at nine in the morning, a week before and on the day itself.
NINE = timedelta(hours=9)
REMINDERS = (NINE - timedelta(days=7), NINE)
Said = Callable[[str], str]


def to_remind_of(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with a due date that are still to be done."""
    return tuple(a for a in actions if a.due and a.status not in (DONE, DROPPED))


def to_begin(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions with a day to start on that nobody has started."""
    return tuple(a for a in actions if a.starts and a.status == NOT_STARTED)


def plan_calendar(
    title: str, actions: Iterable[Action], taken: datetime, host: str, gettext: Said
) -> bytes:
    """A day in the calendar for each action that is still due, with reminders, and one for each
    that is still to start. `taken` is when the file is taken, in UTC.

    Days are days wherever one is: no time zone moves them. An action keeps its identity, so that a
    calendar which reads the file again moves the day it has. No address of the plan stands in it:
    whoever has a private link may change everything.
    """
    # Imported here: few requests ask for a calendar.
    from icalendar import Calendar, vText

    actions = tuple(actions)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    name = _writable(title.strip()) or gettext("Improvement plan")
    # What the standard does not know would be written as it is, line breaks and all.
    calendar.add("x-wr-calname", vText(name))
    for action in to_begin(actions):
        summary = gettext("Start: %s") % action.title
        calendar.add_component(_day(action, "start", action.starts, summary, host, gettext))
    for action in to_remind_of(actions):
        event = _day(action, "action", action.due, gettext("Due: %s") % action.title, host, gettext)
        for before in REMINDERS:
            event.add_component(_reminder(before, str(event["summary"])))
        calendar.add_component(event)
    for each in calendar.walk("VEVENT"):
        each.add("dtstamp", taken)
    return bytes(calendar.to_ical())


def _day(
    action: Action, kind: str, day: date | None, summary: str, host: str, gettext: Said
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
    owner = gettext("Owner: %s") % action.owner if action.owner else ""
    about = "\n\n".join(filter(None, (owner, action.do, action.notes, action.evidence)))
    if about:
        event.add("description", _writable(about))
    return event


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
