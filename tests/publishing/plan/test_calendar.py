"""The calendar of a plan, read back: each action that is still due, once, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ladder_assess.core.activities.history import Author
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import STATUSES, Action
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.plan.calendar import MOST_NAMED, plan_calendar

TAKEN = datetime(2026, 5, 4, 13, 30, tzinfo=UTC)
DUE = date(2027, 2, 28)
NAMES = {number: f"Panel {number}" for number in range(2, 15)}
# What a page takes: its forms let no control characters through but line breaks, and no half ones.
TYPED = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.just("\n"), max_size=200)


def calendar_of(*actions: Action, title: str = "A plan", edits: Iterable[Edit] = ()) -> Any:
    content = plan_calendar(title, actions, TAKEN, "ladder.example.org", Speech(), NAMES, edits)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "RFC 5545, 3.1"
    return Calendar.from_ical(content)


def due(**others: str) -> Action:
    return replace(Action(7, 1, "Ask people", "In May", due=DUE), **others)  # type: ignore[arg-type]


def test_a_day_with_reminders_in_the_morning() -> None:
    (event,) = calendar_of(due(owner="Ann")).walk("VEVENT")
    assert event["summary"] == "Due: Ask people"
    assert event["dtstart"].dt == DUE
    assert event["dtend"].dt == date(2027, 3, 1)
    assert event["dtstamp"].dt == TAKEN
    assert event["uid"] == "action-7@ladder.example.org"
    assert event["description"] == "Owner: Ann\n\nIn May"
    midnight = datetime(2027, 2, 28)  # noqa: DTZ001 (days of a calendar have no time zone)
    told = [midnight + alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert [when.isoformat() for when in told] == ["2027-02-21T09:00:00", "2027-02-28T09:00:00"]


def test_it_names_what_it_is_for() -> None:
    def said(**others: Any) -> str:
        (event,) = calendar_of(replace(due(), do="", **others)).walk("VEVENT")
        return str(event.get("description", ""))

    assert said(activity=2) == "Activity: Panel 2"
    assert said(activity=0, covers=(2, 4)) == "Activities: Panel 2; Panel 4"
    assert said(activity=0) == said(activity=99) == ""
    many = said(activity=0, covers=tuple(range(2, 15)))
    assert many.count("Panel") == MOST_NAMED
    assert many.endswith("Panel 11; and 3 more")


def test_its_title_says_which_activity() -> None:
    def titled(**others: Any) -> str:
        (event,) = calendar_of(replace(due(), **others)).walk("VEVENT")
        return str(event["summary"])

    assert titled(activity=2) == "Due: Ask people (Panel 2)"
    assert titled(activity=0, covers=(2, 4)) == "Due: Ask people (2 activities)"
    assert titled(activity=0) == titled(activity=99) == "Due: Ask people"


@given(st.lists(st.integers(1, 2**31), max_size=9))
def test_each_change_raises_the_sequence_and_the_last_is_told(moments: list[int]) -> None:
    kept = replace(due(), starts=date(2027, 1, 4), chosen=1_700_000_000)
    edits = [Edit("title", "a", "b", kept.id, Author(when=moment)) for moment in moments]
    others = [Edit("title", "a", "b", kept.id + 1, Author(when=2**32))]
    events = calendar_of(kept, edits=[*others, *edits]).walk("VEVENT")
    assert [event["sequence"] for event in events] == [len(moments)] * 2
    last = datetime.fromtimestamp(max([kept.chosen, *moments]), UTC)
    assert {event["last-modified"].dt for event in events} == {last}


def test_of_what_nobody_noted_the_day_is_that_of_the_file() -> None:
    (event,) = calendar_of(due()).walk("VEVENT")
    assert (event["sequence"], event["last-modified"].dt) == (0, TAKEN)


def test_a_day_to_start_on_until_someone_has() -> None:
    starting = replace(due(), starts=date(2027, 1, 4))
    first, second = calendar_of(starting).walk("VEVENT")
    assert (first["summary"], first["dtstart"].dt) == ("Start: Ask people", date(2027, 1, 4))
    assert first["uid"] != second["uid"]
    assert not first.walk("VALARM")
    assert len(calendar_of(replace(starting, status="under_way")).walk("VEVENT")) == 1


def test_it_is_written_by_the_letter_of_the_standard() -> None:
    named = {1: "ŷ" * 200}
    content = plan_calendar("ŵ" * 200, [due(do="é\n" * 200)], TAKEN, "x.example", Speech(), named)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert all(len(line) <= 75 for line in lines), "RFC 5545, 3.1"
    # No letter is cut in two where a line goes on.
    assert all(line.decode() for line in lines)
    names = [line.partition(b":")[0].partition(b";")[0] for line in lines]
    assert names[:3] == [b"BEGIN", b"VERSION", b"PRODID"] or names[:3] == [
        b"BEGIN",
        b"PRODID",
        b"VERSION",
    ]
    for once in (
        b"UID",
        b"DTSTAMP",
        b"DTSTART",
        b"DTEND",
        b"SUMMARY",
        b"SEQUENCE",
        b"LAST-MODIFIED",
    ):
        assert names.count(once) == 1, once
    assert b"DTSTAMP:20260504T133000Z" in lines
    assert b"DTSTART;VALUE=DATE:20270228" in lines


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
    assert len(calendar.walk()) == 4, "the calendar, its day and two reminders"


def test_half_a_character_does_not_stop_it() -> None:
    (event,) = calendar_of(due(title="Ask \ud800 people")).walk("VEVENT")
    assert event["summary"] == "Due: Ask ? people"
