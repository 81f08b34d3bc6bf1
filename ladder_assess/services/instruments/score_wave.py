"""Scores waves: what an organisation handed in, and what may be shown of groups of respondents."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.group_scores import GroupResult, counted_result
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scorer, Scores
from ladder_assess.core.instruments.wave import HandedIn, Wave, response
from ladder_assess.core.plan.strand import Round
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.storage.campaigns import answer_counts
from ladder_assess.storage.instruments import responses, waves


@dataclass(frozen=True)
class WaveResult:
    """What a wave comes to: of the organisation once it has handed in, of each group of
    respondents once five have answered. `versions` are those of the questions that were answered.
    """

    wave: Wave
    instrument: Instrument
    handed_in: HandedIn | None
    own: Scores | None
    groups: Mapping[str, GroupResult]
    versions: tuple[int, ...]

    @property
    def there(self) -> bool:
        """Is there anything to show?"""
        return self.own is not None or bool(self.groups)

    @property
    def as_round(self) -> Round:
        """The same as a round beside others."""
        return Round(self.wave, self.handed_in, self.own, self.groups, self.versions)


@lru_cache(32)
def _scorer(instrument: Instrument) -> Scorer:
    return Scorer(instrument)


def score_wave(product: Product, portfolio: Portfolio, wave: Wave) -> WaveResult:
    """The result of one wave, by the newest version of its instrument."""
    handed_in = responses.list_responses(product.database, portfolio).get(wave.id)
    return _result(product, portfolio, wave, handed_in)


def score_waves(product: Product, portfolio: Portfolio) -> list[WaveResult]:
    """The results of all waves, by instrument and number."""
    handed_in = responses.list_responses(product.database, portfolio)
    return [
        _result(product, portfolio, wave, handed_in.get(wave.id))
        for wave in waves.list_waves(product.database, portfolio)
        if wave.instrument in product.definitions.instruments
    ]


def _result(
    product: Product, portfolio: Portfolio, wave: Wave, handed_in: HandedIn | None
) -> WaveResult:
    instrument = product.definitions.instruments[wave.instrument]
    scorer = _scorer(instrument)
    own = None
    if handed_in is not None:
        own = scorer.score(response(instrument, handed_in.values, short=wave.short))
    counts = {} if wave.own else answer_counts.read(product.database, portfolio, wave)
    groups = {
        form: counted_result(instrument, form, counts[form], short=wave.short)
        for form in forms_of(instrument)
        if form in counts
    }
    versions = answer_counts.versions(product.database, portfolio, wave)
    if handed_in is not None:
        versions = (handed_in.version,)
    return WaveResult(wave, instrument, handed_in, own, groups, versions)


def score_beside(
    product: Product, portfolio: Portfolio, wave: Wave
) -> tuple[WaveResult, list[WaveResult]]:
    """The result of one wave, and the rounds to set beside each other, this one among them; none
    where there is only one.
    """
    results = score_waves(product, portfolio)
    own = next((each for each in results if each.wave.id == wave.id), None)
    if own is None:
        # It was removed meanwhile.
        return score_wave(product, portfolio, wave), []
    beside = earlier_and_later(results, wave)
    return own, beside if len(beside) > 1 else []


def earlier_and_later(results: list[WaveResult], of: Wave) -> list[WaveResult]:
    """The waves that can be set beside one: of the same instrument and subject, answered in the
    same way and with something to show; the first one first.
    """
    same = (of.instrument, of.answered_by, of.subject.casefold())
    return [
        result
        for result in results
        if result.there
        and same
        == (result.wave.instrument, result.wave.answered_by, result.wave.subject.casefold())
    ]
