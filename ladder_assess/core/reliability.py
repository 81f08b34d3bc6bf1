"""Agreement between raters: Krippendorff's alpha for ordinal data.

K. Krippendorff, Content Analysis, chapter on reliability; domain.md 3 says where it is used.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

Units = Sequence[Sequence[int]]


def krippendorff_alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Alpha over some units, each the ranks that its raters gave it; 1 is full agreement.

    A unit with fewer than two ratings says nothing and is passed over. None where alpha is not
    defined: nothing to compare, or no rating that differs from any other.
    """
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(rank for unit in paired for rank in unit)
    distances = _distances(counts)
    observed = sum(_disagreement(Counter(unit), distances) / (len(unit) - 1) for unit in paired)
    expected = _disagreement(counts, distances) / max(counts.total() - 1, 1)
    return 1 - observed / expected if expected else None


def _distances(counts: Counter[int]) -> dict[tuple[int, int], float]:
    """The squared ordinal distance of each two ranks: how many ratings lie between them."""
    ranks = sorted(counts)
    found = {}
    for low, high in combinations(ranks, 2):
        between = sum(counts[rank] for rank in ranks if low <= rank <= high)
        found[low, high] = (between - (counts[low] + counts[high]) / 2) ** 2
    return found


def _disagreement(counts: Counter[int], distances: dict[tuple[int, int], float]) -> float:
    """The distances of all pairs of ratings, each pair counted once."""
    pairs = combinations(sorted(counts), 2)
    return sum(counts[low] * counts[high] * distances[low, high] for low, high in pairs)
