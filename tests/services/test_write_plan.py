"""Writing the plan: only what is proposed is picked, and an order is kept."""

from ladder_assess.core.plan import Action
from ladder_assess.services.assess_activity import assess_portfolio
from ladder_assess.services.write_plan import DOWN, UP, move, open_proposals, pick, proposals_for
from ladder_assess.storage.plans import add_action, list_actions
from tests.support.links import PANEL, Link, Links


def titles(link: Link) -> list[str]:
    return [action.title for action in list_actions(link.product.database, link.portfolio)]


def test_what_is_not_proposed_is_not_picked(links: Links) -> None:
    link = links.make(PANEL)
    activities = assess_portfolio(link.product, link.portfolio)
    first = proposals_for(link.product, activities[0])[0].recommendation
    wanted = [(1, first.id), (1, "bogus"), (2, first.id), (0, first.id)]
    assert pick(link.product, link.portfolio, activities, wanted) == 1
    assert titles(link) == [first.title]


def test_a_picked_proposal_is_open_no_more(links: Links) -> None:
    link = links.make(PANEL, PANEL)
    activities = assess_portfolio(link.product, link.portfolio)
    every = [
        (activity.number, proposal.recommendation.id)
        for activity in activities
        for proposal in proposals_for(link.product, activity)
    ]
    pick(link.product, link.portfolio, activities, every[1:])
    actions = list_actions(link.product.database, link.portfolio)
    (left,) = open_proposals(link.product, activities, actions)
    assert left.number == 1
    assert [proposal.recommendation.id for proposal in left.proposals] == [every[0][1]]


def test_actions_are_moved_one_place(links: Links) -> None:
    link = links.make(PANEL)
    database, portfolio = link.product.database, link.portfolio
    ids = [add_action(database, portfolio, Action(0, 1, name, ""), name) for name in "abc"]
    assert move(link.product, portfolio, ids[2], UP)
    assert titles(link) == ["a", "c", "b"]
    assert move(link.product, portfolio, ids[2], UP)
    assert move(link.product, portfolio, ids[2], UP)
    assert titles(link) == ["c", "a", "b"]
    assert move(link.product, portfolio, ids[2], DOWN)
    assert titles(link) == ["a", "c", "b"]
    assert not move(link.product, portfolio, 10**9, UP)
