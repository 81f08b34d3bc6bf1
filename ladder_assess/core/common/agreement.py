"""How far several raters of the same cases agree on one thing, and how sure that figure is.

Krippendorff's alpha (K. Krippendorff, Content Analysis, chapter on reliability): of answers with an
order it counts how far apart two of them are, of others only whether they differ. Its interval is
the bootstrap's: cases are drawn with replacement, because it is other cases that one asks about.

A case is how often it was given each rank (`reliability.rated`): all that is told of it follows
from that, and takes no longer where twenty thousand people rated it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor

from ladder_assess.core.common.reliability import Rated, alpha_of, differing

ORDINAL, NOMINAL = "ordinal", "nominal"
# Under these an interval says less than it seems to.
FEWEST_CASES = 5
DRAWS = 1000
# Of many cases fewer samples say as much, and nobody waits for minutes: so many cases in all,
# though never fewer samples than these.
MOST_DRAWN, FEWEST_DRAWS = 2_000_000, 200
CERTAINTY = 0.95

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


def agreed(cases: Sequence[Rated], metric: str, below: Below, draws: int = DRAWS) -> RaterAgreement:
    """How far raters agree. For NOMINAL a rank is any number that stands for the answer. `below`
    draws the cases of the bootstrap, so many times (fewer of more than 2,000 cases).
    """
    paired = [case for case in cases if ratings(case) > 1]
    nominal = metric == NOMINAL
    alpha = alpha_of(Counter(paired), nominal=nominal)
    low, high = (None, None) if alpha is None else _limits(paired, below, draws, nominal=nominal)
    rated, pairs = sum(map(ratings, paired)), sum(map(pairs_of, paired))
    return RaterAgreement(metric, alpha, low, high, len(paired), rated, pairs)


def ratings(case: Rated) -> int:
    """How many ratings a case has."""
    return sum(given for _, given in case)


def pairs_of(case: Rated) -> int:
    """How many pairs of raters a case has."""
    return ratings(case) * (ratings(case) - 1) // 2


def _limits(
    cases: Sequence[Rated], below: Below, draws: int, *, nominal: bool
) -> tuple[float | None, float | None]:
    """The 2.5th and the 97.5th percentile of alpha over cases drawn again and again."""
    if len(cases) < FEWEST_CASES or not draws:
        return None, None
    count = len(cases)
    draws = min(draws, max(FEWEST_DRAWS, MOST_DRAWN // count))
    # Counted by number: a number is found much faster than what it stands for.
    kinds = list(dict.fromkeys(cases))
    number = {unit: place for place, unit in enumerate(kinds)}
    numbers = [number[unit] for unit in cases]
    counted = (Counter(numbers[below(count)] for _ in range(count)) for _ in range(draws))
    drawn = (Counter({kinds[n]: times for n, times in sample.items()}) for sample in counted)
    # Cases that are all rated alike leave alpha undefined; full agreement is what they show.
    found = sorted(
        1.0 if alpha is None else alpha
        for alpha in (alpha_of(sample, nominal=nominal) for sample in drawn)
    )
    tail = (1 - CERTAINTY) / 2 * (draws - 1)
    return found[floor(tail)], found[ceil(draws - 1 - tail)]


def apart(case: Rated, widest: int, metric: str) -> float | None:
    """How far apart two raters of a case are on the mean, from 0 to 1; None for a single rating.

    `widest` is the distance of the first option from the last.
    """
    pairs = pairs_of(case)
    if not pairs:
        return None
    if metric == NOMINAL:
        return differing(case) / pairs
    far = sum((b - a) * few * many for (a, few), (b, many) in combinations(case, 2))
    return far / pairs / max(widest, 1)
