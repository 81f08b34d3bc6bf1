"""Takes an organisation's answers to an instrument, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.asked_pages import asked_pages
from ladder_assess.core.instruments.asking import counted, set_aside
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Kept, Saved, Wave, answered, pages
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.instruments import responses, waves
from ladder_assess.storage.people import audit


@dataclass(frozen=True)
class AnswersSoFar:
    """How far an organisation has come: the pages that it is asked, of the whole of them, what is
    kept, how many of how many questions are answered, and which answers are set aside.
    """

    instrument: Instrument
    whole: tuple[Page, ...]
    pages: tuple[Page, ...]
    kept: Kept
    answered: int
    questions: int
    aside: frozenset[str]

    @property
    def resume(self) -> Page | None:
        """Where to go on: the first page with a question left; None when there is none."""
        values = self.kept.values
        return next((p for p in self.pages if any(i.id not in values for i in p.items)), None)


def draft_of(product: Product, portfolio: Portfolio, wave: Wave) -> AnswersSoFar:
    """What an organisation has answered so far in a wave."""
    instrument = product.definitions.instruments[wave.instrument]
    whole = pages(instrument, short=wave.short)
    kept = waves.kept_answers(product.database, portfolio, wave)
    asked = asked_pages(instrument, whole, kept.values)
    aside = set_aside(instrument, kept.values, short=wave.short)
    return AnswersSoFar(instrument, whole, asked, kept, *answered(asked, kept.values), aside)


def save_page(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    values: Mapping[str, Value | None],
    seen: int,
) -> Saved | None:
    """Keep a page's answers; what was left out stays as it was. None when handed in meanwhile."""
    said = {item: value for item, value in values.items() if value is not None}
    with product.database.writing() as connection:
        return waves.save_page(connection, portfolio, wave, said, seen)


def is_handed_in(product: Product, portfolio: Portfolio, wave: Wave) -> bool:
    """Were the organisation's answers in a wave handed in? They do not change any more then."""
    return responses.is_handed_in(product.database, portfolio, wave)


def hand_in(product: Product, portfolio: Portfolio, wave: Wave, today: date, by: Actor) -> bool:
    """Hand in what was answered and counts, once. False when that was done before, or nothing is
    answered.
    """
    instrument = product.definitions.instruments[wave.instrument]
    version, of = instrument.version, partial(counted, instrument, short=wave.short)
    with product.database.writing() as connection:
        done = waves.hand_in(connection, portfolio, wave, version, today, by.account, of)
        about = {"questionnaire": wave.instrument, "round": wave.number}
        audit.record(connection, by, done, "wave_handed_in", **about)
    return done
