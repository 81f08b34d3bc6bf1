"""Times of day, which name no activity however they are written."""

import pytest

from ladder_assess.core.register.columns import NAME
from ladder_assess.core.register.days.which_day import START
from ladder_assess.core.register.looks import is_time
from tests.core.register.test_guessing import NAMES, STARTS, guessed, reading

AT = ("{}:00", "{}.30am", "{}:15 PM", "{}h", "{}h30", "{} Uhr", "{}:00 a.m.", "{} p.m.")
APART = (" - ", "-", "–", " to ", " bis ", " à ", " a ", " until ", " al ", " tot ", " do ")
BEHIND = ("", " (Pacific)", " (UK time)", " EST", " GMT")


@pytest.mark.parametrize("at", AT)
@pytest.mark.parametrize("behind", BEHIND)
def test_a_time_and_one_to_the_next_are_times(at: str, behind: str) -> None:
    for text in (at.format(9), *(f"{at.format(10)}{apart}{at.format(11)}" for apart in APART)):
        assert is_time(text + behind), text


@pytest.mark.parametrize(
    "text",
    ["10.30 to 12.00", "10am to noon", "noon - 1pm", "10am - 12pm; 2pm - 4pm", "18 h 30",
     "de 9h à 11h", "von 10 bis 12 Uhr", "dalle 9:00 alle 11:00", "10am & 2pm", "7pm til late"],
)  # fmt: skip
def test_times_in_several_languages_are_times(text: str) -> None:
    assert is_time(text)


@pytest.mark.parametrize(
    "text",
    ["10", "10.30", "1.5-2.5", "10 to 12", "5 a 7", "3 May 2024", "10am Yoga", "Table 9", "Noon",
     "24 hours of reading", "9 to 5 workers", "10:10 climate fair"],
)  # fmt: skip
def test_what_is_no_time_is_none(text: str) -> None:
    assert not is_time(text)


@pytest.mark.parametrize("heading", ["Time", "Slot", "Session__time", "Uhrzeit", "Wann"])
@pytest.mark.parametrize(("at", "apart"), [*zip(AT, APART, strict=False)])
def test_times_name_no_activity(heading: str, at: str, apart: str) -> None:
    """21 activities were called by their hours: `1:00 PM - 4:00 PM (Pacific)`."""
    times = [f"{at.format(hour)}{apart}{at.format(hour + 1)}" for hour in range(3, 9)]
    kinds = ["Drop-in", "Workshop"] * 3
    found = guessed(Date=STARTS, **{heading: times}, Kind=kinds)
    assert found.get(heading) != NAME
    assert guessed(Date=STARTS, **{heading: times}, Matter=NAMES)["Matter"] == NAME


@pytest.mark.parametrize("heading", ["Time", "Event__time", "Uhrzeit", "Horario", "Horaires"])
def test_what_is_called_a_time_names_none_whatever_stands_there(heading: str) -> None:
    times = [f"Mondays {hour}am, doors {hour - 1}.45am" for hour in range(3, 9)]
    assert guessed(Date=STARTS, **{heading: times}).get(heading) != NAME


@pytest.mark.parametrize(
    "heading", ["Event__type", "Type__of__event", "eventtype", "Kind__of__activity"]
)
@pytest.mark.parametrize("halls", [["Hall", "Library", "Hall"] * 2, list("ABCDEF")])
def test_kinds_of_events_name_them_before_places_and_times(heading: str, halls: list[str]) -> None:
    """Beside times and halls they were folded, and what happened was called by its hall."""
    times = [f"{hour}am to {hour + 1}am" for hour in range(3, 9)]
    halls = [f"{hall} of the town" for hall in halls]
    kinds = ["Drop-in", "Workshop", "Assembly"] * 2
    found = guessed(Date=STARTS, Time=times, **{heading: kinds}, Venue=halls)
    assert found == {"Date": START, heading: NAME}
    assert guessed(Date=STARTS, **{heading: kinds}, Theme=NAMES, Venue=halls)["Theme"] == NAME
    refs = [f"R{at}" for at in range(6)]
    assert NAME not in guessed(Ref=refs, **{heading: kinds}, Venue=halls).values()


@pytest.mark.parametrize("heading", ["Tid", "Bid", "Kid", "Aid"])
@pytest.mark.parametrize("at", ["1{}:00", "kl.1{}", "1{}:00-2{}:00"])
def test_a_short_heading_is_no_code_by_being_near_one(heading: str, at: str) -> None:
    """`Tid` is Danish for time, and was taken for an id: all rows of a workbook were wrong."""
    times = [at.replace("{}", str(hour)) for hour in range(len(NAMES))]
    found = guessed(Dato=STARTS, **{heading: times}, Titel=NAMES)
    assert heading not in found
    hours = [f"1{hour}-2{hour}" for hour in range(len(NAMES))]
    assert "Tid" not in guessed(Dato=STARTS, Tid=hours, Titel=NAMES)


@pytest.mark.parametrize(
    "cells", [["19:00", "15:00", "16:00"], ["£500", "£1,250", "£80"], ["500 €", "1.250 €", "80 €"]]
)
def test_times_and_money_are_no_codes_whatever_they_are_called(cells: list[str]) -> None:
    """What a heading says is guessed, and values speak against it."""
    for heading in ("Bid code", "Number", "Ref", "Nr"):
        assert guessed(Title=NAMES[:3], **{heading: cells})["Title"] == NAME
        assert heading not in guessed(Title=NAMES[:3], **{heading: cells})


@pytest.mark.parametrize("heading", ["Date", "Datum", "Termin", "Dato", "Fecha", "When"])
@pytest.mark.parametrize("day", ["0{}.01.", "0{}.01", "Sa 0{}.01.", "September {} - 3pm"])
def test_a_column_of_days_without_a_year_is_shown(heading: str, day: str) -> None:
    days = [day.replace("{}", str(number)) for number in range(1, len(NAMES) + 1)]
    assert START in reading(Name=NAMES, **{heading: days}).maybe
