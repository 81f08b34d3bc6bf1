"""Remarks on single answers, and on an activity as a whole."""

from collections import Counter

from ladder_assess.core.history import Author
from ladder_assess.services.product import Product
from ladder_assess.storage import history
from ladder_assess.storage.history import Comment
from ladder_assess.storage.portfolios import Portfolio

WHOLE = ""


def comment(
    product: Product,
    portfolio: Portfolio,
    number: int,
    item: str,
    text: str,
    author: Author,
    request: str,
) -> None:
    """Add a remark on an item, or on the WHOLE; the same `request` again adds nothing."""
    remark = Comment(item, text, author.when, author.account)
    history.add_comment(product.database, portfolio, number, remark, request)


def comments(product: Product, portfolio: Portfolio, number: int) -> dict[str, list[Comment]]:
    """Every remark on an activity, by item, the earliest first."""
    found: dict[str, list[Comment]] = {}
    for remark in history.comments_on(product.database, portfolio, number):
        found.setdefault(remark.item, []).append(remark)
    return found


def count_comments(product: Product, portfolio: Portfolio, number: int) -> Counter[str]:
    """How many remarks each item has."""
    return Counter(c.item for c in history.comments_on(product.database, portfolio, number))
