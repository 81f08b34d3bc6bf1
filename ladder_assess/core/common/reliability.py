"""How far ratings agree and items go together (method/instruments.md).

Between raters: Krippendorff's alpha for ordinal and for nominal data (K. Krippendorff, Content
Analysis, chapter on reliability). Between items: Cronbach's alpha (L. J. Cronbach, 1951),
McDonald's omega total (R. P. McDonald, Test Theory, 1999) and the correlation of each item with the
sum of the others.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations
from math import sqrt
from operator import mul

from ladder_assess.core.common.curvature import Matrix
from ladder_assess.core.common.one_factor import one_factor

# Each rank that a unit was given, the lowest first, and how often.
Rated = tuple[tuple[int, int], ...]
# Policy (method/benchmarks.md): it may be raised, never lowered.
FEWEST_RESPONDENTS = 30
FEWEST_FOR_A_FACTOR = 3
TOO_FEW = f"fewer than {FEWEST_RESPONDENTS} respondents answered every item"
ONE_ITEM = "it takes two items or more"
NO_FACTOR = f"omega takes {FEWEST_FOR_A_FACTOR} items or more that not everyone answered alike"
NO_SPREAD = "everyone has the same sum of answers"


@dataclass(frozen=True)
class Consistency:
    """How far items go together. `n` respondents answered all `items` of them; the figures are at
    most 1, None where `reasons` says why.
    """

    n: int
    items: int
    alpha: float | None
    omega_total: float | None
    item_rest: Mapping[str, float | None]
    reasons: tuple[str, ...] = ()


def consistency(columns: Mapping[str, Sequence[float | None]]) -> Consistency:
    """The figures for some items, each the answers of the same respondents in the same order.

    Only those who answered every item count. Reverse-keyed items must have been turned round. The
    figures are about the plain sum of the items, as the scores are: none is standardised.
    """
    rows = [row for row in zip(*columns.values(), strict=True) if None not in row]
    complete = [[float(value or 0) for value in column] for column in zip(*rows, strict=True)]
    reason = TOO_FEW if len(rows) < FEWEST_RESPONDENTS else ONE_ITEM if len(columns) < 2 else ""
    if reason:
        return hidden(columns, reason, len(rows))
    covariances = _covariances(complete)
    if not _total(covariances):
        return hidden(columns, NO_SPREAD, len(rows))
    omega = omega_total(covariances)
    return Consistency(
        n=len(rows),
        items=len(columns),
        alpha=cronbach_alpha(covariances),
        omega_total=omega,
        item_rest=dict(zip(columns, _item_rest(covariances), strict=True)),
        reasons=() if omega is not None else (NO_FACTOR,),
    )


def hidden(
    columns: Mapping[str, Sequence[object]], reason: str, n: int | None = None
) -> Consistency:
    """No figures of some items, and why; where `n` is left out, everybody answered all of them."""
    people = max(map(len, columns.values()), default=0) if n is None else n
    return Consistency(people, len(columns), None, None, dict.fromkeys(columns), (reason,))


def cronbach_alpha(covariances: Matrix) -> float:
    """Alpha of two items or more whose sum varies, from their covariances."""
    size = len(covariances)
    own = sum(covariances[i][i] for i in range(size))
    return size / (size - 1) * (1 - own / _total(covariances))


def omega_total(covariances: Matrix) -> float | None:
    """The share of the sum's variance that one common factor accounts for, in the solution of
    maximum likelihood; None where fewer than three items vary.
    """
    varying = [i for i in range(len(covariances)) if covariances[i][i] > 0]
    if len(varying) < FEWEST_FOR_A_FACTOR:
        return None
    spread = {i: sqrt(covariances[i][i]) for i in varying}
    found = one_factor(
        [[covariances[i][j] / spread[i] / spread[j] for j in varying] for i in varying]
    )
    common = float(sum(map(mul, found.loadings, spread.values())) ** 2)
    unique = sum(u * s * s for u, s in zip(found.unique, spread.values(), strict=True))
    return common / (common + unique)


def _item_rest(covariances: Matrix) -> list[float | None]:
    """Each item's correlation with the sum of the others; None where either does not vary."""
    total, sums = _total(covariances), [sum(row) for row in covariances]
    found: list[float | None] = []
    for i, with_all in enumerate(sums):
        own = covariances[i][i]
        rest = total - 2 * with_all + own
        varies = own > 0 and rest > total * 1e-12
        found.append((with_all - own) / sqrt(own * rest) if varies else None)
    return found


def _covariances(columns: Sequence[Sequence[float]]) -> Matrix:
    n = len(columns[0])
    means = [sum(column) / n for column in columns]
    centred = [[v - m for v in column] for column, m in zip(columns, means, strict=True)]
    # Answers that are all alike can leave a trace of rounding: that is no variance.
    kept = [
        c if max(column) > min(column) else [0.0] * n
        for c, column in zip(centred, columns, strict=True)
    ]
    return [[sum(map(mul, left, right)) / (n - 1) for right in kept] for left in kept]


def _total(covariances: Matrix) -> float:
    """The variance of the sum of all items."""
    total = sum(map(sum, covariances))
    own = sum(row[i] for i, row in enumerate(covariances))
    return total if total > own * 1e-12 else 0.0


def krippendorff_alpha(units: Iterable[Sequence[int]], *, nominal: bool = False) -> float | None:
    """Alpha over some units, each the ranks that its raters gave it; 1 is full agreement.

    Where the ratings are `nominal`, any two that differ are as far apart as any other two. A unit
    with fewer than two ratings says nothing and is passed over. None where alpha is not defined:
    nothing to compare, or no rating that differs from any other.
    """
    return alpha_of(Counter(map(rated, units)), nominal=nominal)


def rated(unit: Sequence[int]) -> Rated:
    """How often a unit was given each rank: all that alpha knows of it."""
    return tuple(sorted(Counter(unit).items()))


def alpha_of(units: Counter[Rated], *, nominal: bool = False) -> float | None:
    """The same of units that are counted, those rated alike together: quick to work out again."""
    sizes = ((unit, times, sum(given for _, given in unit)) for unit, times in units.items())
    paired = [(unit, times, size) for unit, times, size in sizes if size > 1]
    counts: Counter[int] = Counter()
    for unit, times, _ in paired:
        for rank, given in unit:
            counts[rank] += given * times
    distances = {} if nominal else _distances(counts)

    def disagreement(counts: Rated) -> float:
        return differing(counts) if nominal else _disagreement(counts, distances)

    observed = sum(
        times * disagreement(unit) / (size - 1) for unit, times, size in paired if len(unit) > 1
    )
    expected = disagreement(tuple(sorted(counts.items()))) / max(counts.total() - 1, 1)
    return 1 - observed / expected if expected else None


def differing(counts: Rated) -> float:
    """How many pairs of ratings differ, each pair counted once."""
    given = [count for _, count in counts]
    return (sum(given) ** 2 - sum(count * count for count in given)) / 2


def _distances(counts: Counter[int]) -> dict[tuple[int, int], float]:
    """The squared ordinal distance of each two ranks: how many ratings lie between them."""
    ranks = sorted(counts)
    # How many ratings are of a rank or of one below it.
    up_to = dict(zip(ranks, accumulate(counts[rank] for rank in ranks), strict=True))
    return {
        (low, high): (up_to[high] - up_to[low] + (counts[low] - counts[high]) / 2) ** 2
        for low, high in combinations(ranks, 2)
    }


def _disagreement(counts: Rated, distances: dict[tuple[int, int], float]) -> float:
    """The distances of all pairs of ratings, each pair counted once."""
    pairs = combinations(counts, 2)
    return sum(few * many * distances[low, high] for (low, few), (high, many) in pairs)
