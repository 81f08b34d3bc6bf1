"""Alpha, omega and item-rest correlations, against published figures and independent libraries."""

import warnings
from itertools import pairwise
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ladder_assess.core.common import one_factor as fitting
from ladder_assess.core.common.curvature import solved
from ladder_assess.core.common.one_factor import LEAST_UNIQUE, OneFactor, one_factor
from ladder_assess.core.common.reliability import (
    FEWEST_RESPONDENTS,
    NO_FACTOR,
    NO_SPREAD,
    ONE_ITEM,
    TOO_FEW,
    Consistency,
    consistency,
    cronbach_alpha,
    omega_total,
)

Table = NDArray[np.float64]
# Smith & Stanley (1983), six tests of ability taken by 112 people: general, picture, blocks, maze,
# reading, vocabulary. As printed in Bartholomew & Knott, and as R has it (`ability.cov`).
ABILITY = (
    (24.641, 5.991, 33.520, 6.023, 20.755, 29.701),
    (5.991, 6.700, 18.137, 1.782, 4.936, 7.204),
    (33.520, 18.137, 149.831, 19.424, 31.430, 50.753),
    (6.023, 1.782, 19.424, 12.711, 4.757, 9.075),
    (20.755, 4.936, 31.430, 4.757, 52.604, 66.762),
    (29.701, 7.204, 50.753, 9.075, 66.762, 135.292),
)
# What the documentation of R's `factanal` prints for one factor behind them.
UNIQUE = (0.535, 0.853, 0.748, 0.910, 0.232, 0.280)
LOADINGS = (0.682, 0.384, 0.502, 0.300, 0.877, 0.849)
# Chatterjee & Price (1977), ratings of 30 departments, as R has them (`attitude`); the figures are
# those printed in the documentation of the R package psych.
ATTITUDE = {
    "rating": "43 63 71 61 81 43 58 71 72 67 64 67 69 68 77 "
    "81 74 65 65 50 50 64 53 40 63 66 78 48 85 82",
    "complaints": "51 64 70 63 78 55 67 75 82 61 53 60 62 83 77 "
    "90 85 60 70 58 40 61 66 37 54 77 75 57 85 82",
    "privileges": "30 51 68 45 56 49 42 50 72 45 53 47 57 83 54 "
    "50 64 65 46 68 33 52 52 42 42 66 58 44 71 39",
    "learning": "39 54 69 47 66 44 56 55 67 47 58 39 42 45 72 "
    "72 69 75 57 54 34 62 50 58 48 63 74 45 71 59",
    "raises": "61 63 76 54 71 54 66 70 71 62 58 59 55 59 79 "
    "60 79 55 75 64 43 66 63 50 66 88 80 51 77 64",
    "critical": "92 73 86 84 83 49 68 66 83 80 67 74 63 77 77 "
    "54 79 80 85 78 64 80 80 57 75 76 78 83 74 78",
    "advance": "45 47 48 35 47 34 35 41 31 41 34 41 25 35 46 "
    "36 63 60 46 52 33 41 37 49 33 72 49 38 55 39",
}
REST = {
    "rating": 0.67, "complaints": 0.74, "privileges": 0.56, "learning": 0.71, "raises": 0.79,
    "critical": 0.27, "advance": 0.46,
}  # fmt: skip


def of(table: Table) -> Consistency:
    return consistency({f"i{n}": list(column) for n, column in enumerate(table.T)})


def correlations(covariances: tuple[tuple[float, ...], ...]) -> list[list[float]]:
    spread = [row[i] ** 0.5 for i, row in enumerate(covariances)]
    return [
        [value / spread[i] / spread[j] for j, value in enumerate(row)]
        for i, row in enumerate(covariances)
    ]


def test_the_published_solution_of_one_factor() -> None:
    found = one_factor(correlations(ABILITY))
    assert [round(value, 3) for value in found.unique] == list(UNIQUE)
    assert [round(value, 3) for value in found.loadings] == list(LOADINGS)


def test_omega_follows_from_the_published_solution() -> None:
    spread = [row[i] ** 0.5 for i, row in enumerate(ABILITY)]
    common = sum(a * s for a, s in zip(LOADINGS, spread, strict=True)) ** 2
    unique = sum(u * s * s for u, s in zip(UNIQUE, spread, strict=True))
    assert omega_total(ABILITY) == pytest.approx(common / (common + unique), abs=0.001)


def test_the_published_alpha_and_item_rest_correlations() -> None:
    found = consistency({name: [float(v) for v in row.split()] for name, row in ATTITUDE.items()})
    assert (found.n, found.items) == (30, 7)
    assert found.alpha == pytest.approx(0.84, abs=0.005)
    assert found.item_rest == {name: pytest.approx(r, abs=0.0051) for name, r in REST.items()}


def test_where_one_factor_is_exact_omega_is_known() -> None:
    """R. P. McDonald's definition, on covariances that one factor explains in full."""
    loadings, unique = (1.0, 2.0, 0.5, 1.5), (1.0, 0.5, 2.0, 1.0)
    covariances = [
        [a * b + (u if i == j else 0) for j, b in enumerate(loadings)]
        for i, (a, u) in enumerate(zip(loadings, unique, strict=True))
    ]
    assert omega_total(covariances) == pytest.approx(25 / 29.5, abs=1e-6)
    # Where all load alike, alpha is the same.
    equal = [[1.5 if i == j else 0.5 for j in range(5)] for i in range(5)]
    assert omega_total(equal) == pytest.approx(cronbach_alpha(equal), abs=1e-6)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Answers from 1 to 5 that one factor lies behind, more or less."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, items = draw(st.integers(150, 400)), draw(st.integers(4, 9))
    factor = chance.normal(size=(n, 1)) * chance.uniform(0.8, 1.2, items)
    table: Table = np.clip(np.round(factor + chance.normal(size=(n, items)) + 3), 1, 5)
    return table


@pytest.mark.thorough
@given(tables())
@settings(max_examples=40, deadline=None)
def test_as_independent_libraries_have_it(table: Table) -> None:
    found = of(table)
    sums = table.sum(axis=1)
    size = table.shape[1]
    alpha = size / (size - 1) * (1 - table.var(axis=0, ddof=1).sum() / sums.var(ddof=1))
    assert found.alpha == pytest.approx(alpha)
    rest = [np.corrcoef(column, sums - column)[0, 1] for column in table.T]
    assert list(found.item_rest.values()) == pytest.approx(rest)
    assert found.omega_total == pytest.approx(_omega_by_sklearn(table), abs=2e-4)


def _omega_by_sklearn(table: Table) -> float:
    # Not above: importing it takes a second, in each worker that only collects this file.
    from sklearn.decomposition import FactorAnalysis  # type: ignore[import-untyped]

    spread = table.std(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = FactorAnalysis(1, tol=1e-10, max_iter=20_000, svd_method="lapack")
        model.fit(table / spread)
    common = float((model.components_[0] * spread).sum() ** 2)
    return common / (common + float((model.noise_variance_ * spread**2).sum()))


@pytest.mark.thorough
@pytest.mark.parametrize("first", range(0, 300, 50))
def test_no_local_optimum_is_taken_for_the_best(first: int) -> None:
    """Few respondents and a weak factor, where the likelihood has several hills. From one start our
    fit ended on a lower one in 21 of 340 such tables; the tables above have many respondents and a
    strong factor, so that there is but one hill and they could not see it.
    """
    for seed in range(first, first + 50):
        table = _weak(seed)
        matrix: list[list[float]] = np.atleast_2d(np.corrcoef(table.T)).tolist()
        found = one_factor(matrix)
        assert _fit_of(matrix, found) <= _best_fit_by_scipy(np.array(matrix)) + 1e-5, seed


@pytest.mark.parametrize("seed", [32, 34, 12, 182])
def test_an_item_that_is_nearly_the_factor_is_found_in_few_steps(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Patient steps alone crawled towards the bound: the first of these tables took 120,480."""
    step = mock.Mock(wraps=fitting._step)
    monkeypatch.setattr(fitting, "_step", step)
    matrix = np.atleast_2d(np.corrcoef(_weak(seed).T)).tolist()
    assert min(one_factor(matrix).unique) == LEAST_UNIQUE
    assert step.call_count < 10_000


@given(st.integers(0, 2**32 - 1), st.integers(2, 6))
def test_what_is_solved_is_so_and_only_where_there_is_a_lowest_place(seed: int, size: int) -> None:
    chance = np.random.default_rng(seed)
    table, right = chance.normal(size=(size, size)), chance.normal(size=size)
    bowl = table @ table.T + np.eye(size)
    assert np.array(solved(bowl.tolist(), right.tolist())) == pytest.approx(
        np.linalg.solve(bowl, right)
    )
    saddle = bowl - np.diag([np.linalg.eigvalsh(bowl)[-1] + 1, *[0] * (size - 1)])
    assert solved(saddle.tolist(), right.tolist()) is None


def _weak(seed: int) -> Table:
    """Answers of 30 to 35 people to 3 to 6 items that have little in common."""
    chance = np.random.default_rng(seed)
    n, items = chance.integers(30, 36), chance.integers(3, 7)
    loadings = chance.uniform(0, 0.45, items)
    own = chance.normal(size=(n, items)) * np.sqrt(1 - loadings**2)
    table: Table = np.clip(np.round(3 + 1.2 * (chance.normal(size=(n, 1)) * loadings + own)), 1, 5)
    return table


def _fit_of(matrix: list[list[float]], found: OneFactor) -> float:
    """Minus twice the log likelihood for one respondent, but for a constant, by its definition."""
    loadings = np.array(found.loadings)
    model = np.outer(loadings, loadings) + np.diag(found.unique)
    return float(np.linalg.slogdet(model)[1] + np.trace(np.linalg.solve(model, np.array(matrix))))


def _best_fit_by_scipy(matrix: Table) -> float:
    """The best of several fits by another method: what is each item's own, by quasi-Newton steps,
    with the loadings that go with it (K. G. Jöreskog, 1967).
    """
    # As long to import as some tests take: left to whoever runs this one.
    from scipy.optimize import minimize

    chance = np.random.default_rng(0)
    size = len(matrix)

    def profile(logs: Table) -> tuple[float, Table]:
        root = np.exp(logs / 2)
        values, vectors = np.linalg.eigh(matrix / np.outer(root, root))
        top, along = values[-1], vectors[:, -1]
        fit = logs.sum() + values[:-1].sum() + min(top, 1) + np.log(max(top, 1))
        return fit, 1 - np.diag(matrix) / root**2 + along**2 * max(top - 1, 0)

    starts = [0.5 / np.diag(np.linalg.inv(matrix)), *chance.uniform(0.05, 1, (5, size))]
    bounds = [(np.log(LEAST_UNIQUE), 0.0)] * size
    fits = (
        minimize(profile, np.log(s), jac=True, method="L-BFGS-B", bounds=bounds) for s in starts
    )
    return float(min(fit.fun for fit in fits))


@given(tables(), st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_where_the_scale_begins_and_ends_does_not_matter(table: Table, turned: int) -> None:
    minus, from_six = table.copy(), table.copy()
    minus[:, turned] = -table[:, turned]
    from_six[:, turned] = 6 - table[:, turned]
    one, other = of(minus), of(from_six)
    assert one.alpha == pytest.approx(other.alpha)
    assert one.omega_total == pytest.approx(other.omega_total, abs=1e-6)
    assert list(one.item_rest.values()) == pytest.approx(list(other.item_rest.values()))


@given(tables())
@settings(max_examples=20, deadline=None)
def test_an_item_explained_in_full_stays_within_bounds(table: Table) -> None:
    """Two items that are one and the same leave nothing of their own."""
    doubled = np.column_stack([table, table[:, 0]])
    omega = of(doubled).omega_total
    assert omega is not None
    assert 0 <= omega <= 1
    found = one_factor([list(map(float, row)) for row in np.corrcoef(doubled.T)])
    assert all(LEAST_UNIQUE <= value <= 1 for value in found.unique)


def rows(n: int, items: int = 4) -> Table:
    return np.random.default_rng(n).integers(1, 6, size=(n, items)).astype(float)


def test_figures_are_hidden_below_thirty_respondents_and_the_reason_is_given() -> None:
    few, enough = of(rows(FEWEST_RESPONDENTS - 1)), of(rows(FEWEST_RESPONDENTS))
    assert (few.n, few.alpha, few.omega_total, few.reasons) == (29, None, None, (TOO_FEW,))
    assert set(few.item_rest.values()) == {None}
    assert (enough.n, enough.reasons) == (30, ())
    assert enough.alpha is not None


def test_only_those_who_answered_everything_count() -> None:
    table = rows(40)
    columns: dict[str, list[float | None]] = {f"i{n}": list(c) for n, c in enumerate(table.T)}
    for place in range(5):
        columns["i1"][place] = None
    columns["i2"][39] = None
    assert consistency(columns) == of(table[5:39])
    columns["i3"][5:12] = [None] * 7
    assert consistency(columns).reasons == (TOO_FEW,)


def test_what_is_not_defined_says_why() -> None:
    table = rows(40)
    assert of(table[:, :1]).reasons == (ONE_ITEM,)
    two = of(table[:, :2])
    assert (two.reasons, two.omega_total) == ((NO_FACTOR,), None)
    assert two.alpha is not None
    flat = of(np.full((40, 3), 3.3))
    assert (flat.reasons, flat.alpha) == ((NO_SPREAD,), None)
    opposite = of(np.column_stack([table[:, 0], 6 - table[:, 0]]))
    assert opposite.reasons == (NO_SPREAD,)


def test_an_item_that_everyone_answered_alike_has_no_correlation() -> None:
    table = np.column_stack([rows(40), np.full(40, 0.1)])
    found = of(table)
    assert found.item_rest["i4"] is None
    assert found.omega_total == pytest.approx(of(table[:, :4]).omega_total)
    assert found.items == 5


def test_more_that_is_common_gives_more() -> None:
    chance = np.random.default_rng(7)
    factor, noise = chance.normal(size=(300, 1)), chance.normal(size=(300, 5))
    found = [of(share * factor + noise) for share in (0.0, 0.5, 1.0, 2.0)]
    for less, more in pairwise(found):
        assert less.alpha is not None
        assert more.alpha is not None
        assert less.omega_total is not None
        assert more.omega_total is not None
        assert less.alpha < more.alpha
        assert less.omega_total < more.omega_total
