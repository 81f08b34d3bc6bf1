"""Attackers who know or own all others of a group, and keep every figure of it.

They know how the product draws, what is usual, and where all the others stand, and name the band
that is the most likely by all they have seen. Chances are worked out with floating point, for
speed; a test holds them against the product's own.
"""

from statistics import NormalDist
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.scale import RUNGS, SCORE_BANDS

Floats = NDArray[Any]
Random = np.random.Generator
QUARTERS = np.array([0.25, 0.5, 0.75])
SURE = 0.9


class Found(NamedTuple):
    """Shares of trials: the right band named; sure of it and right; sure of it and wrong."""

    right: float
    sure: float
    wrong: float


def usual(bands: int) -> Floats:
    """What anyone may know beforehand: how values spread over all organisations."""
    if bands == SCORE_BANDS:
        edges, mean, spread = np.arange(0.0, 101.0, 5.0), 47.0, 20.0
    else:
        edges, mean, spread = np.arange(0.0, RUNGS + 1.0), 4.5, 1.65
    edges[0], edges[-1] = -1e9, 1e9
    reached = [NormalDist(mean, spread).cdf(edge) for edge in edges]
    return np.diff(np.array(reached))


def epsilons(organisations: int, most: float) -> float:
    """The epsilon of a quartile, as the policy has it."""
    return min(most, Policy.spread / organisations)


def chances(counts: Floats, odds: float) -> Floats:
    """The chance of each band for the three quartiles: (..., bands) to (..., 3, bands)."""
    counts = np.asarray(counts, float)
    upto = counts.cumsum(-1)
    below = (upto - counts)[..., None, :]
    rank = QUARTERS[:, None] * counts.sum(-1)[..., None, None]
    far = np.maximum(np.maximum(below - rank, rank - upto[..., None, :]), 0)
    weights = np.exp(-odds / 2 * far)
    shares: Floats = weights / weights.sum(-1, keepdims=True)
    return shares


def placings(others: int, bands: int, number: int, random: Random) -> Floats:
    """Ways in which an attacker may place so many false organisations: on one to five bands."""
    made = (
        random.choice(random.choice(bands, random.integers(1, 6)), others) for _ in range(number)
    )
    return np.array([np.bincount(each, minlength=bands) for each in made])


def name_a_band(
    organisations: int,
    bands: int,
    draws: tuple[float, ...],
    random: Random,
    trials: int,
    ways: int = 400,
    tried: int = 60,
) -> Found:
    """All others are the attacker's own and move before each draw to where they tell the most by
    what is known so far. `draws` are the greatest epsilons of the draws, one after the other.

    They see the three quartiles as drawn, before they are put in order: more than is shown.
    """
    prior, pool = usual(bands), placings(organisations - 1, bands, ways, random)
    truth = random.choice(bands, trials, p=prior)
    believed = np.tile(prior, (trials, 1))
    tables = {
        most: chances(pool[:, None] + np.eye(bands), epsilons(organisations, most))
        for most in set(draws)
    }
    for most in draws:
        some = random.choice(ways, tried, replace=False)
        table = tables[most][some]
        best = _most_telling(believed, table)
        shown = _drawn(table[best, truth], random)
        for quarter in range(len(QUARTERS)):
            told = table[best, :, quarter, shown[:, quarter]]
            believed *= told
        believed /= believed.sum(1, keepdims=True)
    named, certainty = believed.argmax(1), believed.max(1)
    right = named == truth
    sure = certainty > SURE
    return Found(right.mean(), (sure & right).mean(), (sure & ~right).mean())


def _most_telling(believed: Floats, table: Floats) -> Floats:
    """For each trial the placing whose draw would tell the most of the target's band."""
    ways, bands = table.shape[:2]
    per_band = (table * np.log(table)).sum((2, 3))
    flat = table.reshape(ways, bands, -1).transpose(1, 0, 2).reshape(bands, -1)
    expected = believed @ flat
    mixed = (expected * np.log(expected)).reshape(len(believed), ways, -1).sum(2)
    best: Floats = (believed @ per_band.T - mixed).argmax(1)
    return best


def _drawn(table: Floats, random: Random) -> Floats:
    """A band for each trial and quarter by its chances: (trials, 3, bands) to (trials, 3)."""
    numbers = random.random(table.shape[:2])[..., None]
    drawn: Floats = (numbers > table.cumsum(-1)).sum(-1).clip(0, table.shape[-1] - 1)
    return drawn
