"""People who give their view of an activity, straight through the services."""

from collections.abc import Mapping
from itertools import count

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.ask_for_views import view_of
from ladder_assess.services.points_of_view.ask_group import close_link, open_link, open_tokens
from ladder_assess.services.points_of_view.give_view import Respondent, give, pages_for
from ladder_assess.storage.points_of_view.links import find_link
from tests.support.site import TODAY

_fresh = count(1)


def ask(product: Product, portfolio: Portfolio, group: str, number: int = 1) -> str:
    """The token of a group's link, which is opened where it is not."""
    asked = view_of(number)
    open_link(product, portfolio, asked, group, Actor(), f"ask-{next(_fresh)}")
    return open_tokens(product, portfolio, asked)[group]


def close(product: Product, portfolio: Portfolio, group: str, number: int = 1) -> None:
    """Close a group's link."""
    close_link(product, portfolio, view_of(number), group, Actor())


def answer_all(
    product: Product,
    token: str,
    values: Mapping[str, Value],
    *,
    voice: Mapping[str, Value] | None = None,
    account: int | None = None,
    pages: int = 99,
) -> str:
    """One respondent answers the first pages of what their group is asked; returns the random id
    that their browser holds.
    """
    link = find_link(product.database, token)
    assert link is not None
    by = Respondent(f"respondent-{next(_fresh)}", "anonymous-answers-v1", account)
    for page in pages_for(product, link.group)[:pages]:
        said = voice or {} if page.part == "voice" else values
        own = {item.id: said.get(item.id) for item in page.items}
        assert give(product, token, link, page, own, by, TODAY)
    return by.view
