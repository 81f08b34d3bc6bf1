"""Gathers everything that the plan of a portfolio shows, and every figure behind it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.plan.document import PlanDocument, PlanFigures, Remark, Worked
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.progress import LATEST, done_on
from ladder_assess.core.plan.strand import readings
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.benchmarks.review_conditions import beside_peers
from ladder_assess.services.common.product import Product
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.follow_plan import over_time, since_earlier_plan
from ladder_assess.services.plan.gather_views import gather_views
from ladder_assess.services.plan.read_plan import (
    all_proposed,
    put_together,
    told_of_actions,
)
from ladder_assess.services.plan.read_reasons import with_reasons
from ladder_assess.storage.activities import history
from ladder_assess.storage.people import organisations


def gather_plan(
    product: Product,
    portfolio: Portfolio,
    made_on: date,
    policy: Policy | None = None,
    since: str = LATEST,
    author: str = "",
) -> PlanDocument:
    """Everything that the plan of a portfolio shows; of peers nothing without a policy.

    `since` says which earlier plan it compares with: see services.plan.follow_plan. `author` is the
    name of whoever has it made.
    """
    plan, _edits = _gather(product, portfolio, made_on, policy, since)
    return replace(plan, author=author)


def gather_figures(
    product: Product,
    portfolio: Portfolio,
    made_on: date,
    policy: Policy | None = None,
    since: str = LATEST,
    author: str = "",
) -> PlanFigures:
    """The same with what was said about the answers, what was changed in the plan's actions and
    what everyone is told of them: for a spreadsheet or a document to edit.
    """
    plan, edits = _gather(product, portfolio, made_on, policy, since)
    plan = replace(plan, author=author)
    remarks = (r for a in plan.activities for r in _remarks(product, portfolio, a))
    changes = tuple(_changes(plan, edits))
    return PlanFigures(plan, tuple(remarks), changes, told_of_actions(product, portfolio))


def _gather(
    product: Product, portfolio: Portfolio, made_on: date, policy: Policy | None, wanted: str
) -> tuple[PlanDocument, list[Edit]]:
    activities = assess_portfolio(product, portfolio)
    strands = beside_peers(product, portfolio, policy, made_on)
    rests_on = {activity.number: activity.explanation.rests_on for activity in activities}
    listed, scores = list_activities(product, portfolio), tuple(readings(strands))
    now = put_together(
        product,
        portfolio,
        activities,
        scores,
        lambda number: len(rests_on[number]) == 1,
        all_proposed(product, listed, scores),
    ).now
    owner = organisations.whose(product.database, portfolio)
    since = since_earlier_plan(product, portfolio, made_on, now, listed, wanted)
    plan = PlanDocument(
        title=portfolio.title,
        made_on=made_on,
        activities=activities,
        actions=with_reasons(product, portfolio, now.actions, listed, now.scores),
        strands=strands,
        since=since,
        over_time=over_time(product, portfolio, made_on, since, wanted),
        done_on=done_on(now.actions, now.edits),
        scores=now.scores,
        organisation=owner.name if owner else "",
        views=tuple(gather_views(product, portfolio)),
    )
    return plan, now.edits


def _changes(plan: PlanDocument, edits: Iterable[Edit]) -> Iterator[Worked]:
    places = {action.id: (n, action.title) for n, action in enumerate(plan.actions, start=1)}
    for edit in edits:
        if edit.action in places:
            yield Worked(*places[edit.action], uk_day(edit.author.when), edit)


def _remarks(
    product: Product, portfolio: Portfolio, activity: AssessedActivity
) -> Iterator[Remark]:
    for comment in history.comments_on(product.database, portfolio, activity.number):
        on = uk_day(comment.happened)
        yield Remark(activity.number, comment.item, comment.name, on, comment.text)
