"""Who is asking: the account that this browser has signed in to."""

import re
import secrets
from collections.abc import Callable
from functools import partial

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    make_response,
    redirect,
    request,
    session,
    url_for,
)

from ladder_assess.core.people.account import Account, SignIn
from ladder_assess.services.people.find_account import account_of
from ladder_assess.services.people.keep_sign_in import Device, Lasts, is_signed_in, who_asks
from ladder_assess.web.access.admission import (
    beside_the_use_case,
    let_write_while,
    let_write_while_signed_in,
)
from ladder_assess.web.access.typed_text import hold, typed_here
from ladder_assess.web.common.looked_at_again import asked_by_itself
from ladder_assess.web.common.request import View, product

KEY = "sign_in"
DEVICE_LENGTH = 120
# One slash, then nothing that a browser would read as another, or leave out.
OWN = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def init_app(app: Flask) -> None:
    """Let every page say who is signed in."""
    app.jinja_env.globals.update(signed_in=signed_in)
    app.after_request(leave_nothing)


def leave_nothing(response: Response) -> Response:
    """No browser keeps a page that says who is signed in: the next person at a shared computer
    could go back to it.
    """
    # A page for everybody never looks at the session, lest caches keep one for each reader.
    if "private" in response.headers.get("Cache-Control", "") and KEY in session:
        response.cache_control.no_cache = None
        response.cache_control.no_store = True
    return response


def now() -> int:
    """The time in whole seconds since 1970."""
    clock: Callable[[], int] = current_app.config["NOW"]
    return clock()


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
    lasts = Lasts(current_app.config["SIGN_IN_IDLE"], current_app.config["SIGN_IN_LONGEST"])
    with beside_the_use_case():
        found = who_asks(product(), token, lasts, now(), used=not asked_by_itself())
    if found is None:
        session.pop(KEY, None)
        return None
    account, g.sign_in = found
    return account


def let_in() -> Account | None:
    """The same where nobody comes in who is not signed in, or does what they do in their own name:
    nothing is saved once they are signed out. A new password signs everybody out who had the old.
    """
    account = signed_in()
    if account is not None:
        let_write_while_signed_in(_ask_whether_signed_in)
    return account


def _ask_whether_signed_in() -> None:
    token = session.get(KEY)
    if not isinstance(token, str) or not is_signed_in(product(), token):
        g.account = None
        abort(make_response(ask_to_sign_in()))


def this_sign_in() -> SignIn | None:
    """The sign-in of this browser; None where it is signed out."""
    found: SignIn | None = g.sign_in if signed_in() is not None else None
    return found


def new_device() -> Device:
    """This browser, under a new token, for the use case that signs it in."""
    name = (request.user_agent.string or "")[:DEVICE_LENGTH]
    return Device(secrets.token_urlsafe(32), name, now())


def keep_signed_in(device: Device) -> None:
    """Let this browser be the device that was signed in, with a new session."""
    forget_signed_in()
    session[KEY] = device.token


def forget_signed_in() -> None:
    """Let this browser be signed in to nothing."""
    session.clear()
    g.pop("account", None)


def ask_to_sign_in() -> View:
    """Send someone to sign in and then back to where they wanted to go; with a form that they have
    filled in, hold what they typed.
    """
    if request.method != "POST":
        return redirect(url_for("account.sign_in", to=request.full_path.rstrip("?")))
    held = typed_here()
    if held:
        return hold(request.full_path.rstrip("?"), held)
    return redirect(url_for("account.sign_in", to=_nearest_page()))


def _nearest_page() -> str:
    """Where to go on after a form that was sent in vain: to its page or, where it has none of its
    own, to the list or the organisation that it is about.
    """
    rule = request.url_rule
    if rule is not None and "GET" in (rule.methods or ()):
        return request.full_path.rstrip("?")
    if g.get("token"):
        return url_for("portfolio.show")
    if g.get("organisation_id") is not None:
        return url_for("organisation.show")
    return url_for("account.show")


def only_administrators() -> View | None:
    """Keep everyone else out, and send a site administrator without codes to turn them on first: a
    password, or a sign-in elsewhere, alone opens none of their pages (ASVS 4.3.1).
    """
    account = signed_in()
    if account is None or not account.administrator:
        abort(403)
    if account.code_secret:
        let_write_while(partial(_administers, account.id))
        return None
    to = request.full_path.rstrip("?") if request.method == "GET" else url_for("account.show")
    return redirect(url_for("account.codes", to=to))


def _administers(number: int) -> None:
    account = account_of(product(), number)
    if account is None or not account.administrator:
        abort(403)


def own_address(address: str | None) -> str | None:
    """An address of this site, as a path; None for any other, so that no link leads elsewhere."""
    return address if address and OWN.fullmatch(address) else None
