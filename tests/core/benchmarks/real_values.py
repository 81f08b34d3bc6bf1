"""Attackers on indicators that have few values, and on topics that go together.

What an indicator can be is worked out from its questions; all else is as in `attacks`.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from ladder_assess.core.benchmarks.scale import SCORE, SCORE_BANDS
from tests.core.benchmarks.attacks import (
    QUARTERS,
    SURE,
    Floats,
    Found,
    Random,
    _drawn,
    _most_telling,
    chances,
    epsilons,
    placings,
)

MEAN, SPREAD = 47.0, 20.0
MIDDLES = 25
# A topic of four questions, the fewest behind one, goes from 0 to 100 in so many.
STEPS = 16


class Values(NamedTuple):
    """The bands that can occur on a scale of so many, and how often each does."""

    places: Floats
    often: Floats
    bands: int


def share_values(of: int) -> Values:
    """A share of so many activities, each number of them as likely."""
    places = [SCORE.band(100 * number / of) for number in range(of + 1)]
    return _gathered(places, np.full(of + 1, 1 / (of + 1)), SCORE_BANDS)


def topic_values(steps: int, *, evenly: bool = False) -> Values:
    """A topic whose score has so many steps from 0 to 100: as scores usually spread, or evenly."""
    scores = 100 * np.arange(steps + 1) / steps
    edges = np.r_[-1e9, (scores[1:] + scores[:-1]) / 2, 1e9]
    usual = NormalDist(MEAN, SPREAD)
    often = np.diff([usual.cdf(edge) for edge in edges])
    found = _gathered([SCORE.band(score) for score in scores], often, SCORE_BANDS)
    alike = np.full(len(found.often), 1 / len(found.often))
    return found._replace(often=alike) if evenly else found


def _gathered(places: list[int], often: Floats, bands: int) -> Values:
    sums = np.bincount(places, often, bands)
    return Values(np.flatnonzero(sums), sums[sums > 0], bands)


def name_a_value(
    of: Values, organisations: int, draws: tuple[float, ...], random: Random, trials: int
) -> Found:
    """As `attacks.name_a_band`, of what can occur; fakes stand at the ends of the scale as well."""
    pool = _pool(organisations - 1, of.bands, 300, random)
    truth = random.choice(len(of.places), trials, p=of.often)
    believed = np.tile(of.often, (trials, 1))
    for most in draws:
        some = pool[random.choice(len(pool), 50, replace=False)]
        odds = epsilons(organisations, most)
        believed *= _told(believed, some, np.eye(of.bands)[of.places], odds, truth, random)
        believed /= believed.sum(1, keepdims=True)
    return _found(believed, truth)


def name_one_of_many(
    topics: int,
    shared: float,
    organisations: int,
    draws: tuple[float, ...],
    random: Random,
    trials: int,
) -> Found:
    """The score of one of so many topics of four questions, of which `shared` of the variance is
    one factor.

    All others are owned in each topic, and what each tells of the factor tells of the first topic.
    """
    factor = [NormalDist().inv_cdf((place + 0.5) / MIDDLES) for place in range(MIDDLES)]
    scores = np.arange(0, 101, 100 / STEPS)
    edges = np.r_[-1e9, (scores[1:] + scores[:-1]) / 2, 1e9]
    often = np.array([_spread(MEAN + SPREAD * shared**0.5 * f, shared, edges) for f in factor])
    middle = random.integers(MIDDLES, size=trials)
    pool = _pool(organisations - 1, SCORE_BANDS, 300, random)
    own = np.eye(SCORE_BANDS)[[SCORE.band(score) for score in scores]]
    told = np.ones((topics, trials, len(scores)))
    truth = (random.random((topics, trials, 1)) > often[middle].cumsum(1)).sum(2)
    truth = truth.clip(0, STEPS)
    for most in draws:
        odds = epsilons(organisations, most)
        for topic in range(topics):
            believed = _of_topic(topic, told, often)
            some = pool[random.choice(len(pool), 30, replace=False)]
            told[topic] *= _told(believed, some, own, odds, truth[topic], random)
            told[topic] /= told[topic].max(1, keepdims=True)
    return _found(_of_topic(0, told, often), truth[0])


def _of_topic(topic: int, told: Floats, often: Floats) -> Floats:
    """What all that was drawn tells of one topic: (topics, trials, bands) to (trials, bands)."""
    of_middles = np.log(told @ often.T)
    rest = of_middles.sum(0) - of_middles[topic]
    middles = np.exp(rest - rest.max(1, keepdims=True))
    believed: Floats = middles @ often * told[topic]
    believed /= believed.sum(1, keepdims=True)
    return believed


def _spread(middle: float, shared: float, edges: Floats) -> Floats:
    at = NormalDist(middle, SPREAD * (1 - shared) ** 0.5)
    return np.diff([at.cdf(edge) for edge in edges])


def _pool(others: int, bands: int, number: int, random: Random) -> Floats:
    ends = np.zeros((others + 1, bands))
    ends[:, 0], ends[:, -1] = np.arange(others + 1), others - np.arange(others + 1)
    return np.concatenate([placings(others, bands, number, random), ends])


def _told(
    believed: Floats, pool: Floats, own: Floats, odds: float, truth: Floats, random: Random
) -> Floats:
    """How likely each value makes what was drawn, where the fakes stand best for each trial."""
    table = chances(pool[:, None] + own, odds)
    best = _most_telling(believed, table)
    shown = _drawn(table[best, truth], random)
    told = np.ones_like(believed)
    for quarter in range(len(QUARTERS)):
        told *= table[best, :, quarter, shown[:, quarter]]
    return told


def _found(believed: Floats, truth: Floats) -> Found:
    named, certainty = believed.argmax(1), believed.max(1)
    right, sure = named == truth, certainty > SURE
    return Found(right.mean(), (sure & right).mean(), (sure & ~right).mean())
