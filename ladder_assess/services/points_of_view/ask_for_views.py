"""Asks groups for their views of an activity, and opens what they are sent."""

from ladder_assess.core.points_of_view.group_link import ViewLink
from ladder_assess.services.common.link_token import VIEW
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.ask_group import Question
from ladder_assess.storage.points_of_view import links


def view_of(number: int) -> Question:
    """The question for views of an activity of a portfolio, by its number."""
    return Question(links, number, VIEW, "view_link", {"activity": number})


def find_link(product: Product, token: str) -> ViewLink | None:
    """What a token opens; None for any other text."""
    return links.find_link(product.database, token)
