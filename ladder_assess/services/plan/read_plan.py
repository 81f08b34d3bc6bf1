"""Reads a plan as it stands now: for its page, and for whatever is printed or given out of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import InPlan, Portfolio
from ladder_assess.core.plan.document import PlanActions
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.filter import SEVERAL_ACTIVITIES, Advised, Proposed
from ladder_assess.core.plan.made_document import DOCX, PDF, DocumentState
from ladder_assess.core.plan.of_scores import by_trigger
from ladder_assess.core.plan.plan import Action, ScoreNow
from ladder_assess.core.plan.progress import done_on
from ladder_assess.core.plan.ranking import rank_plan
from ladder_assess.core.plan.weighing import weigh_actions
from ladder_assess.services.activities.list_activities import (
    ActivityList,
    list_activities,
    list_proposals,
    rests_on_one,
)
from ladder_assess.services.benchmarks.review_conditions import scores_now
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.read_reasons import with_reasons
from ladder_assess.services.plan.write_plan import advice_order, for_organisation, still_open
from ladder_assess.storage.activities import activities
from ladder_assess.storage.plan import documents, plans, public_pages, snapshots


class PlanNow(NamedTuple):
    """A plan as it stands: what it is about, its actions in order with what each one's priority is
    worked out from, and what was changed in them, the newest first.
    """

    activities: Sequence[InPlan]
    scores: tuple[ScoreNow, ...]
    actions: list[Action]
    edits: list[Edit]


class Together(NamedTuple):
    """A plan with what else is proposed, and with what each recommendation comes as for all of its
    activities, by its id; for `told_apart` and `advised` see RankedPlan.
    """

    now: PlanNow
    proposed: tuple[Proposed, ...]
    levels: Mapping[str, str]
    told_apart: Callable[[Iterable[Proposed]], tuple[Proposed, ...]]
    advised: Sequence[Advised] | None


def put_together(
    product: Product,
    portfolio: Portfolio,
    activities: Sequence[InPlan],
    scores: tuple[ScoreNow, ...],
    singles: Callable[[int], bool],
    proposed: Iterable[Proposed],
) -> Together:
    """The plan for these activities and scores. `singles` says of which activities, by number, the
    place rests on a single answer; `proposed` is all that is, for the organisation too.
    """
    kept = plans.list_actions(product.database, portfolio)
    weighed = weigh_actions(kept, activities, by_trigger(scores), singles)
    together = len(activities) > SEVERAL_ACTIVITIES or any(action.covers for action in kept)
    ranked = rank_plan(weighed, proposed, advice_order(product), once_for_all=together)
    edits = plans.list_edits(product.database, portfolio)
    now = PlanNow(activities, scores, list(ranked.actions), edits)
    return Together(
        now,
        still_open(ranked.proposed, kept),
        ranked.levels,
        ranked.told_apart,
        ranked.advised,
    )


class PlanRead(NamedTuple):
    """What the page of a plan is made from: the activities, the plan with what else is proposed,
    the days on which it was given out, the latest first, how far its PDF and its document to edit
    have come, and how many activities the list once had and has no longer.
    """

    found: ActivityList
    together: Together
    given_out: list[date]
    printed: DocumentState | None
    editable: DocumentState | None
    removed: int = 0

    @property
    def now(self) -> PlanNow:
        """The plan as it stands."""
        return self.together.now

    @property
    def proposed(self) -> tuple[Proposed, ...]:
        """What else is proposed, to each."""
        return self.together.proposed


def read_plan(product: Product, portfolio: Portfolio) -> PlanRead:
    """The plan of a portfolio with everything that its page shows."""
    database, found = product.database, list_activities(product, portfolio)
    return PlanRead(
        found,
        _put_together(product, portfolio, found),
        snapshots.snapshot_days(database, portfolio),
        documents.latest_document(database, portfolio, PDF),
        documents.latest_document(database, portfolio, DOCX),
        activities.count_removed(database, portfolio),
    )


def read_now(product: Product, portfolio: Portfolio) -> PlanNow:
    """The plan of a portfolio without what else is proposed."""
    return _put_together(product, portfolio, list_activities(product, portfolio)).now


def _put_together(product: Product, portfolio: Portfolio, found: ActivityList) -> Together:
    singles = cache(lambda number: rests_on_one(product, found, number))
    scores = scores_now(product, portfolio)
    proposed = all_proposed(product, found, scores)
    return put_together(product, portfolio, found.counted, scores, singles, proposed)


def all_proposed(
    product: Product, found: ActivityList, scores: Iterable[ScoreNow]
) -> Iterator[Proposed]:
    """All that is proposed, to the organisation and for its activities, in the plan or not."""
    yield for_organisation(product, scores)
    yield from list_proposals(product, found)


class ActionRead(NamedTuple):
    """An action with what its priority is worked out from and what became of its reason, what was
    changed in it, the newest first, and the scores that there are now.
    """

    action: Action
    edits: list[Edit]
    scores: tuple[ScoreNow, ...]


def read_action(product: Product, portfolio: Portfolio, action_id: int) -> ActionRead | None:
    """One action of a plan; None when it has none with this id."""
    found = list_activities(product, portfolio)
    now = _put_together(product, portfolio, found).now
    for action in now.actions:
        if action.id == action_id:
            (read,) = with_reasons(product, portfolio, [action], found, now.scores)
            edits = [edit for edit in now.edits if edit.action == action_id]
            return ActionRead(read, edits, now.scores)
    return None


def named_actions(
    product: Product, portfolio: Portfolio, most: int
) -> tuple[tuple[Action, ...], dict[int, str], list[Edit]]:
    """The actions of a plan in order with what became of their reasons, what the activities are
    called that they are for, by number, of each action so many at most, of which a list has many
    more, and what was changed in the actions.
    """
    kept = plans.list_actions(product.database, portfolio)
    found, scores = list_activities(product, portfolio), scores_now(product, portfolio)
    actions = with_reasons(product, portfolio, kept, found, scores)
    numbers = sorted({number for action in actions for number in action.activities[:most]})
    names = {n: found.record(n).name for n in numbers if n in found.kept}
    return actions, names, plans.list_edits(product.database, portfolio)


def with_reasons_now(
    product: Product, portfolio: Portfolio, actions: Iterable[Action]
) -> tuple[Action, ...]:
    """Some actions, in the plan or taken out of it, with what became of the reason of each."""
    found = list_activities(product, portfolio)
    return with_reasons(product, portfolio, actions, found, scores_now(product, portfolio))


def read_actions(product: Product, portfolio: Portfolio, today: date) -> PlanActions:
    """The actions of a plan with what became of their reasons, without assessing its activities
    with every reason.
    """
    found = list_activities(product, portfolio)
    now = _put_together(product, portfolio, found).now
    return PlanActions(
        today,
        with_reasons(product, portfolio, now.actions, found, now.scores),
        {activity.number: activity.name for activity in found.counted},
        done_on(now.actions, now.edits),
        told_of_actions(product, portfolio),
    )


def told_of_actions(product: Product, portfolio: Portfolio) -> dict[int, str]:
    """What everyone is told was done, by an action's id."""
    told = public_pages.list_told(product.database, portfolio)
    return {action: each.did for action, each in told.items() if each.did}
