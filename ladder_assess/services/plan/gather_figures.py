"""Gathers every figure behind a plan, for a spreadsheet or a document to edit."""

from collections.abc import Iterator
from datetime import date

from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.plan.document import PlanDocument, PlanFigures, Remark, Worked
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.gather_plan import gather_plan
from ladder_assess.storage.activities import history
from ladder_assess.storage.plan import plans, public_pages


def gather_figures(
    product: Product,
    portfolio: Portfolio,
    made_on: date,
    policy: Policy | None = None,
    since: str = LATEST,
) -> PlanFigures:
    """The plan of a portfolio with what was said about the answers, what was changed in its actions
    and what everyone is told of them. `since` says which earlier plan it
    compares with.
    """
    plan = gather_plan(product, portfolio, made_on, policy, since)
    remarks = (r for a in plan.activities for r in _remarks(product, portfolio, a))
    changes = _changes(product, portfolio, plan)
    told = public_pages.list_told(product.database, portfolio)
    did = {action: each.did for action, each in told.items() if each.did}
    return PlanFigures(plan, tuple(remarks), tuple(changes), did)


def _changes(product: Product, portfolio: Portfolio, plan: PlanDocument) -> Iterator[Worked]:
    places = {action.id: (n, action.title) for n, action in enumerate(plan.actions, start=1)}
    for edit in plans.list_edits(product.database, portfolio):
        if edit.action in places:
            on = uk_day(edit.author.when)
            yield Worked(*places[edit.action], on, edit)


def _remarks(
    product: Product, portfolio: Portfolio, activity: AssessedActivity
) -> Iterator[Remark]:
    for comment in history.comments_on(product.database, portfolio, activity.number):
        on = uk_day(comment.happened)
        yield Remark(activity.number, comment.item, comment.name, on, comment.text)
