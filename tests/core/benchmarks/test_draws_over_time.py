"""Draws over years: kept apart, spent on no answer too often, young, complete, and of use."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from statistics import fmean

import pytest

from ladder_assess.core.benchmarks.groups import groups_of, is_narrow, wider_than
from ladder_assess.core.benchmarks.scale import SCORE, WIDTH
from ladder_assess.core.benchmarks.schedule import is_shown, months_on
from tests.core.benchmarks.world import Draw, World, first_of_month, world

pytestmark = pytest.mark.thorough

FIVE_YEARS, TWO_YEARS, SIZE = 60, 24, 400


def by_group(made: World) -> dict[str, list[Draw]]:
    found: dict[str, list[Draw]] = defaultdict(list)
    for draw in made.draws:
        found[draw.group].append(draw)
    return found


def troubled(seed: int, months: int = FIVE_YEARS, number: int = 150) -> World:
    """A world in which jobs are killed and clocks set forward and back."""
    made = world(seed, number)
    chance = made.random
    for month in range(months):
        day = first_of_month(month) + timedelta(days=chance.randrange(28))
        made.live(day)
        erased = list(made.organisations)[:1] if chance.random() < 0.2 else []
        for one in erased:
            del made.organisations[one]
        if chance.random() < 0.3:
            # Somebody's second organisation, and one that nobody has confirmed.
            made.organisations[made.join(day)].owner = 1
            made.organisations[made.join(day)].confirmed = False
        wrong = day + timedelta(days=chance.choice([0, 0, 0, 40, -40, -400]))
        for _ in range(chance.randrange(3)):
            made.job(wrong, killed_after=chance.randrange(20))
        made.job(wrong)
        made.job(day)
    return made


@pytest.mark.parametrize("seed", range(3))
def test_two_draws_of_a_figure_are_half_a_year_apart_and_no_answer_is_in_five(seed: int) -> None:
    made = troubled(seed)
    assert len(made.draws) > 100, "a world in which something happens"
    spent = 0
    for group, draws in by_group(made).items():
        days = [draw.day for draw in draws]
        assert all(months_on(one, 6) <= other for one, other in pairwise(days))
        often: dict[int, list[date]] = defaultdict(list)
        for draw in draws:
            for answer in draw.answers:
                often[answer].append(draw.day)
        for counted in often.values():
            spent = max(spent, len(counted))
            assert len(counted) <= 4, group
            assert counted[-1] < months_on(counted[0], 24)
    assert spent == 4, "the bound is reached, so that it is tried"


def test_nobody_is_in_a_draw_that_does_not_count() -> None:
    made = troubled(7, months=24)
    unconfirmed = {o.answer for o in made.organisations.values() if not o.confirmed}
    assert unconfirmed
    assert any(draw.owners.count(1) for draw in made.draws), "an owner of several is tried"
    for draw in made.draws:
        assert len(set(draw.owners)) == len(draw.owners), "each owner counts once"
        assert not draw.answers & unconfirmed


@cache
def errors() -> dict[str, list[float]]:
    """How far medians were off, by size, in two years of three worlds of 400."""
    found: dict[str, list[float]] = defaultdict(list)
    for seed in range(3):
        made = world(100 + seed, SIZE)
        for month in range(TWO_YEARS + 1):
            day = first_of_month(month)
            if month:
                made.live(day - timedelta(days=15))
            _check_complete(made, day)
            _measure(made, day, found)
    return found


def _check_complete(made: World, day: date) -> None:
    before = len(made.draws)
    made.job(day)
    counting = made.counting(day)
    for draw in made.draws[before:]:
        due = {
            o.answer
            for o in counting.values()
            if draw.group in groups_of(o.cell)
            and o.given <= day - timedelta(days=31)
            and day < months_on(o.given, 24)
        }
        assert due <= draw.answers, "an answer given a month ago is in it"
    sizes: dict[str, int] = defaultdict(int)
    for each in counting.values():
        if day < months_on(each.given, 24):
            for group in groups_of(each.cell):
                sizes[group] += 1
    twice = {
        wide
        for group, size in sizes.items()
        if size >= 10 and not is_narrow(group)
        for wide in wider_than(group)
        if sizes[wide] - size < 10
    }
    for group, size in sizes.items():
        if size >= (20 if is_narrow(group) else 10) and group not in twice:
            drawn = made.last[group]
            assert day < months_on(drawn, 7), "no figure is older than seven months"
            assert is_shown(drawn, day, made.policy)


def _measure(made: World, day: date, errors: dict[str, list[float]]) -> None:
    """How far the median that is shown lies from the one of those who are there today."""
    if day < first_of_month(6):
        return
    latest = {draw.group: draw for draw in made.draws}
    inside: dict[str, list[int]] = defaultdict(list)
    for each in made.counting(day).values():
        for group in groups_of(each.cell):
            inside[group].append(SCORE.band(each.value))
    for group, draw in latest.items():
        bands = sorted(inside[group])
        if group in made.withdrawn or len(bands) < 10:
            continue
        true = bands[(len(bands) - 1) // 2]
        size = "10-19" if len(bands) < 20 else "20-49" if len(bands) < 50 else "50-"
        errors[size].append(WIDTH * abs(draw.quartiles.median - true))


def test_in_a_world_of_400_figures_are_young_complete_and_of_use() -> None:
    found = {size: fmean(each) for size, each in errors().items()}
    assert found["10-19"] <= 7, found
    assert found["20-49"] <= 4.5, found
    assert found["50-"] <= 2.5, found
