"""Keeps by which margins the answers of a campaign are weighed, and weighs them by these."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.weights.weighted_groups import WeightedGroups, weighted_groups
from ladder_assess.core.campaigns.weights.weighting import (
    CannotWeigh,
    Margins,
    Weigher,
    weigher,
)
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_rows, campaigns
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import audit

# Margins as a key: of each question, the share of each answer.
Frozen = tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


@dataclass(frozen=True)
class Weighing:
    """The answers of a campaign weighed by the margins that are kept with it; without `found` they
    cannot be, and `why` says it where anybody has answered.
    """

    margins: Margins
    found: WeightedGroups | None = None
    why: CannotWeigh | None = None


def keep_weights(
    product: Product, portfolio: Portfolio, wave: Wave, margins: Margins, by: Actor
) -> None:
    """Keep with a campaign what its answers are weighed by; nothing for that they are not."""
    with product.database.writing() as connection:
        before = campaigns.list_campaigns(product.database, portfolio)[wave.id]
        after = replace(before, margins=margins)
        campaigns.put(connection, portfolio, wave, after)
        about = {"questionnaire": wave.instrument, "round": wave.number, "by": sorted(margins)}
        audit.record(connection, by, after != before, "weights_kept", **about)


def weigh_wave(product: Product, portfolio: Portfolio, wave: Wave) -> Weighing | None:
    """A wave as it is weighed; None where no margins are kept, or it is not read row by row."""
    campaign = campaigns.list_campaigns(product.database, portfolio).get(wave.id)
    if campaign is None or not campaign.margins or not wave.by_row:
        return None
    instrument = product.definitions.instruments[wave.instrument]
    people = answer_rows.count_rows(product.database, portfolio, wave)
    margins = _frozen(campaign.margins)
    return _weighed(product.database, instrument, portfolio, wave, people, margins)


def weigher_of(product: Product, portfolio: Portfolio, wave: Wave) -> Weigher | None:
    """What each person of a wave weighs by its kept margins; None where there are none, or they
    cannot be met.
    """
    campaign = campaigns.list_campaigns(product.database, portfolio).get(wave.id)
    if campaign is None or not campaign.margins or not wave.by_row:
        return None
    rows = answer_rows.each_row(product.database, portfolio, wave)
    instrument = product.definitions.instruments[wave.instrument]
    try:
        return weigher(instrument, rows, campaign.margins)
    except CannotWeigh:
        return None


def _frozen(margins: Margins) -> Frozen:
    return tuple((name, tuple(shares.items())) for name, shares in margins.items())


@lru_cache(16)
def _weighed(
    database: Database,
    instrument: Instrument,
    portfolio: Portfolio,
    wave: Wave,
    _people: int,
    frozen: Frozen,
) -> Weighing:
    """Of all rows, which are read again only once there are more: none is ever changed."""
    margins: Mapping[str, Mapping[str, float]] = {n: dict(shares) for n, shares in frozen}
    rows = answer_rows.in_fives(database, portfolio, wave)
    try:
        return Weighing(margins, weighted_groups(instrument, rows, margins, short=wave.short))
    except CannotWeigh as why:
        return Weighing(margins, why=why)
