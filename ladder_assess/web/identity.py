"""Who is asking: the account that this browser has signed in to."""

import re
import secrets
import time

from flask import Flask, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from ladder_assess.storage import accounts, sign_ins
from ladder_assess.storage.accounts import Account
from ladder_assess.web.views import product

KEY = "sign_in"
SEEN_EVERY = 60
DEVICE_LENGTH = 120
# One slash, then nothing that a browser would read as another, or leave out.
OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def init_app(app: Flask) -> None:
    """Let every page say who is signed in."""
    app.jinja_env.globals.update(signed_in=signed_in)


def now() -> int:
    """The time in whole seconds since 1970."""
    return int(time.time())


def signed_in() -> Account | None:
    """The account of this request; None for someone who is not signed in, or not any more."""
    if "account" not in g:
        g.account = _find_account()
    found: Account | None = g.account
    return found


def _find_account() -> Account | None:
    token = session.get(KEY)
    if not isinstance(token, str):
        return None
    found = sign_ins.find(product().database, token)
    moment = now()
    if found is None or _over(found, moment):
        session.pop(KEY, None)
        return None
    if moment - found.seen >= SEEN_EVERY:
        sign_ins.touch(product().database, found, moment)
    g.sign_in = found
    return accounts.account_by_id(product().database, found.account_id)


def _over(found: sign_ins.SignIn, moment: int) -> bool:
    idle, longest = current_app.config["SIGN_IN_IDLE"], current_app.config["SIGN_IN_LONGEST"]
    return bool(moment - found.seen > idle or moment - found.started > longest)


def begin_sign_in(account: Account) -> None:
    """Sign this browser in, under a new token and with a new session."""
    token = secrets.token_urlsafe(32)
    device = (request.user_agent.string or "")[:DEVICE_LENGTH]
    sign_ins.start(product().database, account.id, token, device, now())
    session.clear()
    session[KEY] = token
    g.pop("account", None)


def end_sign_in() -> None:
    """Sign this browser out."""
    account = signed_in()
    if account is not None:
        sign_ins.end(product().database, account.id, g.sign_in.id)
    session.clear()
    g.pop("account", None)


def ask_to_sign_in() -> Response:
    """Send someone to sign in and then back to where they wanted to go."""
    return redirect(url_for("account.sign_in", to=request.full_path.rstrip("?")))


def own_address(address: str | None) -> str | None:
    """An address of this site, as a path; None for any other, so that no link leads elsewhere."""
    return address if address and OWN.fullmatch(address) else None
