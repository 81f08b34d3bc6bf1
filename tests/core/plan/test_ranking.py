"""Priorities tell a list apart: at most a third comes first, whatever is in it, in any order."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.filter import PlanWanted, Proposed, by_advice, narrow
from ladder_assess.core.plan.plan import (
    DONE,
    DROPPED,
    PRIORITIES,
    STATUSES,
    Action,
    Proposal,
    Recommendation,
    Trigger,
)
from ladder_assess.core.plan.priority import FIRST, LATER, NEXT
from ladder_assess.core.plan.ranking import (
    advised_for,
    levels_of_advice,
    rank_actions,
    rank_advised,
    rank_proposed,
)
from ladder_assess.core.plan.weighing import weigh_actions, weigh_proposals
from tests.core.plan.test_filter import WANTED, activity

NAMES = "abcdefgh"
EFFORT_OF = dict(zip(NAMES, ("small", "medium", "large") * 3, strict=False))
# Some need others, directly or by way of others, as a library has it.
AFTER = {"a": frozenset("gh"), "b": frozenset("a") | frozenset("gh"), "g": frozenset("h")}


def advice(name: str) -> Recommendation:
    return Recommendation(
        name, Trigger("change", name), "Do it", "", "", "", EFFORT_OF[name.lower()], "", "",
        after=AFTER.get(name, frozenset()),
    )  # fmt: skip


@st.composite
def lists(draw: st.DrawFn) -> list[Proposed]:
    """What is proposed for some activities and, sometimes, for the organisation, in any order."""
    found = []
    for number in draw(st.sets(st.integers(0, 8), min_size=1)):
        people = draw(st.sampled_from(["", "20", "400", "9999"]))
        who = activity(number, "Parks", people) if number else None
        names = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
        # What is for the organisation is never for an activity.
        named = names if number else [name.upper() for name in names]
        given_ = [Proposal(advice(name), place=NAMES.index(name.lower())) for name in named]
        found.append(Proposed(who, weigh_proposals(given_, who)))
    return found


def levels(found: list[Proposed]) -> dict[tuple[int, str], str]:
    return {
        (each.number, one.recommendation.id): one.weighed.level
        for each in found
        for one in each.proposals
        if one.weighed
    }


def in_full(told: list[tuple[tuple[float, ...], str]]) -> None:
    """The same facts have the same level, and no more is left in the middle for it than needed."""
    by_rank = dict(told)
    assert {(rank, level) for rank, level in told} == set(by_rank.items())
    ranks = sorted(rank for rank, _ in told)
    part, alike = len(ranks) // 3, Counter(ranks)
    for rank, level in by_rank.items():
        before = ranks.index(rank)
        if level == NEXT and before < max(1, part):
            assert before + alike[rank] > max(1, part), "not all of it can be first"
        if level == NEXT and before + alike[rank] > len(ranks) - part:
            assert before < len(ranks) - part, "not all of it can be later"


@given(lists())
def test_at_most_a_third_comes_first(proposed: list[Proposed]) -> None:
    found = levels(list(rank_proposed(proposed)))
    count = Counter(found.values())
    assert set(found.values()) <= set(PRIORITIES)
    assert count[FIRST] <= max(1, len(found) // 3)
    assert count[LATER] <= len(found) // 3
    told = {each.number: each.proposals for each in rank_proposed(proposed)}
    ranks = [(one.weighed.rank, one.weighed.level) for each in told.values() for one in each
             if one.weighed]  # fmt: skip
    in_full(ranks)
    groups = rank_advised(by_advice(proposed))
    first = [each for each in groups if each.weighed and each.weighed.level == FIRST]
    assert len(first) <= max(1, len(groups) // 3)
    in_full([(each.weighed.rank, each.weighed.level) for each in groups if each.weighed])


@given(lists(), st.randoms(use_true_random=False))
def test_the_order_of_the_list_changes_no_priority(
    proposed: list[Proposed], random: Random
) -> None:
    shuffled = []
    for each in proposed:
        mixed = list(each.proposals)
        random.shuffle(mixed)
        shuffled.append(Proposed(each.activity, weigh_proposals(mixed, each.activity)))
    random.shuffle(shuffled)
    assert levels(list(rank_proposed(shuffled))) == levels(list(rank_proposed(proposed)))
    advised = [rank_advised(by_advice(some)) for some in (proposed, shuffled)]
    one, other = ({e.recommendation.id: e.weighed.level for e in x if e.weighed} for x in advised)
    assert one == other


@given(lists())
def test_what_comes_first_stands_first_and_needs_nothing_that_comes_later(
    proposed: list[Proposed],
) -> None:
    found = list(rank_proposed(proposed))
    for each in found:
        own = [PRIORITIES.index(one.weighed.level) for one in each.proposals if one.weighed]
        assert own == sorted(own)
    by_key = levels(found)
    for (number, name), level in by_key.items():
        for needed in AFTER.get(name, ()):
            if (number, needed) in by_key:
                assert PRIORITIES.index(by_key[number, needed]) <= PRIORITIES.index(level)


@given(lists(), WANTED)
def test_narrowing_changes_no_priority(proposed: list[Proposed], wanted: PlanWanted) -> None:
    ranked = list(rank_proposed(proposed))
    every = levels_of_advice(rank_advised(by_advice(ranked)))
    assert levels(narrow(ranked, wanted)).items() <= levels(ranked).items()
    whole = {a.recommendation.id: a.weighed.level for a in advised_for(ranked, PlanWanted(), every)
             if a.weighed}  # fmt: skip
    for each in advised_for(ranked, wanted, every):
        assert each.weighed is not None
        assert each.weighed.level == whole[each.recommendation.id]
        assert wanted.priority in ("", each.weighed.level)


@st.composite
def plans(draw: st.DrawFn) -> list[Action]:
    names, numbers = st.sampled_from(["", *NAMES]), st.sets(st.integers(1, 3), max_size=3)
    return [
        Action(
            number, 0, "", "", effort=EFFORT_OF.get(name, ""), recommendation=name,
            covers=tuple(sorted(draw(numbers))), status=draw(st.sampled_from(STATUSES)),
        )
        for number, name in enumerate(draw(st.lists(names, min_size=1, max_size=12)), start=1)
    ]  # fmt: skip


@given(plans(), st.randoms(use_true_random=False))
def test_actions_are_told_apart_among_those_still_to_be_done(
    actions: list[Action], random: Random
) -> None:
    known = [activity(n, "", people) for n, people in ((1, "40"), (2, "400"), (3, "4000"))]
    found = rank_actions(weigh_actions(actions, known, {}), AFTER)
    assert [action.id for action in found] == [action.id for action in actions]
    still = [action for action in found if action.status not in (DONE, DROPPED)]
    counted = Counter(action.ranked for action in still)
    assert counted[FIRST] <= max(1, len(still) // 3)
    in_full([(action.weighed.rank, action.ranked) for action in still if action.weighed])
    assert all(action.ranked == "" for action in found if action not in still)
    mixed = list(actions)
    random.shuffle(mixed)
    again = rank_actions(weigh_actions(mixed, known, {}), AFTER)
    assert {a.id: a.ranked for a in again} == {a.id: a.ranked for a in found}
    for one in still:
        for other in still:
            same = set(one.activities or (0,)) & set(other.activities or (0,))
            if same and other.recommendation in AFTER.get(one.recommendation, ()):
                assert other.urgency <= one.urgency, "what it needs is as urgent"


def test_an_owners_own_priority_stays() -> None:
    (action,) = rank_actions(weigh_actions([Action(1, 0, "", "", priority="low")], [], {}), {})
    assert (action.ranked, action.urgency) == ("low", 2)
    assert replace(action, status=DONE).ranked == "low"
