"""Makes the plan's PDF in the background: asked for, gathered, kept, or failed with a reason."""

from collections.abc import Callable
from datetime import date

from ladder_assess.core.benchmark import Thresholds
from ladder_assess.core.plan_document import PlanDocument
from ladder_assess.services.assess_activity import assess_portfolio
from ladder_assess.services.product import Product
from ladder_assess.services.review_conditions import beside_peers
from ladder_assess.storage import documents, plans
from ladder_assess.storage.documents import Wanted
from ladder_assess.storage.portfolios import Portfolio

Progress = Callable[[str], None]
Renderer = Callable[[PlanDocument, Progress], bytes]


def gather_plan(
    product: Product, portfolio: Portfolio, made_on: date, thresholds: Thresholds | None = None
) -> PlanDocument:
    """Everything that the plan of a portfolio shows; of peers nothing without thresholds."""
    return PlanDocument(
        title=portfolio.title,
        made_on=made_on,
        activities=assess_portfolio(product, portfolio),
        actions=tuple(plans.list_actions(product.database, portfolio)),
        strands=beside_peers(product, portfolio, thresholds),
    )


def make_document(
    product: Product, wanted: Wanted, render: Renderer, thresholds: Thresholds | None = None
) -> None:
    """Render a PDF that was asked for and keep it.

    Whatever goes wrong is noted beside it for the page to say, and raised again for the log.
    """

    def progress(step: str) -> None:
        documents.note_progress(product.database, wanted, documents.WORKING, step)

    progress("gather")
    try:
        plan = gather_plan(product, wanted.portfolio, wanted.made_on, thresholds)
        content = render(plan, progress)
    except Exception as error:
        documents.note_progress(product.database, wanted, documents.FAILED, type(error).__name__)
        raise
    documents.finish_document(product.database, wanted, content)
