"""Newton's steps for one common factor: from nearby they find the best fit in a few, where those of
expectation and maximisation need thousands once an item is explained almost in full.

R. I. Jennrich & S. M. Robinson (1969), A Newton-Raphson algorithm for maximum likelihood factor
analysis; each item's own variance is taken by its logarithm, so that it stays above nothing.
"""

from collections.abc import Iterator, Sequence
from math import exp, log
from typing import NamedTuple

Matrix = Sequence[Sequence[float]]
Table = list[list[float]]
# No own variance grows or shrinks by more than this factor at once: far off, the curve misleads.
MOST_AT_ONCE = log(10)
DAMPED = (0.0, 1e-4, 1e-3, 0.01, 0.1, 1.0)


class _Slope(NamedTuple):
    """How the misfit changes with each loading, then with the logarithm of each own variance."""

    down: list[float]
    bend: Table


def newton_steps(matrix: Matrix, point: list[float], least: float) -> Iterator[list[float]]:
    """Where the misfit would be least if it were as bent everywhere as at `point`, then nearer and
    nearer places, for where that leads astray (K. Levenberg, 1944); none where it bends downwards.

    `point` has a loading for each item and then its own variance, of which none falls below
    `least`: where one lies there and would fall, it stays.
    """
    size = len(matrix)
    slope = _slope(matrix, point)
    stays = {
        size + i for i, own in enumerate(point[size:]) if own <= least and slope.down[size + i] < 0
    }
    free = [place for place in range(2 * size) if place not in stays]
    down = [slope.down[i] for i in free]
    for more in DAMPED:
        bend = [[slope.bend[i][j] + more * (i == j) for j in free] for i in free]
        found = solved(bend, down)
        if found is not None:
            yield _moved(point, dict(zip(free, found, strict=True)), least)


def _moved(point: list[float], moves: dict[int, float], least: float) -> list[float]:
    size = len(point) // 2
    most = max(abs(moves.get(size + i, 0.0)) for i in range(size))
    share = min(1.0, MOST_AT_ONCE / most) if most else 1.0
    loadings = [point[i] + share * moves[i] for i in range(size)]
    own = [point[size + i] * exp(share * moves.get(size + i, 0.0)) for i in range(size)]
    return loadings + [max(value, least) for value in own]


def _slope(matrix: Matrix, point: list[float]) -> _Slope:
    """First and second derivatives of log |S| + trace(matrix / S), with S what the point implies:
    the products of the loadings, and each own variance on the diagonal.
    """
    size = len(matrix)
    a, own = point[:size], point[size:]
    inverse = _inverse(a, own)
    seen = _times(_times(inverse, matrix), inverse)
    ia, sa = _on(inverse, a), _on(seen, a)
    aia, asa = _dot(a, ia), _dot(a, sa)
    off = [[i - s for i, s in zip(*rows, strict=True)] for rows in zip(inverse, seen, strict=True)]
    down = [-2 * value for value in _on(off, a)] + [-own[i] * off[i][i] for i in range(size)]
    bend = [[0.0] * (2 * size) for _ in range(2 * size)]
    for i in range(size):
        for j in range(size):
            p, t = inverse[i][j], seen[i][j]
            bend[i][j] = 2 * (
                off[i][j]
                + p * (asa - aia)
                + t * aia
                - ia[i] * ia[j]
                + ia[i] * sa[j]
                + sa[i] * ia[j]
            )
            bend[size + i][size + j] = own[i] * own[j] * p * (2 * t - p)
            mixed = 2 * own[i] * (p * (sa[i] - ia[i]) + t * ia[i])
            bend[size + i][j] = bend[j][size + i] = mixed
        bend[size + i][size + i] += own[i] * off[i][i]
    return _Slope(down, bend)


def _inverse(loadings: list[float], own: list[float]) -> Table:
    """Of the products of the loadings with own variances on the diagonal (Sherman & Morrison)."""
    weights = [a / u for a, u in zip(loadings, own, strict=True)]
    scale = 1 + _dot(weights, loadings)
    table = [[-v * w / scale for w in weights] for v in weights]
    for i, value in enumerate(own):
        table[i][i] += 1 / value
    return table


def solved(matrix: Matrix, right: Sequence[float]) -> list[float] | None:
    """What `matrix` takes to `right`; None unless it is symmetric and bends upwards everywhere
    (positive definite), which the pivots of Gauss's elimination tell.
    """
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place, pivot in enumerate(rows):
        if pivot[place] <= 1e-12 * abs(matrix[place][place]):
            return None
        for row in rows[place + 1 :]:
            share = row[place] / pivot[place]
            row[place:] = [r - share * p for r, p in zip(row[place:], pivot[place:], strict=True)]
    found: list[float] = []
    for place in reversed(range(len(rows))):
        row = rows[place]
        known = _dot(row[place + 1 : -1], found[::-1])
        found.append((row[-1] - known) / row[place])
    return found[::-1]


def _times(left: Matrix, right: Matrix) -> Table:
    columns = list(zip(*right, strict=True))
    return [[_dot(row, column) for column in columns] for row in left]


def _on(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [_dot(row, vector) for row in matrix]


def _dot(left: Sequence[float], right: Sequence[float]) -> float:
    return sum(map(float.__mul__, left, right))
