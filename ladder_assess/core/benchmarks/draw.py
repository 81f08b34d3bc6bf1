"""Draws the quartiles of a group by chance, so that they tell of nobody (method/benchmarks.md).

This is the exponential mechanism of differential privacy (McSherry and Talwar 2007): each band may
come, the more likely the nearer it lies to the quartile, and what one organisation answered changes
the odds of any by at most e to the epsilon.

Own lines, not a library: OpenDP 0.16 was weighed. Its noisy maximum for pure privacy is
permute-and-flip, whose chances are others than those that method/benchmarks.md states and that were
tried by simulation (0.67 for the middle of a group of ten where it says 0.56); the one that does
have them states its loss in another measure; and it adds 265 MB to an installation. What it rightly
warns of,
chances that floating point bends in the tail, cannot happen here: weights are whole numbers, and
the source of chance is asked for a whole number below their sum.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ladder_assess.core.benchmarks.policy import Policy

# Gives a whole number from 0 to below its argument, each as likely: `secrets.randbelow`.
Source = Callable[[int], int]

QUARTERS = (1, 2, 3)
# Distances are counted in quarters of an organisation, so that they are whole numbers.
FOURTHS = 4
# The farthest band is e^37.5 less likely than the nearest, about 2^54: this leaves 74 exact bits.
BITS = 128
DIGITS = 60


class Quartiles(NamedTuple):
    """The places of the bands that were drawn, from the lowest to the highest."""

    lower: int
    median: int
    upper: int


def epsilon(organisations: int, policy: Policy, *, narrow: bool) -> Fraction:
    """How much one organisation may change the odds of a quartile, as an exponent of e."""
    most = Fraction(policy.most_odds(narrow=narrow), 100)
    return min(most, Fraction(policy.spread, organisations))


def distances(counts: Sequence[int], quarter: int) -> list[int]:
    """How far each band lies from the quarter's rank, in quarters of an organisation."""
    rank = quarter * sum(counts)
    upto = [FOURTHS * reached for reached in accumulate(counts)]
    below = [0, *upto[:-1]]
    return [max(0, low - rank, rank - high) for low, high in zip(below, upto, strict=True)]


@lru_cache(10_000)
def _weight(exponent: Fraction) -> int:
    """e to the minus `exponent`, as a whole number of parts of 2 to the BITS."""
    with localcontext() as context:
        context.prec = DIGITS
        power = (-Decimal(exponent.numerator) / exponent.denominator).exp()
        return int(power * 2**BITS)


def weights(counts: Sequence[int], quarter: int, odds: Fraction) -> list[int]:
    """How often each band is drawn for a quarter: its weight over the sum of all is its chance."""
    return [_weight(odds * far / (2 * FOURTHS)) for far in distances(counts, quarter)]


def draw_quartiles(
    counts: Sequence[int], policy: Policy | None, source: Source, *, narrow: bool
) -> Quartiles | None:
    """Draw the quartiles of a group from how many organisations have their value in each band.

    None where there are too few, or no policy. One whole number is taken from `source` a quarter.
    """
    organisations = sum(counts)
    if policy is None or min(counts) < 0 or organisations < policy.least(narrow=narrow):
        return None
    odds = epsilon(organisations, policy, narrow=narrow)
    drawn = (_pick(weights(counts, quarter, odds), source) for quarter in QUARTERS)
    return Quartiles(*sorted(drawn))


def _pick(parts: Sequence[int], source: Source) -> int:
    reached = list(accumulate(parts))
    number = source(reached[-1])
    return next(place for place, sum_ in enumerate(reached) if number < sum_)
