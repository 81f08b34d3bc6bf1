"""Takes an organisation's answers to an instrument, page by page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Kept, Saved, Wave, answered, pages
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.instruments import responses, waves
from ladder_assess.storage.people import audit


@dataclass(frozen=True)
class AnswersSoFar:
    """How far an organisation has come: its pages, what is kept, how many of how many questions."""

    instrument: Instrument
    pages: tuple[Page, ...]
    kept: Kept
    answered: int
    questions: int

    @property
    def resume(self) -> Page | None:
        """Where to go on: the first page with a question left; None when there is none."""
        values = self.kept.values
        return next((p for p in self.pages if any(i.id not in values for i in p.items)), None)


def draft_of(product: Product, portfolio: Portfolio, wave: Wave) -> AnswersSoFar:
    """What an organisation has answered so far in a wave."""
    instrument = product.definitions.instruments[wave.instrument]
    asked = pages(instrument, short=wave.short)
    kept = waves.kept_answers(product.database, portfolio, wave)
    return AnswersSoFar(instrument, asked, kept, *answered(asked, kept.values))


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
    """Hand in what was answered, once. False when that was done before, or nothing is answered."""
    version = product.definitions.instruments[wave.instrument].version
    with product.database.writing() as connection:
        done = waves.hand_in(connection, portfolio, wave, version, today, by.account)
        about = {"questionnaire": wave.instrument, "round": wave.number}
        audit.record(connection, by, done, "wave_handed_in", **about)
    return done
