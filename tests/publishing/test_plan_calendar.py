"""The calendar of a plan, read back: each action that is still due, once, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ladder_assess.core.plan import STATUSES, Action
from ladder_assess.publishing.plan_calendar import plan_calendar

MADE_ON = date(2026, 5, 4)
DUE = date(2027, 2, 28)
# What a page takes: its forms let no control characters through but line breaks.
TYPED = st.text(st.characters(exclude_categories=["Cc"]) | st.just("\n"), max_size=200)


def calendar_of(*actions: Action, title: str = "A plan") -> Any:
    content = plan_calendar(title, actions, MADE_ON, "ladder.example.org", str)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "RFC 5545, 3.1"
    return Calendar.from_ical(content)


def due(**others: str) -> Action:
    return replace(Action(7, 1, "Ask people", "In May", due=DUE), **others)  # type: ignore[arg-type]


def test_a_day_with_a_reminder_a_week_before() -> None:
    (event,) = calendar_of(due(owner="Ann")).walk("VEVENT")
    assert event["summary"] == "Due: Ask people"
    assert event["dtstart"].dt == DUE
    assert event["dtend"].dt == date(2027, 3, 1)
    assert event["uid"] == "action-7@ladder.example.org"
    assert event["description"] == "Owner: Ann\n\nIn May"
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(days=-7)


def test_what_is_over_or_has_no_day_is_left_out() -> None:
    actions = [replace(due(status=status), id=n) for n, status in enumerate(STATUSES)]
    kept = calendar_of(*actions, replace(due(), id=9, due=None)).walk("VEVENT")
    assert [event["uid"].partition("@")[0] for event in kept] == ["action-0", "action-1"]


@given(TYPED, TYPED, TYPED)
def test_nothing_typed_is_lost_or_becomes_a_line_of_its_own(title: str, do: str, plan: str) -> None:
    calendar = calendar_of(due(title=title, do=do), title=plan)
    (event,) = calendar.walk("VEVENT")
    assert str(event["summary"]) == f"Due: {title}"
    assert str(event.get("description", "")) == do
    assert len(calendar.walk()) == 3, "the calendar, its day and its reminder"


def test_half_a_character_does_not_stop_it() -> None:
    (event,) = calendar_of(due(title="Ask \ud800 people")).walk("VEVENT")
    assert event["summary"] == "Due: Ask ? people"
