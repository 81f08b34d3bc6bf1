"""Writes the improvement plan: proposals picked, reworded, added to, ordered and owned."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.plan import Action, Proposal, propose
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.services.product import Product, Rules
from ladder_assess.storage import plans
from ladder_assess.storage.portfolios import Portfolio

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Proposed:
    """The proposals for one activity, less those that are in the plan already."""

    activity: AssessedActivity
    proposals: tuple[Proposal, ...]


def proposals_for(rules: Rules, activity: AssessedActivity) -> tuple[Proposal, ...]:
    """What the library of recommendations answers to an activity's findings."""
    library = rules.definitions.library
    return propose(library, activity.assessment, activity.explanation)


def open_proposals(
    rules: Rules, activities: Iterable[AssessedActivity], actions: Iterable[Action]
) -> tuple[Proposed, ...]:
    """For each activity the proposals that have not been taken up yet; none left, none shown."""
    taken = {(action.activity, action.recommendation) for action in actions}
    found = (
        Proposed(
            activity,
            tuple(
                p
                for p in proposals_for(rules, activity)
                if (activity.number, p.recommendation.id) not in taken
            ),
        )
        for activity in activities
    )
    return tuple(proposed for proposed in found if proposed.proposals)


def as_action(proposal: Proposal, activity: int) -> Action:
    """A proposal as an action for its owner to reword. `activity` is the activity's number."""
    recommendation = proposal.recommendation
    return Action(
        id=0,
        activity=activity,
        title=recommendation.title,
        do=recommendation.do,
        why=recommendation.why,
        source=recommendation.source,
        effort=recommendation.effort,
        who=recommendation.who,
        measure=recommendation.measure,
        recommendation=recommendation.id,
        trigger=recommendation.answers,
    )


def pick(
    product: Product,
    portfolio: Portfolio,
    activities: Iterable[AssessedActivity],
    picked: Iterable[tuple[int, str]],
) -> int:
    """Put proposals into the plan, each given as activity number and recommendation id.

    Returns how many were added; one that is not proposed for its activity is left out.
    """
    wanted = set(picked)
    added = 0
    for activity in activities:
        for proposal in proposals_for(product, activity):
            key = (activity.number, proposal.recommendation.id)
            if key in wanted:
                action = as_action(proposal, activity.number)
                plans.add_action(product.database, portfolio, action, f"{key[0]}:{key[1]}")
                added += 1
    return added


def move(product: Product, portfolio: Portfolio, action_id: int, direction: str) -> bool:
    """Move an action one place up or down; at the end of the list nothing changes.

    Returns whether the plan has such an action.
    """
    ids = [action.id for action in plans.list_actions(product.database, portfolio)]
    if action_id not in ids:
        return False
    place = ids.index(action_id)
    other = place - 1 if direction == UP else place + 1
    if 0 <= other < len(ids):
        ids[place], ids[other] = ids[other], ids[place]
        plans.order_actions(product.database, portfolio, ids)
    return True
