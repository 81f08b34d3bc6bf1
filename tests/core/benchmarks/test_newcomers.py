"""Organisations that came together are pointed out to the site administrator."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.newcomers import (
    A_YEAR,
    DAYS,
    DOMAIN,
    KIND,
    MANY,
    MANY_IN_A_YEAR,
    OWNER,
    Newcomer,
    slow_groups,
    sudden_groups,
)

START = date(2026, 1, 1)
newcomers = st.builds(
    Newcomer,
    id=st.integers(1, 10_000),
    made_on=st.integers(0, 120).map(lambda days: START + timedelta(days=days)),
    kind=st.sampled_from(["charity", "police"]),
    area=st.sampled_from(["london", "wales"]),
    domains=st.frozensets(st.sampled_from(["a.org", "b.org", "c.org"]), max_size=2),
    owners=st.frozensets(st.integers(1, 6), max_size=2),
)


@given(st.lists(newcomers, max_size=14, unique_by=lambda n: n.id))
def test_what_is_pointed_out_came_together_and_all_that_did_is(found: list[Newcomer]) -> None:
    by_id = {each.id: each for each in found}
    pointed = sudden_groups(found)
    for sudden in pointed:
        days = [by_id[number].made_on for number in sudden.organisations]
        assert max(days) - min(days) <= timedelta(days=DAYS)
        assert len(days) >= MANY[sudden.what]
    for first in found:
        same = [
            each.id
            for each in found
            if (each.kind, each.area) == (first.kind, first.area)
            and timedelta() <= each.made_on - first.made_on <= timedelta(days=DAYS)
        ]
        if len(same) >= MANY["kind"]:
            largest = [
                len(s.organisations) for s in pointed if s.common == (first.kind, first.area)
            ]
            assert largest
            assert max(largest) >= len(same)


def test_a_few_that_have_nothing_in_common_are_not_pointed_out() -> None:
    kinds = ("charity", "police", "fire", "nhs")
    few = [
        Newcomer(n, START, kind, "", frozenset({f"{n}.org"}), frozenset({n}))
        for n, kind in enumerate(kinds)
    ]
    assert not sudden_groups(few)


def has(each: Newcomer, what: str, common: tuple[str, ...]) -> bool:
    """Does an organisation have this in common with others?"""
    if what == KIND:
        return (each.kind, each.area) == common
    if what == DOMAIN:
        return common[0] in each.domains
    return int(common[0]) in each.owners


@given(st.lists(newcomers, max_size=20, unique_by=lambda n: n.id))
def test_each_that_came_with_many_is_in_a_group(found: list[Newcomer]) -> None:
    """The older test asked for the longest run of a kind alone, as only that was told."""
    by_id = {each.id: each for each in found}
    for groups, days, many in (
        (sudden_groups(found), DAYS, MANY),
        (slow_groups(found), A_YEAR, MANY_IN_A_YEAR),
    ):
        told = {(g.what, g.common, number) for g in groups for number in g.organisations}
        for first in found:
            keys: list[tuple[str, tuple[str, ...]]] = [(KIND, (first.kind, first.area))]
            keys += [(DOMAIN, (domain,)) for domain in first.domains]
            keys += [(OWNER, (str(owner),)) for owner in first.owners]
            for what, common in keys:
                run = [
                    each
                    for each in found
                    if has(each, what, common)
                    and timedelta() <= each.made_on - first.made_on <= timedelta(days=days)
                ]
                span = max(each.made_on for each in run) - first.made_on
                if len(run) >= many[what] and (days == DAYS or span > timedelta(days=DAYS)):
                    assert {(what, common, each.id) for each in run} <= told
        for group in groups:
            came = [by_id[number].made_on for number in group.organisations]
            assert max(came) - min(came) <= timedelta(days=days)
            assert len(came) >= many[group.what]
        assert len(set(groups)) == len(groups)


def one(number: int, day: int, area: str = "wales") -> Newcomer:
    made_on = START + timedelta(days=day)
    return Newcomer(number, made_on, "charity", area, frozenset(), frozenset({number}))


def test_two_runs_of_one_kind_are_both_pointed_out() -> None:
    first = [one(n, n) for n in range(7)]
    second = [one(n, n + 100) for n in range(10, 15)]
    found = sudden_groups([*first, *second])
    assert [set(g.organisations) for g in found] == [set(range(7)), set(range(10, 15))]


def test_one_every_ten_days_is_pointed_out_as_slow() -> None:
    slow = [one(n, 10 * n) for n in range(9)]
    assert not sudden_groups(slow)
    (group,) = slow_groups(slow)
    assert group.organisations == tuple(range(9))
    assert group.days == A_YEAR
    assert not slow_groups([one(n, n) for n in range(9)]), "that is sudden"
