"""One common factor behind several items, by maximum likelihood.

D. N. Lawley & A. E. Maxwell, Factor Analysis as a Statistical Method; the steps are those of D. B.
Rubin & D. T. Thayer (1982), "EM algorithms for ML factor analysis", made faster by extrapolation
(R. Varadhan & C. Roland, 2008). One factor needs no matrix to be inverted, hence no library.
"""

from collections.abc import Iterator, Sequence
from math import log, sqrt
from typing import NamedTuple

from ladder_assess.core.common.curvature import Matrix, newton_steps

# A uniqueness of nothing has no likelihood: the usual bound keeps it away from there.
LEAST_UNIQUE = 0.005
CLOSE = 1e-11
MOST_STEPS = 20_000
# So far from each start, and on from so many: a hill can begin low and end high.
FIRST_STEPS = 40
GO_ON = 2
# Decimals of minus twice the log likelihood.
ALIKE = 5


class OneFactor(NamedTuple):
    """What each item shares with the factor, and the variance that is its own."""

    loadings: tuple[float, ...]
    unique: tuple[float, ...]


def one_factor(correlations: Matrix) -> OneFactor:
    """The solution for three items or more, from their correlations; the sign of all loadings
    together means nothing.

    With few respondents and a weak factor the likelihood has several hills. So it is climbed from
    several places, a little way from each, and on from those that are highest then.
    """
    size = len(correlations)
    tried = [_climb(correlations, start, FIRST_STEPS) for start in _starts(correlations)]
    # What fits alike is on the same hill.
    hills = {round(_misfit(correlations, point), ALIKE): point for point in reversed(tried)}
    found = [_to_the_top(correlations, hills[fit]) for fit in sorted(hills)[:GO_ON]]
    best = min(found, key=lambda point: _misfit(correlations, point))
    return OneFactor(tuple(best[:size]), tuple(best[size:]))


def _to_the_top(correlations: Matrix, here: list[float]) -> list[float]:
    """Up one hill by Newton's steps where they lead upwards, otherwise by the patient ones."""
    for _ in range(MOST_STEPS):
        there = _further_up(correlations, here)
        if max(abs(a - b) for a, b in zip(here, there, strict=True)) < CLOSE:
            break
        here = there
    return here


def _further_up(correlations: Matrix, here: list[float]) -> list[float]:
    now = _misfit(correlations, here)
    for there in newton_steps(correlations, here, LEAST_UNIQUE):
        settled = _step(correlations, there)
        if _misfit(correlations, settled) <= now:
            return settled
    return _climb(correlations, here, 1)


def _climb(correlations: Matrix, here: list[float], most: int) -> list[float]:
    """Better and better points, until they hardly move any more or after so many steps."""
    for _ in range(most):
        first = _step(correlations, here)
        second = _step(correlations, first)
        if max(abs(a - b) for a, b in zip(first, second, strict=True)) < CLOSE:
            break
        further = _step(correlations, _extrapolate(here, first, second))
        better = _misfit(correlations, further) <= _misfit(correlations, second)
        here = further if better else second
    return here


def _starts(matrix: Matrix) -> Iterator[list[float]]:
    """What all items share most of, and for each item that the factor is next to it alone: every
    hill that was found lies near one of these.
    """
    yield _start(matrix)
    for row in matrix:
        loadings = [max(-0.95, min(0.95, value)) for value in row]
        yield loadings + [1 - value * value for value in loadings]


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
