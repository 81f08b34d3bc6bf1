"""Organisations that came together are pointed out to the site administrator."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.newcomers import DAYS, MANY, Newcomer, sudden_groups

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
