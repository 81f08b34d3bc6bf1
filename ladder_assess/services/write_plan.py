"""Writes the improvement plan: proposals picked, reworded, added to, ordered and owned."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ladder_assess.core.history import NOBODY, Author
from ladder_assess.core.plan import Action, Proposal, Reading, propose
from ladder_assess.core.plan_edits import Differing, merge, seal
from ladder_assess.core.plan_of_scores import ORGANISATION, propose_for_scores
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.services.product import Product, Rules
from ladder_assess.storage import plans
from ladder_assess.storage.portfolios import Portfolio

UP, DOWN = "up", "down"


@dataclass(frozen=True)
class Proposed:
    """The proposals for one activity, less those that are in the plan already; for the organisation
    where there is no activity.
    """

    activity: AssessedActivity | None
    proposals: tuple[Proposal, ...]

    @property
    def number(self) -> int:
        """What its actions are kept under."""
        return self.activity.number if self.activity else ORGANISATION


def proposals_for(rules: Rules, activity: AssessedActivity) -> tuple[Proposal, ...]:
    """What the library of recommendations answers to an activity's findings."""
    library = rules.definitions.library
    return propose(library, activity.assessment, activity.explanation)


def all_proposals(
    rules: Rules, activities: Iterable[AssessedActivity], scores: Iterable[Reading] = ()
) -> Iterator[Proposed]:
    """What is proposed to the organisation by its scores, and for each of its activities."""
    yield Proposed(None, propose_for_scores(rules.definitions.advice, scores))
    for activity in activities:
        yield Proposed(activity, proposals_for(rules, activity))


def open_proposals(
    rules: Rules,
    activities: Iterable[AssessedActivity],
    actions: Iterable[Action],
    scores: Iterable[Reading] = (),
) -> tuple[Proposed, ...]:
    """The proposals that have not been taken up yet; where none is left, none is shown."""
    taken = {(action.activity, action.recommendation) for action in actions}
    found = (
        replace(
            each,
            proposals=tuple(
                p for p in each.proposals if (each.number, p.recommendation.id) not in taken
            ),
        )
        for each in all_proposals(rules, activities, scores)
    )
    return tuple(proposed for proposed in found if proposed.proposals)


def as_action(proposal: Proposal, activity: int) -> Action:
    """A proposal as an action for its owner to reword. `activity` is the activity's number, 0 for
    the organisation.
    """
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
    scores: Iterable[Reading] = (),
) -> int:
    """Put proposals into the plan, each given as activity number and recommendation id.

    Returns how many were added; one that is not proposed there is left out.
    """
    wanted = set(picked)
    added = 0
    for proposed in all_proposals(product, activities, scores):
        for proposal in proposed.proposals:
            key = (proposed.number, proposal.recommendation.id)
            if key in wanted:
                action = as_action(proposal, proposed.number)
                plans.add_action(product.database, portfolio, action, f"{key[0]}:{key[1]}")
                added += 1
    return added


def reword(
    product: Product,
    portfolio: Portfolio,
    action_id: int,
    worded: Callable[[Action], Action],
    seen: str,
    author: Author = NOBODY,
) -> tuple[Action, tuple[Differing, ...]] | None:
    """Save an action as `worded` on a page that was shown with the seal `seen`.

    Returns it as it is kept, and what someone else changed meanwhile; None when it has been taken
    out of the plan.
    """
    found: tuple[Differing, ...] = ()

    def change(kept: Action) -> Action:
        nonlocal found
        merged, found = merge(kept, worded(kept), seen)
        return merged

    action = plans.change_action(product.database, portfolio, action_id, change, author)
    return None if action is None else (action, found)


def take_out(product: Product, portfolio: Portfolio, action_id: int, seen: str) -> bool:
    """Take an action out of the plan, unless it was reworded since it was shown with this seal.

    Returns whether it is out, as it is also where someone else was quicker.
    """
    return plans.remove_action(
        product.database, portfolio, action_id, lambda kept: seen in ("", seal(kept))
    )


def move(product: Product, portfolio: Portfolio, action_id: int, direction: str) -> bool:
    """Move an action one place up or down; at the end of the list nothing changes.

    Returns whether the plan has such an action.
    """
    there = False

    def order(ids: list[int]) -> list[int]:
        nonlocal there
        there = action_id in ids
        place = ids.index(action_id) if there else 0
        other = place - 1 if direction == UP else place + 1
        if there and 0 <= other < len(ids):
            ids[place], ids[other] = ids[other], ids[place]
        return ids

    plans.order_actions(product.database, portfolio, order)
    return there
