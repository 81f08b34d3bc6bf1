"""Asks a group for its view of an activity, by a link that can be sent, shown or printed."""

import hmac
from base64 import b32encode

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.start_portfolio import TOKEN_BYTES
from ladder_assess.services.common.product import Product
from ladder_assess.storage.points_of_view import given as points_of_view


def link_token(product: Product, request: str) -> str:
    """The token of an invitation: 160 bits that only this installation's secret can work out."""
    mac = hmac.digest(product.secret.encode(), b"view-link:" + request.encode(), "sha256")
    return b32encode(mac[:TOKEN_BYTES]).decode().lower()


def open_link(
    product: Product, portfolio: Portfolio, number: int, group: str, request: str
) -> None:
    """Open a link for a group. While it has one that is open, nothing changes."""
    token = link_token(product, request)
    points_of_view.add_link(product.database, portfolio, number, group, request, token)


def open_tokens(product: Product, portfolio: Portfolio, number: int) -> dict[str, str]:
    """The token of each group's open link."""
    requests = points_of_view.open_links(product.database, portfolio, number)
    return {group: link_token(product, request) for group, request in requests.items()}


def close_link(product: Product, portfolio: Portfolio, number: int, group: str) -> None:
    """Take no more answers by a group's link; what was answered stays."""
    points_of_view.close_link(product.database, portfolio, number, group)
