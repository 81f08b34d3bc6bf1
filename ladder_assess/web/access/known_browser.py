"""A browser that has signed in before: remembered by a signed cookie, so that those who try an
account from elsewhere cannot lock its owner out.

It opens nothing: it leads past the wide limits to the check of the password, with narrow limits of
its own.
"""

import secrets
from dataclasses import dataclass

from flask import after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from ladder_assess.core.people.account import Account
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.common.limits import counted, forgive, limit, network

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


def whoever() -> str:
    """Who asks, where nobody need be signed in: who is, or was in this browser; else a network."""
    account, known = signed_in(), _read()[1]
    number = account.id if account else next(iter(known), 0)
    return f"account {number}" if number else network()


def limit_tries(
    kinds: tuple[str, str], who: str, account: Account | None, way_in: str = "", crowd: str = ""
) -> "Tries":
    """Count a try, narrow limits first, so that what is refused counts nowhere else.

    `kinds` are a narrow and a wide limit (see services.common.limits), `who` the address or account
    that is tried; `way_in` names a link that has led this browser past the wide limit, and `crowd`
    is a limit of the network. Answers with 429 where there were too many within the narrow limit or
    that of the network, and says whether there were within the wide one. Both of those count for no
    browser that has signed in to the account before.
    """
    narrow, wide = kinds
    browser = browser_of(account) or way_in
    key = f"{who} {browser or network()}"
    limit(narrow, key)
    if crowd and not browser:
        limit(crowd)
    return Tries(narrow, key, 0 if browser else counted(wide, who))


@dataclass(frozen=True)
class Tries:
    """What was counted: within the narrow limit `kind` for `key`; `wait` is how many seconds the
    wide one asks for, or 0.
    """

    kind: str
    key: str
    wait: int

    def forgive(self) -> None:
        """Start counting afresh after a success."""
        forgive(self.kind, self.key)


def _read() -> tuple[str, list[int]]:
    try:
        browser, accounts = _serializer().loads(request.cookies.get(NAME, ""), max_age=KEPT)
    except (BadData, ValueError, TypeError):
        return "", []
    return str(browser), [int(account) for account in accounts]


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=NAME)
