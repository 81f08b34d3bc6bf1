"""Public pages about plans, published straight through the services."""

from collections.abc import Collection

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.public_page import SHOWS, Choices, seal
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.publish_page import page_now, publish_page
from ladder_assess.storage.plan import public_pages
from tests.support.kept.written import written
from tests.support.site import TODAY

PUBLIC = Choices(
    "What we do about what you told us",
    "In March we asked everyone in Riverside.",
    "riverside@example.org",
    frozenset(SHOWS),
)


def publish(
    product: Product, portfolio: Portfolio, choices: Choices, shown: Collection[int] = ()
) -> str:
    """Publish a page with these actions on it; returns its address."""
    kept = public_pages.find_page(product.database, portfolio)
    assert written(
        product.database, public_pages.keep_choices, portfolio, choices, shown, seen=kept.revision
    )
    publish_page(product, portfolio, Actor(), TODAY, seal(page_now(product, portfolio, TODAY)))
    return public_pages.find_page(product.database, portfolio).address
