"""A wave: a round of an instrument, answered once by an organisation or by people it asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.instrument import Instrument, InstrumentItem
from ladder_assess.core.instruments.response import Response
from ladder_assess.core.points_of_view.fives import GivenPage
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Option

ORGANISATION, RESPONDENTS = "organisation", "respondents"
# Who can answer an instrument, by what a response to it is about. Colleagues may each answer what
# concerns their organisation; the facts of a partnership are one answer, and a view is a person's.
WAYS: Mapping[str, tuple[str, ...]] = {
    "organisation": (ORGANISATION, RESPONDENTS),
    "partnership": (ORGANISATION,),
    "process": (RESPONDENTS,),
    "officer": (RESPONDENTS,),
}
# Of these an organisation has several, so that each wave says which one it is about.
NAMED = ("partnership", "process")
A_MINUTE = 6
# Of all questionnaires of a list together: pages show them all.
MOST_ROUNDS = 300


class TooManyRounds(Exception):
    """A list has as many rounds as it may have."""


@dataclass(frozen=True)
class Wave:
    """A round. `number` counts the rounds of an instrument from 1; `answered_by` is one of
    ORGANISATION and RESPONDENTS; `opened_on` is a day, ISO 8601. `by_row` is so where those who ask
    may read what each respondent answered, as a row without a name; `elsewhere` where answers were
    collected elsewhere and are brought in as a file.
    """

    id: int
    instrument: str
    number: int
    short: bool
    answered_by: str
    subject: str
    opened_on: str
    revision: int = 0
    by_row: bool = False
    elsewhere: bool = False

    @property
    def own(self) -> bool:
        """Does the organisation answer as a whole?"""
        return self.answered_by == ORGANISATION


@dataclass(frozen=True)
class HandedIn:
    """What an organisation answered in a wave, as it was handed in under `version`."""

    wave: int
    version: int
    given_on: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class GivenResponse(GivenPage):
    """What one respondent answered under `version`: one page, so that it counts whole or not. Each
    version is a series of its own: who answers another never completes five of somebody else's.
    """

    version: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "series", str(self.version))


def offered(instruments: Iterable[Instrument]) -> list[Instrument]:
    """The instruments that waves can be opened of, those of the organisation first."""
    order = list(WAYS)
    found = [instrument for instrument in instruments if instrument.measures in WAYS]
    return sorted(found, key=lambda instrument: order.index(instrument.measures))


@lru_cache(256)
def pages(instrument: Instrument, form: str = "", *, short: bool = False) -> tuple[Page, ...]:
    """What a form asks, a section a page. Sections of which nothing is asked are left out."""
    asked = {item.id: item for item in instrument.asked(form, short=short)}
    found = []
    for section in instrument.sections:
        items = tuple(_with_poles(asked[i.id]) for i in section.items if i.id in asked)
        if items:
            found.append(Page(section.id, section.title, items, section.lead, section.part))
    return tuple(found)


def _with_poles(item: InstrumentItem) -> InstrumentItem:
    """The item with each pole beside the options that are closest to it."""
    if item.poles is None:
        return item
    first, *between, last = item.options
    ends = (replace(first, hint=item.poles.low), *between, replace(last, hint=item.poles.high))
    options: tuple[Option, ...] = ends
    return replace(item, options=options)


def minutes(questions: int) -> int:
    """About how long so many questions take, in minutes: six a minute, and at least two."""
    return max(2, ceil(questions / A_MINUTE))


def known(values: Mapping[str, Value], instrument: Instrument) -> dict[str, Value]:
    """The answers that are known and that the instrument (still) offers."""
    items = instrument.items
    return {
        item: value
        for item, value in values.items()
        if item in items and value != UNKNOWN and _offers(items[item], value)
    }


def _offers(item: InstrumentItem, value: Value) -> bool:
    chosen = (value,) if isinstance(value, str) else value
    return set(chosen) <= set(item.option_ids)


def response(
    instrument: Instrument, values: Mapping[str, Value], form: str = "", *, short: bool = False
) -> Response:
    """Answers as they are scored: those that are known and count, of the items that were asked."""
    asked = {item.id for item in instrument.asked(form, short=short)}
    of_all = counted(instrument, values, form, short=short)
    answers = {i: v for i, v in known(of_all, instrument).items() if i in asked}
    return Response("wave", answers, form, short)


def answered(asked: Sequence[Page], values: Mapping[str, Value]) -> tuple[int, int]:
    """How many questions were answered, don't know among them, and how many there are."""
    items = [item.id for page in asked for item in page.items]
    return sum(item in values for item in items), len(items)


@dataclass(frozen=True)
class NewWave:
    """A wave as it is opened: see core.wave.Wave."""

    instrument: str
    short: bool
    answered_by: str
    subject: str = ""
    by_row: bool = False
    elsewhere: bool = False


@dataclass(frozen=True)
class Kept:
    """What was answered so far: each value, and the revision of the wave that it came with."""

    values: Mapping[str, Value]
    revisions: Mapping[str, int]


@dataclass(frozen=True)
class Saved:
    """What became of a page. `clashes` are other people's answers to items that are not kept as
    they were sent; `revision` is that of the wave now.
    """

    clashes: Mapping[str, Value]
    revision: int
