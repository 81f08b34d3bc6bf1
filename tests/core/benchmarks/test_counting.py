"""Who counts among the peers: confirmed organisations of thirty days, one an owner."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.counting import Member, who_counts
from ladder_assess.core.benchmarks.policy import Policy

TODAY, POLICY = date(2026, 5, 1), Policy()


@st.composite
def members(draw: st.DrawFn) -> list[Member]:
    number = draw(st.integers(0, 8))
    return [
        Member(
            id_,
            TODAY - timedelta(days=draw(st.integers(0, 60))),
            draw(st.booleans()),
            draw(st.frozensets(st.integers(1, 5), max_size=2)),
        )
        for id_ in range(1, number + 1)
    ]


@given(members())
def test_nobody_unconfirmed_new_or_second_counts(found: list[Member]) -> None:
    counted = who_counts(found, TODAY, POLICY)
    by_id = {member.id: member for member in found}
    for number in counted:
        member = by_id[number]
        assert member.confirmed
        assert (TODAY - member.made_on).days >= 30
        assert member.owners
    for one, other in combinations(counted, 2):
        assert by_id[one].owners.isdisjoint(by_id[other].owners), "two of one owner"


@given(members())
def test_whoever_alone_has_an_owner_or_was_there_first_counts(found: list[Member]) -> None:
    counted = who_counts(found, TODAY, POLICY)
    ready = [
        m for m in found if m.confirmed and m.owners and m.made_on <= TODAY - timedelta(days=30)
    ]
    for member in ready:
        before = [
            other
            for other in ready
            if (other.made_on, other.id) < (member.made_on, member.id)
            and not other.owners.isdisjoint(member.owners)
        ]
        assert (member.id in counted) == (not before)


@given(members())
def test_the_order_they_come_in_does_not_matter(found: list[Member]) -> None:
    assert who_counts(found, TODAY, POLICY) == who_counts(found[::-1], TODAY, POLICY)


def test_of_two_that_say_they_are_the_same_authority_the_first_counts() -> None:
    days = [date(2026, 1, day) for day in (3, 1, 2)]
    one, two, other = (
        Member(n, day, confirmed=True, owners=frozenset({n}), authority=code)
        for n, day, code in zip((1, 2, 3), days, ("LBH", "LBH", "CAM"), strict=True)
    )
    assert who_counts([one, two, other], TODAY, POLICY) == {2, 3}
