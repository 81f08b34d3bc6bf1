"""Gathers everything that the plan of a portfolio shows."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.progress import LATEST, done_on
from ladder_assess.core.plan.strand import readings
from ladder_assess.services.benchmarks.review_conditions import beside_peers
from ladder_assess.services.common.product import Product
from ladder_assess.services.placement.assess_activity import assess_portfolio
from ladder_assess.services.plan.follow_plan import since_earlier_plan
from ladder_assess.services.plan.write_plan import weighed_actions
from ladder_assess.storage.plan import plans


def gather_plan(
    product: Product,
    portfolio: Portfolio,
    made_on: date,
    policy: Policy | None = None,
    since: str = LATEST,
) -> PlanDocument:
    """Everything that the plan of a portfolio shows; of peers nothing without a policy.

    `since` says which earlier plan it compares with: see services.follow_plan.
    """
    activities = assess_portfolio(product, portfolio)
    strands = beside_peers(product, portfolio, policy, made_on)
    scores = tuple(readings(strands))
    actions = tuple(weighed_actions(product, portfolio, activities, scores))
    edits = plans.list_edits(product.database, portfolio)
    return PlanDocument(
        title=portfolio.title,
        made_on=made_on,
        activities=activities,
        actions=actions,
        strands=strands,
        since=since_earlier_plan(
            product, portfolio, made_on, actions, activities, scores, wanted=since
        ),
        done_on=done_on(actions, edits),
    )
