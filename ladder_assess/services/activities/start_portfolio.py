"""Starts a portfolio under a private link, and adds activities to it."""

import hmac
from base64 import b32encode
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.draft import Draft
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, portfolios

TOKEN_BYTES = 20


def token_for(secret: str, request: str) -> str:
    """The private link's token for one filled-in start form: 32 letters and digits, 160 bits.

    Made from the form's own random id, so that a double click opens one portfolio, and from the
    installation's secret, so that nobody else can work it out.
    """
    mac = hmac.digest(secret.encode(), b"private-link:" + request.encode(), "sha256")
    return b32encode(mac[:TOKEN_BYTES]).decode().lower()


def start_portfolio(product: Product, request: str, today: date) -> str:
    """Make a portfolio and return its token; the same `request` again gives the same one."""
    token = token_for(product.secret, request)
    portfolios.make_portfolio(product.database, token, today)
    return token


def add_activity(
    product: Product,
    portfolio: Portfolio,
    path: str,
    request: str,
    arrangement: str = "",
    when: int = 0,
) -> int:
    """Add an activity, to be described by the quick or the full path; returns its number.

    `when` that is, is in seconds since 1970; 0 leaves it unsaid.
    It is empty, or has the usual answers of an `arrangement`, each still to be confirmed.
    """
    draft = Draft(number=0, path=path, stamp=product.stamp)
    found = product.definitions.arrangements.get(arrangement)
    if found:
        prefilled = frozenset(found.answers)
        draft = replace(draft, values=found.answers, arrangement=arrangement, prefilled=prefilled)
    return activities.add_activity(product.database, portfolio, draft, request, when)
