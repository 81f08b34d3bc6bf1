"""A browser that has signed in before: remembered by a signed cookie, so that those who try an
account from elsewhere cannot lock its owner out.

It opens nothing: it leads past the wide limits to the check of the password, with narrow limits of
its own.
"""

import secrets

from flask import after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from ladder_assess.core.people.account import Account
from ladder_assess.web.common.limits import forgive, limit, network

NAME = "known_browser"
KEPT = 400 * 24 * 3600
MOST_ACCOUNTS = 5


def remember_browser(account: Account) -> None:
    """Note with the answer to this request that the browser has signed in to an account."""
    browser, accounts = _read()
    known = [account.id, *(found for found in accounts if found != account.id)][:MOST_ACCOUNTS]
    value = _serializer().dumps([browser or secrets.token_urlsafe(12), known])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            NAME, value, max_age=KEPT, httponly=True, samesite="Lax",
            secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        )  # fmt: skip
        return response


def browser_of(account: Account | None) -> str:
    """The name of this browser where it has signed in to the account before; else empty."""
    browser, accounts = _read()
    return browser if account is not None and account.id in accounts else ""


def limit_tries(kinds: tuple[str, str], who: str, account: Account | None) -> str:
    """Count a try, narrow limits first, so that what is refused counts nowhere else.

    `kinds` are a narrow and a wide limit (see services.common.limits), `who` the address or account
    that is tried. Gives the key that is forgiven after a success. Answers with 429 where there
    were too many: the wide limit lets a browser through that has signed in to the account before.
    """
    narrow, wide = kinds
    browser = browser_of(account)
    key = f"{who} {browser or network()}"
    limit(narrow, key)
    if not browser:
        limit(wide, who)
    return key


def forgive_tries(kinds: tuple[str, str], key: str) -> None:
    """Start counting afresh after a success."""
    forgive(kinds[0], key)


def _read() -> tuple[str, list[int]]:
    try:
        browser, accounts = _serializer().loads(request.cookies.get(NAME, ""), max_age=KEPT)
    except (BadData, ValueError, TypeError):
        return "", []
    return str(browser), [int(account) for account in accounts]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=NAME)
