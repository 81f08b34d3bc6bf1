"""Remarks on single answers, and on an activity as a whole."""

from collections import Counter
from dataclasses import dataclass

from ladder_assess.core.activities.history import Author, Comment
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.tell_people import Notice, tell, whom_a_remark_concerns
from ladder_assess.storage.activities import activities, history

WHOLE = ""


@dataclass(frozen=True)
class Said:
    """A remark as it is sent: on an item or on the WHOLE, by whom.

    `request` is the form's own id: the same again adds nothing. `notice` is sent to those whom the
    remark concerns, if they want such messages.
    """

    item: str
    text: str
    author: Author
    request: str
    notice: Notice


def comment(
    product: Product, organisation: int, portfolio: Portfolio, number: int, said: Said
) -> None:
    """Add a remark on an activity and tell those whom it concerns; nothing where there is none."""
    author = said.author
    remark = Comment(said.item, said.text, author.when, author.account)
    with product.database.writing() as connection:
        record = activities.find_activity(product.database, portfolio, number)
        if record and history.add_comment(connection, portfolio, number, remark, said.request):
            concerned = whom_a_remark_concerns(product, organisation, portfolio, record)
            by = Actor(author.account, organisation, author.when)
            tell(product, connection, by, concerned, said.notice)


def comments(product: Product, portfolio: Portfolio, number: int) -> dict[str, list[Comment]]:
    """Every remark on an activity, by item, the earliest first."""
    found: dict[str, list[Comment]] = {}
    for remark in history.comments_on(product.database, portfolio, number):
        found.setdefault(remark.item, []).append(remark)
    return found


def count_comments(product: Product, portfolio: Portfolio, number: int) -> Counter[str]:
    """How many remarks each item has."""
    return Counter(c.item for c in history.comments_on(product.database, portfolio, number))
