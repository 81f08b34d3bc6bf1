"""Follows how a campaign goes: over time, where people stop, and how long they take."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.campaigns.straight_lines import Straight, straight_lines
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.campaigns import anonymous_answers, answer_rows, contacts, on_the_way
from ladder_assess.storage.common.database import Database


@dataclass(frozen=True)
class Going:
    """How a campaign goes, of each group (its form). `days` are those on which answers went in,
    five at a time; `paces` counts by class, `stops` by the place of the page; `straight` is None
    where answers are not read row by row; `invited` counts contacts.
    """

    days: list[tuple[str, str, int]]
    paces: Mapping[str, Mapping[int, int]]
    stops: Mapping[str, Mapping[int, int]]
    invited: Mapping[str, int]
    straight: Mapping[str, Straight] | None


def how_it_goes(product: Product, portfolio: Portfolio, wave: Wave, now: int) -> Going:
    """How a campaign goes, as far as it may be told."""
    instrument = product.definitions.instruments[wave.instrument]
    for form in forms_of(instrument):
        settle(product, wave.id, form, now)
    database = product.database
    straight = None
    if wave.by_row:
        given = anonymous_answers.given_so_far(database, portfolio, wave)
        straight = _straight(database, instrument, portfolio, wave, sum(given.values()))
    return Going(
        on_the_way.list_days(database, portfolio, wave),
        on_the_way.list_paces(database, portfolio, wave),
        on_the_way.list_stops(database, portfolio, wave),
        contacts.count_by_form(database, portfolio, wave),
        straight,
    )


@lru_cache(64)
def _straight(
    database: Database, instrument: Instrument, portfolio: Portfolio, wave: Wave, given: int
) -> Mapping[str, Straight]:
    """Of all rows, which are read again only once more are `given`: none is ever changed."""
    return straight_lines(instrument, answer_rows.each_row(database, portfolio, wave))


def follow(product: Product, link: WaveLink, visit: str, place: int, now: int) -> None:
    """Note that somebody who sent nothing so far has come to a page, by its place among those of
    the questions. Nothing of it is written down before five have stopped.
    """
    on_the_way.follow(product.database, link.wave.id, link.form, digest(visit), place, now)
    settle(product, link.wave.id, link.form, now)


def forget(product: Product, link: WaveLink, visit: str) -> None:
    """Somebody has sent their answers."""
    on_the_way.forget(product.database, link.wave.id, link.form, digest(visit))


def settle(product: Product, wave: int, form: str, now: int) -> None:
    """Write down where people of a group stopped, where five or more of it have."""
    database = product.database
    if on_the_way.stopped(database, wave, form, now):
        with database.writing() as connection:
            # As it is now: two that come at once would count the same people twice.
            stops = on_the_way.stopped(database, wave, form, now)
            on_the_way.write_stops(connection, database, stops)
