"""Names beside places, and what happens beneath a heading that nobody knows."""

import pytest

from ladder_assess.core.register.columns import NAME
from tests.core.register.test_guessing import NAMES, STARTS, guessed, reading

SHORT = ["Community picnic", "Litter pick", "Budget workshop", "Open day", "Park walk", "Choir"]
TOWNS = ["Leeds", "Leeds", "Leeds", "Hull", "York", "Hull"]
HALLS = ["Town Hall", "Roundhay Park", "Library", "Fire Station", "Golden Acre", "Old School"]
PLACES = (
    "Location", "Venue", "Place", "Area", "Town", "City", "Site", "Neighbourhood", "Hall", "Room",
    "Ort", "Lieu", "Luogo", "Ward", "Address", "Venue__name",
)  # fmt: skip
TEXTS = [
    f"We meet at the gate and walk to {place} together, and then we talk about what we saw there."
    for place in ("the river", "the mill", "the wood", "the bridge", "the park", "the school")
]


def maybe(**columns: list[str]) -> dict[str, str]:
    """What each column might be, of those that are asked about."""
    found = reading(**columns)
    return {h: m for h, m in zip(columns, found.maybe, strict=True) if m}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("described", ["Details", "Description", "Info"])
@pytest.mark.parametrize("where", [TOWNS, HALLS])
def test_what_says_what_each_is_names_it_and_no_place(
    place: str, described: str, where: list[str]
) -> None:
    """The place was the name, as `Details` was known to describe."""
    found = guessed(Date=STARTS, **{place: where, described: SHORT})
    assert found[described] == NAME
    assert place not in found


@pytest.mark.parametrize("place", ["Location", "Venue"])
def test_a_place_names_what_nothing_else_does(place: str) -> None:
    found = guessed(Date=STARTS, **{place: HALLS, "Description": TEXTS})
    assert (found[place], found["Description"]) == (NAME, "description")


@pytest.mark.parametrize("heading", ["Summary", "Topic", "What"])
def test_a_description_stays_one_where_something_else_names(heading: str) -> None:
    found = reading(**{heading: NAMES, "Description": SHORT, "Date": STARTS})
    assert found.guesses[0] == NAME
    assert found.columns[1] == "description"


@pytest.mark.parametrize("named", ["title", "Event", "name"])
@pytest.mark.parametrize(
    "place", ["location_name", "venue_name", "place_name", "Venue__name", "Name__of__venue"]
)
def test_the_name_of_a_place_is_no_question_beside_a_title(named: str, place: str) -> None:
    found = reading(**{named: SHORT, place: HALLS, "start": STARTS})
    assert not any(found.maybe)


RITES = ["Group puja", "Havan", "Group puja", "Abhishekam", "Havan", "Group puja"]
FESTIVALS = ["Holi", "Diwali", "Ram Navami", "Onam", "Pongal", "Ugadi"]


@pytest.mark.parametrize("named", ["name", "title"])
@pytest.mark.parametrize("kind", ["_activity", "event", "project"])
def test_what_the_names_say_already_is_no_question(named: str, kind: str) -> None:
    """“Holi - Group puja” stood beside “Group puja”, and that was asked about as a name."""
    names = [f"{day} - {rite}" for day, rite in zip(FESTIVALS, RITES, strict=True)]
    assert not maybe(**{named: names, "date": STARTS, kind: RITES})


def test_what_may_be_the_name_beside_people_is_still_asked_about() -> None:
    people = ["Ann Lee", "Bo Khan", "Cy Jones", "Di Evans", "Ed Wood", "Flo Hill"]
    assert maybe(name=people, date=STARTS, activity=RITES) == {"activity": NAME}


def test_columns_with_a_number_behind_are_asked_about_alike() -> None:
    """`Event 2` was asked about, and `Event 3` left out."""
    found = maybe(Event=NAMES, Date=STARTS, Event__2=SHORT, Event__3=HALLS)
    assert found == {"Event__2": NAME, "Event__3": NAME}


@pytest.mark.parametrize("heading", ["CleanText", "Longtext", "Innehållstext", "Pitch"])
def test_sentences_beneath_any_heading_may_be_what_happens(heading: str) -> None:
    """A list whose texts stood beneath `CleanText` came in without them, unasked."""
    assert maybe(Title=NAMES, Date=STARTS, **{heading: TEXTS}) == {heading: "description"}
    assert not maybe(Title=NAMES, Description=TEXTS, **{heading: TEXTS[::-1]})


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("Speakers", [f"Ann Lee, Bob Ray, Cy Doe, Di Fox, Ed Gray, Flo Hill {x}" for x in "abc"]),
        ("Researcher", [f"Ann Lee (ann.lee.of.the.school@example.org) {x}" for x in "abcdef"]),
        ("Leads to", [f"Papers.pdf (https://example.org/a/{'lorem/' * 12}{x})" for x in "abcdef"]),
        ("Accessibility", TEXTS),
        ("Bio", TEXTS),
        ("Leaflet", TEXTS[:2] * 3),
    ],
)  # fmt: skip
def test_people_and_terms_are_not_asked_for_what_happens(heading: str, values: list[str]) -> None:
    assert not maybe(Title=NAMES, Date=STARTS, **{heading.replace(" ", "__"): values})


@pytest.mark.parametrize("heading", ["№", "Number", "Ref"])
def test_days_are_no_numbers_of_activities(heading: str) -> None:
    """A calendar whose days stood beneath `№` had each row refused."""
    found = reading(Event=NAMES, **{heading: STARTS})
    assert found.maybe == ("", "start_date")


@pytest.mark.parametrize("heading", ["Grantor", "Donor", "Grantee"])
def test_who_gave_or_got_a_grant_does_not_name_it(heading: str) -> None:
    found = guessed(**{heading: HALLS, "Description": SHORT})
    assert found == {"Description": NAME}


@pytest.mark.parametrize("heading", ["size_revenue_aud", "audience__revenue__size"])
def test_money_counts_no_people(heading: str) -> None:
    assert heading not in guessed(Title=NAMES, **{heading: [f"{at}500" for at in range(1, 7)]})


@pytest.mark.parametrize(
    "heading", ["publico_estimado", "Público estimado", "Estimated attendance"]
)
def test_an_estimate_of_who_comes_is_asked_about(heading: str) -> None:
    found = maybe(Title=NAMES, **{heading.replace(" ", "__"): [f"{at}5" for at in range(1, 7)]})
    assert [*found.values()] == ["people_took_part"]


def test_what_is_done_names_an_activity_before_its_theme_and_those_it_is_with() -> None:
    """A theme is spelt much as a scheme is, and each was called by its own."""
    found = reading(
        Ref=[f"ENG-0{at}" for at in range(1, 7)],
        What__we__are__doing=NAMES,
        Theme=["Housing", "Parks", "Finance", "Culture", "Housing", "Climate"],
        Who__we__are__talking__to=["Tenants", "All", "Shops", "Readers", "Owners", "Youth"],
    )
    assert found.guesses[:3] == ("id", NAME, "")
