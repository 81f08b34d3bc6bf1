"""What a heading says of its column, beside which of ours it is: a place, an aim, a note, a kind of
activity.
"""

import re
from collections.abc import Iterable, Sequence

from ladder_assess.core.register.days.which_day import ACTIVITY_WORDS, apart, fold
from ladder_assess.core.register.headings.column_names import (
    ADDRESSES,
    AIMS,
    DATES,
    LABELS,
    NOTED,
    OF_ANOTHER,
    OFTEN,
    PLACES,
    PLANNED,
    is_a_time,
    is_of_a_place,
)
from ladder_assess.core.register.headings.column_names_elsewhere import DESCRIBED_BESIDE, plainly

# Not "to" and "from", which may be people as well.
CALLED_DATES = frozenset(t for name in DATES for t in OFTEN[name] if "date" in t.split())
OF_A_KIND = re.compile(
    rf"(?:{ACTIVITY_WORDS}) (?:type|kind|format)|(?:type|kind) of (?:{ACTIVITY_WORDS})"
)
# What asks for people names no activity.
WHO = frozenset(("who", "whom", "whose", "quien", "quienes", "quem", "qui", "wer", "wen", "pwy"))
# A note says no more than that it is one.
FEW_WORDS = 2
# Sentences that tell of whoever comes or came, and on what terms, and not of what happens.
TOLD_BESIDE = frozenset(
    (
        "bio", "biography", "biographie", "biografia", "cv", "address", "accessibility", "access",
        "parking", "directions", "transport", "travel", "booking", "tickets", "registration",
        "eligibility", "criteria", "terms", "conditions", "disclaimer", "copyright", "credit",
        "credits", "source", "sources", "quelle", "fuente", "fonte", "json", "html", "raw",
        "metadata", "participants", "members", "attendees", "team", "contact", "contacts",
        "horaires", "tarif", "tarifs", "anmeldung", "preise",
    )
)  # fmt: skip
NUMBERED = re.compile(r"(.+?) ?\d+")


def free_places(found: Sequence[str | None], guesses: Sequence[str]) -> list[int]:
    """The places of columns that nothing is known or guessed of."""
    return [at for at, column in enumerate(found) if column is None and not guesses[at]]


def of_activities(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Those of some columns that are not said to be of another thing, nor ask who."""
    words = ((at, apart(headings[at]).split()) for at in places)
    return [at for at, said in words if not OF_ANOTHER & {*said} and not WHO & {*said[:1]}]


def of_a_kind(
    found: Sequence[str | None], guesses: Sequence[str], headings: Sequence[str]
) -> list[int]:
    """Columns that are free and say which kind of activity each is: Event type."""
    return [at for at in free_places(found, guesses) if OF_A_KIND.fullmatch(apart(headings[at]))]


def aims_last(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Some columns with those at the end that are called an aim: what is done names an activity."""
    return sorted(places, key=lambda at: is_an_aim(headings[at]))


def without_dates(places: Iterable[int], headings: Sequence[str]) -> list[int]:
    """Those of some columns that are not called a date, a time, an address or a link, tags or a
    picture: what stands there names no activity.
    """
    plain = ((at, headings[at]) for at in places if fold(headings[at]) not in CALLED_DATES)
    plain = ((at, heading) for at, heading in plain if not is_a_time(heading))
    return [at for at, heading in plain if not (ADDRESSES | LABELS) & words_of(heading)]


def is_beside(heading: str) -> bool:
    """Does a heading say where an activity is, of which kind, or what came of it, and no name?"""
    beside = (PLACES | DESCRIBED_BESIDE) & words_of(heading)
    return bool(beside) and not is_of_a_place(heading)


def is_an_aim(heading: str) -> bool:
    """Is a heading called an aim?"""
    return bool(AIMS & _apart(heading))


def is_noted(heading: str) -> bool:
    """Does a heading say no more than that something was noted?"""
    return bool(NOTED & _apart(heading)) and len(_apart(heading)) <= FEW_WORDS


def is_planned(heading: str) -> bool:
    """Does a heading say nothing of a date but that it was planned?"""
    return {*apart(heading).split()} - PLANNED == {"date"}


def tells_another(heading: str) -> bool:
    """Does a heading say that another thing is told than what happens?"""
    return bool((PLACES | DESCRIBED_BESIDE | OF_ANOTHER | TOLD_BESIDE) & words_of(heading))


def is_twin(heading: str, other: str) -> bool:
    """Are two headings the same but for a number behind each: Event 2, Event 3?"""
    one, two = (NUMBERED.fullmatch(apart(text)) for text in (heading, other))
    return bool(one and two and one[1] == two[1])


def words_of(heading: str) -> set[str]:
    """The words of a heading, without the marks on its letters."""
    return {*plainly(apart(heading)).split()}


def _apart(heading: str) -> set[str]:
    return {*apart(heading).split()}
