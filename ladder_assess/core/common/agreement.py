"""How far several raters of the same cases agree on one thing, and how sure that figure is.

Krippendorff's alpha (K. Krippendorff, Content Analysis, chapter on reliability): of answers with an
order it counts how far apart two of them are, of others only whether they differ. Its interval is
the bootstrap's: cases are drawn with replacement, because it is other cases that one asks about.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from ladder_assess.core.common.reliability import alpha_of, krippendorff_alpha, rated

ORDINAL, NOMINAL = "ordinal", "nominal"
# Under these an interval says less than it seems to.
FEWEST_CASES = 5
DRAWS = 1000
# Of many cases fewer samples say as much, and nobody waits for minutes: so many cases in all,
# though never fewer samples than these.
MOST_DRAWN, FEWEST_DRAWS = 2_000_000, 200
CERTAINTY = 0.95

Ranks = Sequence[int]
# Draws a whole number from 0 that is below the one given.
Below = Callable[[int], int]


@dataclass(frozen=True)
class RaterAgreement:
    """Alpha over `cases` that two raters or more rated, with `ratings` in all, which make so many
    `pairs` of raters of one case; `low` and `high` are 95 % limits. Each is None where it is not
    defined: alpha where nothing differs, the limits also below five cases.
    """

    metric: str
    alpha: float | None
    low: float | None
    high: float | None
    cases: int
    ratings: int
    pairs: int

    @property
    def alike(self) -> bool:
        """Is every rating the same, of every case? Alpha is not defined then."""
        return self.alpha is None and self.cases > 0


def agreed(cases: Sequence[Ranks], metric: str, below: Below, draws: int = DRAWS) -> RaterAgreement:
    """How far raters agree. Each case holds a rank for each rating of it: for NOMINAL any number
    that stands for the answer. `below` draws the cases of the bootstrap, so many times (fewer
    of more than 2,000 cases).
    """
    paired = [case for case in cases if len(case) > 1]
    nominal = metric == NOMINAL
    alpha = krippendorff_alpha(paired, nominal=nominal)
    low, high = (None, None) if alpha is None else _limits(paired, below, draws, nominal=nominal)
    pairs = sum(len(case) * (len(case) - 1) // 2 for case in paired)
    return RaterAgreement(metric, alpha, low, high, len(paired), sum(map(len, paired)), pairs)


def _limits(
    cases: Sequence[Ranks], below: Below, draws: int, *, nominal: bool
) -> tuple[float | None, float | None]:
    """The 2.5th and the 97.5th percentile of alpha over cases drawn again and again."""
    if len(cases) < FEWEST_CASES or not draws:
        return None, None
    count, each = len(cases), [rated(case) for case in cases]
    draws = min(draws, max(FEWEST_DRAWS, MOST_DRAWN // count))
    # Counted by number: a number is found much faster than what it stands for.
    kinds = list(dict.fromkeys(each))
    numbers = [kinds.index(unit) for unit in each]
    counted = (Counter(numbers[below(count)] for _ in range(count)) for _ in range(draws))
    drawn = (Counter({kinds[n]: times for n, times in sample.items()}) for sample in counted)
    # Cases that are all rated alike leave alpha undefined; full agreement is what they show.
    found = sorted(
        1.0 if alpha is None else alpha
        for alpha in (alpha_of(sample, nominal=nominal) for sample in drawn)
    )
    tail = (1 - CERTAINTY) / 2 * (draws - 1)
    return found[floor(tail)], found[ceil(draws - 1 - tail)]


def apart(ranks: Ranks, widest: int, metric: str) -> float | None:
    """How far apart two raters of a case are on the mean, from 0 to 1; None for a single rating.

    `widest` is the distance of the first option from the last.
    """
    pairs = len(ranks) * (len(ranks) - 1) / 2
    if not pairs:
        return None
    both = [(a, b) for place, a in enumerate(ranks) for b in ranks[place + 1 :]]
    if metric == NOMINAL:
        return sum(a != b for a, b in both) / pairs
    return sum(abs(a - b) for a, b in both) / pairs / max(widest, 1)
