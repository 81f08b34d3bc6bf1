"""Says how far the answers of respondents can be relied on, round by round."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.reliability import Consistency
from ladder_assess.core.instruments.group_reliability import group_consistency
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.instruments import waves


@dataclass(frozen=True)
class RoundReliability:
    """The figures of a round: by group of respondents (its form) and dimension."""

    wave: Wave
    instrument: Instrument
    groups: Mapping[str, Mapping[str, Consistency]]


def review_reliability(product: Product, portfolio: Portfolio) -> list[RoundReliability]:
    """The figures of every round that respondents answer to an instrument with dimensions."""
    found = waves.list_waves(product.database, portfolio)
    instruments = product.definitions.instruments
    return [
        _round(product, portfolio, wave, instruments[wave.instrument])
        for wave in found
        if not wave.own
        and wave.instrument in instruments
        and instruments[wave.instrument].dimensions
    ]


def _round(
    product: Product, portfolio: Portfolio, wave: Wave, instrument: Instrument
) -> RoundReliability:
    given = anonymous_answers.given_so_far(product.database, portfolio, wave)
    groups = _groups(product.database, portfolio, wave, instrument, sum(given.values()))
    return RoundReliability(wave, instrument, groups)


@lru_cache(64)
def _groups(
    database: Database, portfolio: Portfolio, wave: Wave, instrument: Instrument, given: int
) -> Mapping[str, Mapping[str, Consistency]]:
    """From all answers, which are read again only once more are `given`: none is ever changed."""
    answers = anonymous_answers.list_views(database, portfolio, wave)
    return {
        form: group_consistency(instrument, form, answers, short=wave.short)
        for form in forms_of(instrument)
    }
