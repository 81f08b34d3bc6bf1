"""Opens waves of instruments, and takes away what was a mistake."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import (
    MOST_ROUNDS,
    ORGANISATION,
    NewWave,
    TooManyRounds,
    Wave,
    offered,
)
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.people import audit


def instruments(product: Product) -> list[Instrument]:
    """The instruments that waves can be opened of."""
    return offered(product.definitions.instruments.values())


def open_wave(
    product: Product, portfolio: Portfolio, new: NewWave, by: Actor, today: date, request: str
) -> int:
    """Open a wave that an organisation answers as a whole, and return its number among those of its
    instrument. The same `request` again opens nothing. What people are asked in is drafted first:
    see services.campaigns.draft_campaign. Raises TooManyRounds.
    """
    if new.answered_by != ORGANISATION:
        raise ValueError(new.answered_by)
    with product.database.writing() as connection:
        known = waves.opened_before(connection, portfolio, request)
        if known is not None:
            return known
        if waves.count_waves(connection, portfolio) >= MOST_ROUNDS:
            raise TooManyRounds
        number = waves.add_wave(connection, portfolio, new, today, request)
        about = {"questionnaire": new.instrument, "round": number}
        audit.record(connection, by, True, "wave_opened", **about)
    return number


def find_wave(product: Product, portfolio: Portfolio, instrument: str, number: int) -> Wave | None:
    """One wave of a portfolio; None when there is none such."""
    return waves.find_wave(product.database, portfolio, instrument, number)


def remove_wave(product: Product, portfolio: Portfolio, wave: Wave, by: Actor) -> bool:
    """Take away a wave of which nothing was handed in and no link was made; False, and nothing
    done, otherwise.
    """
    with product.database.writing() as connection:
        gone = waves.remove_wave(connection, portfolio, wave)
        about = {"questionnaire": wave.instrument, "round": wave.number}
        audit.record(connection, by, gone, "wave_removed", **about)
    return gone


def forms_of(instrument: Instrument) -> tuple[str, ...]:
    """Who answers by a link of their own: each form, or one group where there are no forms."""
    return instrument.form_ids or ("",)
