"""Gathers what organisations contribute to figures of peers. Only the job that draws asks it."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from ladder_assess.core.benchmarks.figures import Contribution
from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.indicators import (
    RESPONDENTS,
    ActivityStanding,
    drawn_of_activities,
    of_scores,
    scale_of,
)
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.response import Response
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_waves
from ladder_assess.storage.benchmarks import contributions
from ladder_assess.storage.benchmarks.contributions import Days, LastResponse

# By indicator, what each organisation contributes.
Contributed = dict[str, dict[int, Contribution]]
LEVEL = "level"


def cell_of(profile: Profile) -> PeerCell:
    """What tells an organisation's peer groups."""
    return PeerCell(profile.kind, profile.region or profile.nation, profile.size)


def gather_contributions(
    product: Product, cells: Mapping[int, PeerCell], days: Days, policy: Policy
) -> Contributed:
    """What the organisations that count contribute, each with the cell that it counts in, by
    answers given in these days; nothing that rests on fewer answers than the policy says.
    """
    found: Contributed = {}
    made = _Contributions()
    for organisation, values in chain(
        _of_activities(product, days, policy.activities),
        _of_responses(product, days, policy.questions),
        _of_respondents(product, days, policy.questions),
    ):
        cell = cells.get(organisation)
        if cell is None:
            continue
        for indicator, value in values.items():
            found.setdefault(indicator, {})[organisation] = made.of(indicator, value, cell)
    return found


class _Contributions:
    """Makes each contribution once: there are few of them and many organisations."""

    def __init__(self) -> None:
        self._scale = cache(scale_of)
        self._made: dict[tuple[int, PeerCell], Contribution] = {}

    def of(self, indicator: str, value: float, cell: PeerCell) -> Contribution:
        key = (self._scale(indicator).band(value), cell)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Contribution(*key)
        return found


def _of_activities(
    product: Product, days: Days, fewest: int
) -> Iterator[tuple[int, dict[str, float]]]:
    stand = Standings(product)
    answers = {item for rules in product.every for item in rules.questionnaire.coded}
    rows = contributions.activities(product.database, days, sorted({*answers, LEVEL}))
    for organisation, own in groupby(rows, key=itemgetter(0)):
        yield organisation, drawn_of_activities((stand.of(values) for _, values in own), fewest)


class Standings:
    """Says where activities stand; of all that an assessment holds, this is little and quick."""

    def __init__(self, product: Product) -> None:
        assessor = product.assessor
        self._place, self._kind = assessor.placer.place_read, assessor.typologist.kind_read
        coded = product.definitions.questionnaire.coded
        self._nothing = assessor.reader.nothing
        self._turns: list[tuple[str, dict[Answer, int]]] = [
            (name, item.turns)
            for name, item in assessor.reader.items.items()
            if name in coded and item.field
        ]

    def of(self, values: Mapping[str, Any]) -> ActivityStanding:
        """Where an activity of these kept values stands."""
        # What the reader does, without a mapping of answers: there may be a million activities.
        bits = self._nothing
        for item, turns in self._turns:
            value = values.get(item, UNKNOWN)
            if value != UNKNOWN:
                # An answer that the rules no longer know is not known.
                bits ^= turns.get(value if isinstance(value, str) else tuple(value), 0)
        placement = self._place(bits)
        level = str(values.get(LEVEL, ""))
        certain = placement.low == placement.high and level != INDIVIDUAL
        known = level if level != UNKNOWN else ""
        return ActivityStanding(placement.low if certain else None, self._kind(bits), known)


def _of_responses(
    product: Product, days: Days, fewest: int
) -> Iterator[tuple[int, dict[str, float]]]:
    scorings = {
        identity: _Scoring(product, identity)
        for identity, instrument in product.definitions.instruments.items()
        if instrument.dimensions
    }
    rows = contributions.responses(product.database, days)
    for organisation, own in groupby(rows, key=itemgetter(0)):
        scored = [
            (given.instrument, given.form, scorings[given.instrument].scores(given, fewest))
            for _, given in own
            if given.instrument in scorings
        ]
        yield organisation, of_scores(scored)


def _of_respondents(
    product: Product, days: Days, fewest: int
) -> Iterator[tuple[int, dict[str, float]]]:
    """What groups of respondents said last about each subject, as far as it may be shown at all.

    A round is as old as the day it was opened on: no answer in it is older.
    """
    first, last_day = days.first.isoformat(), days.last.isoformat()
    for organisation, portfolio in contributions.with_respondents(product.database):
        last = {
            (result.wave.instrument, form, result.wave.subject.casefold()): _told(
                result.instrument, group, fewest
            )
            for result in score_waves(product, portfolio)
            for form, group in result.groups.items()
            if first <= result.wave.opened_on <= last_day and not result.wave.short
        }
        yield (
            organisation,
            of_scores(
                (instrument, form or RESPONDENTS, found)
                for (instrument, form, _), found in last.items()
            ),
        )


def _told(instrument: Instrument, group: GroupResult, fewest: int) -> dict[str, float]:
    """The scores of a group in what enough questions are told of."""
    asked = instrument.scored(group.form)
    return {
        dimension: float(row.score)
        for dimension, row in group.dimensions.items()
        if sum(item.id in group.told for item in asked[dimension]) >= fewest
    }


class _Scoring:
    """Scores answers by the newest version of an instrument, whichever they were given to."""

    def __init__(self, product: Product, identity: str) -> None:
        instrument = product.definitions.instruments[identity]
        self._options = {i.id: frozenset(i.option_ids) for i in instrument.items.values()}
        self._scorer = Scorer(instrument)

    def scores(self, given: LastResponse, fewest: int) -> dict[str, float]:
        """By dimension, where so many of its questions were answered."""
        answers: dict[str, Answer] = {
            item: value
            for item, value in given.values.items()
            if isinstance(value, str) and value in self._options.get(item, ())
        }
        found = self._scorer.score(Response("draw", answers, given.form))
        return {
            dimension: row.score
            for dimension, row in found.dimensions.items()
            if row.score is not None and row.answered >= fewest
        }
