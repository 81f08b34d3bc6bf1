"""Private links: the same form gives the same link, and nobody can work out another's."""

import re

from ladder_assess.services.activities.start_portfolio import (
    add_activity,
    start_portfolio,
)
from ladder_assess.services.common.link_token import PRIVATE, VIEW, WAVE, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.support.site import TODAY


def test_a_token_follows_from_the_form_and_the_secret() -> None:
    token = link_token("secret", PRIVATE, "request")
    assert re.fullmatch("[a-z2-7]{32}", token)
    assert link_token("secret", PRIVATE, "request") == token
    assert len({link_token("secret", kind, "request") for kind in (PRIVATE, VIEW, WAVE)}) == 3
    assert link_token("another secret", PRIVATE, "request") != token
    assert link_token("secret", PRIVATE, "another request") != token


def test_starting_twice_opens_the_same(product: Product) -> None:
    first = start_portfolio(product, "pressed twice", TODAY)
    assert start_portfolio(product, "pressed twice", TODAY) == first
    portfolio = open_portfolio(product.database, first)
    assert portfolio is not None
    assert add_activity(product, portfolio, "quick", "first") == 1
    assert add_activity(product, portfolio, "full", "first") == 1
    assert add_activity(product, portfolio, "full", "second") == 2
