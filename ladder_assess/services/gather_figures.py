"""Gathers every figure behind a plan, for a spreadsheet."""

from collections.abc import Iterator
from datetime import date, datetime, tzinfo

from ladder_assess.core.benchmark import Thresholds
from ladder_assess.core.plan_document import PlanFigures, Remark
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.services.make_document import gather_plan
from ladder_assess.services.product import Product
from ladder_assess.storage import history
from ladder_assess.storage.portfolios import Portfolio


def gather_figures(
    product: Product,
    portfolio: Portfolio,
    made_on: date,
    zone: tzinfo,
    thresholds: Thresholds | None = None,
) -> PlanFigures:
    """The plan of a portfolio with what was said about the answers, on days of a time zone."""
    plan = gather_plan(product, portfolio, made_on, thresholds)
    remarks = (r for a in plan.activities for r in _remarks(product, portfolio, a, zone))
    return PlanFigures(plan, tuple(remarks))


def _remarks(
    product: Product, portfolio: Portfolio, activity: AssessedActivity, zone: tzinfo
) -> Iterator[Remark]:
    for comment in history.comments_on(product.database, portfolio, activity.number):
        on = datetime.fromtimestamp(comment.happened, zone).date()
        yield Remark(activity.number, comment.item, comment.name, on, comment.text)
