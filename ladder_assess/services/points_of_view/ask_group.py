"""Asks a group of people by a link that can be sent, shown or printed: for their view of an
activity, or for their answers in a questionnaire's round.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.points_of_view.group_link import GroupLink, LinkState
from ladder_assess.services.common.link_token import link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Database, Writing
from ladder_assess.storage.people import audit

# What the log calls the one group of a questionnaire without forms.
EVERYONE = "all"


class Links(Protocol):
    """Where the links of one kind are kept. What they ask about is known by a number there."""

    def add_link(
        self,
        connection: Writing,
        portfolio: Portfolio,
        about: int,
        group: str,
        request: str,
        token: str,
    ) -> bool:
        """Open a link for a group, unless it has an open one already; says whether it did."""

    def links(self, database: Database, portfolio: Portfolio, about: int) -> dict[str, LinkState]:
        """The link of each group that has or had one."""

    def close_link(
        self, connection: Writing, portfolio: Portfolio, about: int, group: str, at: int
    ) -> bool:
        """Take no more answers by a group's link from an instant on; says whether it was open."""


@dataclass(frozen=True)
class Question:
    """What groups are asked about: kept in `links` under a number, and called in the log by
    `event`, with details. `purpose` is that of the links' tokens.
    """

    links: Links
    about: int
    purpose: str
    event: str
    details: Mapping[str, Any]


def open_link(
    product: Product, portfolio: Portfolio, asked: Question, group: str, by: Actor, request: str
) -> None:
    """Open a link for a group. While it has one that is open, that one stays."""
    token = link_token(product.secret, asked.purpose, request)
    with product.database.writing() as connection:
        opened = asked.links.add_link(connection, portfolio, asked.about, group, request, token)
        _record(connection, asked, group, by, opened, "opened")


def close_link(
    product: Product, portfolio: Portfolio, asked: Question, group: str, by: Actor
) -> None:
    """Take no more answers by a group's link; what was answered stays."""
    with product.database.writing() as connection:
        closed = asked.links.close_link(connection, portfolio, asked.about, group, by.when)
        _record(connection, asked, group, by, closed, "closed")


def _record(
    connection: Writing, asked: Question, group: str, by: Actor, changed: bool, what: str
) -> None:
    details = {**asked.details, "group": group or EVERYONE}
    audit.record(connection, by, changed, f"{asked.event}_{what}", **details)


def group_links(product: Product, portfolio: Portfolio, asked: Question) -> dict[str, GroupLink]:
    """The link of each group that has or had one: its token while it is open."""
    found = asked.links.links(product.database, portfolio, asked.about)
    return {
        group: GroupLink(
            link_token(product.secret, asked.purpose, state.request)
            if state.request and not state.many
            else "",
            state.closed,
            state.many,
        )
        for group, state in found.items()
    }


def open_tokens(product: Product, portfolio: Portfolio, asked: Question) -> dict[str, str]:
    """The token of each group's open link."""
    found = group_links(product, portfolio, asked)
    return {group: link.token for group, link in found.items() if link.token}
