"""One common factor behind several items, by maximum likelihood.

D. N. Lawley & A. E. Maxwell, Factor Analysis as a Statistical Method; the steps are those of D. B.
Rubin & D. T. Thayer (1982), "EM algorithms for ML factor analysis", made faster by extrapolation
(R. Varadhan & C. Roland, 2008). One factor needs no matrix to be inverted, hence no library.
"""

from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

Matrix = Sequence[Sequence[float]]
# A uniqueness of nothing has no likelihood: the usual bound keeps it away from there.
LEAST_UNIQUE = 0.005
CLOSE = 1e-11
MOST_STEPS = 20_000


class OneFactor(NamedTuple):
    """What each item shares with the factor, and the variance that is its own."""

    loadings: tuple[float, ...]
    unique: tuple[float, ...]


def one_factor(correlations: Matrix) -> OneFactor:
    """The solution for three items or more, from their correlations; the sign of all loadings
    together means nothing.
    """
    size = len(correlations)
    here = _start(correlations)
    for _ in range(MOST_STEPS):
        first = _step(correlations, here)
        second = _step(correlations, first)
        if max(abs(a - b) for a, b in zip(first, second, strict=True)) < CLOSE:
            break
        further = _step(correlations, _extrapolate(here, first, second))
        better = _misfit(correlations, further) <= _misfit(correlations, second)
        here = further if better else second
    return OneFactor(tuple(here[:size]), tuple(here[size:]))


def _start(matrix: Matrix) -> list[float]:
    """Loadings along the direction in which the items vary most."""
    widest = max(matrix, key=lambda row: sum(map(abs, row)))
    loadings = list(widest)
    for _ in range(50):
        turned = [_dot(row, loadings) for row in matrix]
        length = sqrt(_dot(turned, turned))
        loadings = [value / length for value in turned]
    spread = sqrt(length) * 0.8
    loadings = [max(-0.95, min(0.95, value * spread)) for value in loadings]
    return loadings + [1 - value * value for value in loadings]


def _step(matrix: Matrix, point: list[float]) -> list[float]:
    """One step of expectation and maximisation: it never fits worse."""
    size = len(matrix)
    loadings, unique = point[:size], point[size:]
    weights = [a / u for a, u in zip(loadings, unique, strict=True)]
    scale = 1 + _dot(weights, loadings)
    weights = [weight / scale for weight in weights]
    shared = [_dot(row, weights) for row in matrix]
    factor = 1 / scale + _dot(shared, weights)
    found = [value / factor for value in shared]
    own = [matrix[i][i] - found[i] * shared[i] for i in range(size)]
    return found + [max(value, LEAST_UNIQUE) for value in own]


def _extrapolate(here: list[float], first: list[float], second: list[float]) -> list[float]:
    size = len(here) // 2
    moved = [b - a for a, b in zip(here, first, strict=True)]
    bent = [(c - b) - m for b, c, m in zip(first, second, moved, strict=True)]
    curve = _dot(bent, bent)
    length = max(1.0, sqrt(_dot(moved, moved) / curve)) if curve else 1.0
    far = [
        a + 2 * length * m + length * length * v for a, m, v in zip(here, moved, bent, strict=True)
    ]
    return far[:size] + [min(1.0, max(value, LEAST_UNIQUE)) for value in far[size:]]


def _misfit(matrix: Matrix, point: list[float]) -> float:
    """Minus twice the log likelihood for one respondent, but for a constant."""
    size = len(matrix)
    loadings, unique = point[:size], point[size:]
    weights = [a / u for a, u in zip(loadings, unique, strict=True)]
    scale = 1 + _dot(weights, loadings)
    fitted = _dot(weights, [_dot(row, weights) for row in matrix]) / scale
    return sum(log(u) + matrix[i][i] / u for i, u in enumerate(unique)) + log(scale) - fitted


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(float.__mul__, left, right))
