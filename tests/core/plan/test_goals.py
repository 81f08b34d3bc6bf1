"""What is proposed is put together by what it improves, and a few are suggested first."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.filter import PlanWanted, Proposed, narrow
from ladder_assess.core.plan.goals import (
    GOALS,
    MOST_SUGGESTED,
    by_goal,
    goal_of,
    in_turn,
    suggested,
    value_of,
)
from ladder_assess.core.plan.plan import TRIGGERS, Trigger
from ladder_assess.core.plan.priority import LATER
from ladder_assess.core.plan.ranking import rank_proposed
from tests.core.plan.test_ranking import AFTER, lists


def keys(proposed: list[Proposed]) -> list[str]:
    return sorted(value for each in proposed for value in each.values)


@given(lists())
def test_every_proposal_stands_once_among_the_few_or_under_its_goal(
    proposed: list[Proposed],
) -> None:
    found = list(rank_proposed(proposed))
    few = suggested(found)
    first = {value_of(pair) for pair in few}
    groups = by_goal(found, first)
    assert 1 <= len(few) <= MOST_SUGGESTED
    assert all(one.weighed and one.weighed.level != LATER for _, one in few)
    assert sorted([*first, *(v for group in groups for v in group.values)]) == keys(found)
    assert [group.goal for group in groups] == [g for g in GOALS if g in {e.goal for e in groups}]
    for group in groups:
        assert group.count == len(group.each) > 0
        assert {goal_of(one.recommendation.answers) for _, one in group.each} == {group.goal}


@given(lists())
def test_what_is_suggested_needs_nothing_that_is_not(proposed: list[Proposed]) -> None:
    turns = in_turn(rank_proposed(proposed))
    values = [value_of(pair) for pair in turns]
    for at, (each, one) in enumerate(turns):
        needed = {f"{each.number}:{name}" for name in AFTER.get(one.recommendation.id, ())}
        assert needed.isdisjoint(values[at + 1 :])


@given(lists())
def test_the_few_need_nothing_that_is_left_below_and_say_nothing_twice(
    proposed: list[Proposed],
) -> None:
    found = list(rank_proposed(proposed))
    few = suggested(found)
    sooner = [(e, o) for e, o in in_turn(found) if not (o.weighed and o.weighed.level == LATER)]
    values, first = {value_of(pair) for pair in sooner}, {value_of(pair) for pair in few}
    assert len({one.recommendation.id for _, one in few}) == len(few)
    for each, one in few:
        assert {
            f"{each.number}:{name}" for name in AFTER.get(one.recommendation.id, ())
        } & values <= first


def test_everything_that_is_answered_improves_something() -> None:
    assert {goal_of(Trigger(kind, "x")) for kind in TRIGGERS} == set(GOALS)


@given(lists(), st.sampled_from(["", "do", "DO it", "it do", "nothing", " "]))
def test_a_search_finds_what_has_all_its_words(proposed: list[Proposed], words: str) -> None:
    found = narrow(proposed, PlanWanted(words=words))
    assert keys(found) == ([] if words == "nothing" else keys(proposed))
