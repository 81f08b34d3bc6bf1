"""Writing the plan: only what is proposed is picked, and an order is kept."""

from dataclasses import replace
from functools import partial

import pytest

from ladder_assess.core.plan.edits import seal
from ladder_assess.core.plan.filter import SEVERAL_ACTIVITIES, Proposed, by_advice
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.ranking import rank_advised
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.read_plan import Together, put_together
from ladder_assess.services.plan.write_plan import (
    CHANGED,
    DOWN,
    GONE,
    MOVED,
    UP,
    Pick,
    advice_order,
    move,
    pick,
    proposals_for,
    reword,
)
from ladder_assess.storage.activities.activities import remove_activity
from ladder_assess.storage.plan.plans import add_action, find_action, list_actions
from tests.support.kept.proposed import open_proposals
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links


def opened(link: Link) -> tuple[Proposed, ...]:
    """What is proposed and not in the plan yet."""
    activities = assess_portfolio(link.product, link.portfolio)
    actions = list_actions(link.product.database, link.portfolio)
    return open_proposals(link.product, activities, actions)


def worked(link: Link) -> list[Action]:
    """The actions, weighed and told apart."""
    return together(link).now.actions


def together(link: Link) -> Together:
    """The plan with what else is proposed."""
    activities = assess_portfolio(link.product, link.portfolio)
    proposed = open_proposals(link.product, activities, ())
    return put_together(link.product, link.portfolio, activities, (), lambda _: False, proposed)


def titles(link: Link) -> list[str]:
    return [action.title for action in list_actions(link.product.database, link.portfolio)]


def test_what_is_not_proposed_is_not_picked(links: Links) -> None:
    link = links.make(PANEL)
    activities = assess_portfolio(link.product, link.portfolio)
    first = proposals_for(link.product, activities[0])[0].recommendation
    wanted = [((1,), first.id), ((1,), "bogus"), ((2,), first.id), ((0, 2), first.id), ((), "")]
    assert pick(link.product, link.portfolio, opened(link), wanted) == 1
    assert titles(link) == [first.title]


def test_a_picked_proposal_is_open_no_more(links: Links) -> None:
    link = links.make(PANEL, PANEL)
    activities = assess_portfolio(link.product, link.portfolio)
    every = [
        (activity.number, proposal.recommendation.id)
        for activity in activities
        for proposal in proposals_for(link.product, activity)
    ]
    rest = [((number,), recommendation) for number, recommendation in every[1:]]
    pick(link.product, link.portfolio, opened(link), rest)
    (left,) = opened(link)
    assert left.number == 1
    assert [proposal.recommendation.id for proposal in left.proposals] == [every[0][1]]


def test_one_action_for_several_activities_is_open_for_none_of_them(links: Links) -> None:
    link = links.make(PANEL, PANEL, PANEL, PANEL)
    first, second = (p.recommendation.id for p in opened(link)[0].proposals[:2])
    picked = [((2,), first), ((1, 2, 4, 9), first), ((3,), second)]
    assert pick(link.product, link.portfolio, opened(link), picked) == 2, "2 is in the first"
    several, single = list_actions(link.product.database, link.portfolio)
    assert (several.activity, several.covers, several.activities) == (0, (1, 2, 4), (1, 2, 4))
    assert (single.activity, single.covers, single.activities) == (3, (), (3,))
    assert several == find_action(link.product.database, link.portfolio, several.id)
    left = {(each.number, p.recommendation.id) for each in opened(link) for p in each.proposals}
    assert {number for number, recommendation in left if recommendation == first} == {3}
    assert pick(link.product, link.portfolio, opened(link), picked) == 0, "nothing twice"
    written(link.product.database, remove_activity, link.portfolio, 2)
    assert list_actions(link.product.database, link.portfolio)[0].covers == (1, 4)


def test_a_priority_follows_the_facts_until_it_is_set_by_hand(links: Links) -> None:
    """Beside another action: one that is alone is always the first."""
    link = links.make(
        {**PANEL, "intended_rung": "8", "people_affected": "4000"},
        {**PANEL, "intended_rung": "6", "people_affected": "200"},
    )
    small = next(p for p in opened(link)[0].proposals if p.recommendation.effort == "small")
    wanted = [((number,), small.recommendation.id) for number in (1, 2)]
    pick(link.product, link.portfolio, opened(link), wanted)
    assert [action.ranked for action in worked(link)] == ["high", "medium"]
    save_answers(link.product, link.portfolio, 1, {"people_affected": "40", "intended_rung": "4"})
    before, _other = worked(link)
    assert [action.ranked for action in worked(link)] == ["medium", "high"]
    set_high = replace(before, priority="high")
    reword(link.product, link.portfolio, before.id, lambda _kept: set_high, seal(before))
    action, _other = worked(link)
    assert action.weighed is not None
    assert (action.ranked, action.weighed.priority) == ("high", "medium"), "both can be told"


def test_what_is_chosen_keeps_the_order_in_which_it_was_proposed(links: Links) -> None:
    """One for three activities stood before one for four that was proposed first."""
    link = links.make({**PANEL, "seats": "", "dialogue": ""}, {**PANEL, "dialogue": ""}, PANEL, {})
    advised = rank_advised(by_advice(opened(link)))
    picked = [(each.numbers, each.recommendation.id) for each in reversed(advised)]
    assert pick(link.product, link.portfolio, opened(link), picked) == len(picked)
    ids = [each.recommendation.id for each in advised]
    assert [action.recommendation for action in worked(link)] == ids
    told = [each.weighed.level for each in advised if each.weighed]
    assert [action.ranked for action in worked(link)] == told, "the same facts, the same level"


def test_what_is_done_makes_room_for_what_comes_next(links: Links) -> None:
    link = links.make(*({**PANEL, "people_affected": people} for people in ("4000", "200")))
    every = [((each.number,), p.recommendation.id) for each in opened(link) for p in each.proposals]
    assert pick(link.product, link.portfolio, opened(link), every) == len(every)
    before = [action for action in worked(link) if action.activity == 2]
    assert "high" not in [action.ranked for action in before]
    for action in worked(link):
        if action.activity == 1:
            done = partial(replace, status="done")
            reword(link.product, link.portfolio, action.id, done, seal(action))
    ranked = [action.ranked for action in worked(link)]
    assert "high" in ranked
    assert ranked.count("") == len(every) - len(before)


@pytest.mark.parametrize("activities", [1, 3, 7])
def test_what_is_chosen_and_what_is_left_stay_as_urgent_as_they_were_proposed(
    links: Links, activities: int
) -> None:
    """Of fifteen activities one click made “first” into “next” and “later”, as what was chosen was
    told apart from what else was chosen alone.
    """
    own = [PANEL, {**PANEL, "seats": "", "people_affected": "900"}, {**PANEL, "dialogue": ""}, {}]
    link = links.make(*(own * 2)[:activities])
    before = together(link)
    many = activities > SEVERAL_ACTIVITIES
    told = {(each.number, one.recommendation.id): before.levels[one.recommendation.id] if many
            else one.weighed.level for each in before.told_apart(before.proposed)
            for one in each.proposals if one.weighed}  # fmt: skip
    assert len(set(told.values())) > 1
    picks: list[Pick] = [((number,), called) for number, called in list(told)[::2]]
    if many:
        advised = by_advice(before.proposed)[::2]
        picks = [(each.numbers, each.recommendation.id) for each in advised]
    assert pick(link.product, link.portfolio, before.proposed, picks) == len(picks)
    after = together(link)
    now, left, levels = after.now, after.told_apart(after.proposed), after.levels
    for action in now.actions:
        for number in action.activities:
            assert action.ranked == told[number, action.recommendation], action.title
    for each in left:
        for one in each.proposals:
            level = levels[one.recommendation.id] if many else one.weighed and one.weighed.level
            assert level == told[each.number, one.recommendation.id]
    urgencies = [action.urgency for action in now.actions]
    assert urgencies == sorted(urgencies), "they stand as they were proposed"


def test_actions_are_moved_one_place(links: Links) -> None:
    link = links.make(PANEL)
    database, portfolio = link.product.database, link.portfolio
    ids = [written(database, add_action, portfolio, Action(0, 1, name, ""), name) for name in "abc"]
    for expected in (["a", "c", "b"], ["c", "a", "b"], ["c", "a", "b"]):
        assert move(link.product, portfolio, ids[2], UP) == MOVED
        assert titles(link) == expected
    assert move(link.product, portfolio, ids[2], DOWN) == MOVED
    assert titles(link) == ["a", "c", "b"]
    assert move(link.product, portfolio, 10**9, UP) == GONE


def test_an_action_is_not_moved_past_another_than_was_seen(links: Links) -> None:
    link = links.make(PANEL)
    database, portfolio = link.product.database, link.portfolio
    a, b, c = (
        written(database, add_action, portfolio, Action(0, 1, name, ""), name) for name in "abc"
    )
    assert move(link.product, portfolio, c, UP, beside=b) == MOVED
    for direction, beside in ((UP, b), (DOWN, a), (DOWN, 10**9)):
        assert move(link.product, portfolio, c, direction, beside) == CHANGED
    assert move(link.product, portfolio, a, UP, beside=b) == CHANGED, "it is the first by now"
    assert titles(link) == ["a", "c", "b"]


def test_what_is_picked_comes_before_what_needs_it(links: Links) -> None:
    """Also where that was put into the plan before; the order of the others stays."""
    link = links.make({**PANEL, "seats": "none", "decision_rule": "organisation"})
    seats, advice = "set-up-an-advisory-group", "hear-advice-before-deciding"
    offered = [p.recommendation.id for p in opened(link)[0].proposals]
    assert offered.index(seats) < offered.index(advice)
    for wanted in ([advice], [one for one in offered if one not in (seats, advice)], [seats]):
        pick(link.product, link.portfolio, opened(link), [((1,), one) for one in wanted])
    kept = [a.recommendation for a in list_actions(link.product.database, link.portfolio)]
    assert sorted(kept) == sorted(offered)
    after = advice_order(link.product)
    for at, one in enumerate(kept):
        assert after.get(one, frozenset()).isdisjoint(kept[at + 1 :])
    free = [one for one in offered if not any(one in after.get(o, ()) for o in (seats, advice))]
    rest = [one for one in free if one not in (seats, advice)]
    assert [one for one in kept if one in (*rest, advice)] == [advice, *rest], "these stay"
