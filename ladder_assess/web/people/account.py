"""Signing in and out.

Whether an address has an account shows in no answer: neither in words nor in how long one takes.
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from ladder_assess.core.people.account import Account, plain_email
from ladder_assess.services.people import keep_sign_in
from ladder_assess.services.people.find_account import account_at, account_of
from ladder_assess.services.people.let_in import has_way_in, offer_way_in, use_way_in
from ladder_assess.services.people.sign_in import check_code, mark_of
from ladder_assess.services.people.sign_in import sign_in as check_password
from ladder_assess.web.access.account_forms import (
    SecondStepForm,
    SignInForm,
    refuse,
    refuse_for_now,
)
from ladder_assess.web.access.identity import (
    ask_to_sign_in,
    forget_signed_in,
    keep_signed_in,
    let_in,
    new_device,
    now,
    own_address,
    signed_in,
    this_sign_in,
)
from ladder_assess.web.access.known_browser import limit_tries, remember_browser
from ladder_assess.web.access.membership import own_home
from ladder_assess.web.access.typed_text import HELD, hold, show_again, typed_in
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import counted
from ladder_assess.web.common.request import View, mailed_link, product
from ladder_assess.web.people import account_mail

blueprint = Blueprint("account", __name__)

HALF, LINKING = "half_signed_in", "linking"
# A narrow limit and a wide one: see known_browser.limit_tries.
SIGN_IN, CODE = ("sign_in", "sign_in_email"), ("code", "code_account")
HALF_LASTS = 10 * 60
Page = Callable[..., View]


@blueprint.after_request
def keep_nothing(response: Response) -> Response:
    """These pages stay in no store: the next person at the computer could read them there."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def with_account(view: Page) -> Page:
    """Show a page to those who are signed in, as `g.account`, and ask the others to sign in."""

    @wraps(view)
    def shown(*args: Any, **values: Any) -> View:
        if let_in() is not None:
            return view(*args, **values)
        return ask_to_sign_in()

    return shown


def person() -> Account:
    """Who is signed in, on a page that asked for it."""
    account: Account = g.account
    return account


@blueprint.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> View:
    """Sign in with an e-mail address and a password."""
    to = where_to()
    if signed_in() is not None and request.method == "GET":
        return redirect(_landing(person(), to))
    form = SignInForm()
    held = form.held.data or ""
    wait = 0
    if form.validate_on_submit():
        account, wait = _check(form.email.data, form.password.data)
        if account is not None:
            return go_on(account, to, held)
        if wait:
            refuse_for_now(form)
        else:
            refuse(form)
    if typed_in(held):
        return hold(to, held, form)
    page = render_template(
        "people/account/sign_in.html",
        form=form,
        to=to,
        linking=_linking() is not None,
        provider=current_app.extensions.get("ladder_assess_provider"),
    )
    return _asked_to_wait(page, wait) if wait else page


def _asked_to_wait(page: str, seconds: int) -> View:
    return make_response(page, 429, {"Retry-After": str(seconds)})


def where_to() -> str:
    """Where to go on after signing in: the address here that was asked for, or the first page,
    in place of which everybody comes to where they are at home.
    """
    return own_address(request.args.get("to")) or url_for("home.index")


def _landing(account: Account, to: str) -> str:
    if to != url_for("home.index"):
        return to
    # Without an organisation there is nothing to do in one's account but to add one; an
    # administrator has the pages of the site there.
    lost = "account.show" if account.administrator else "organisation.index"
    return own_home(account) or url_for(lost)


def _check(email: str, password: str) -> tuple[Account | None, int]:
    """Whom the password opens the account to, and for how many seconds it alone opens none, as too
    many try. Right or wrong shows in no answer then: the right one has a link sent to its owner.
    """
    tried, token = account_at(product(), email), request.args.get("way", "")
    way_in = token if has_way_in(product(), token, email) else ""
    tries = limit_tries(SIGN_IN, plain_email(email), tried, way_in, "sign_in_network")
    account = check_password(product(), email, password)
    if account is not None and tries.wait:
        _send_way_in(account)
    if account is None or tries.wait:
        return None, tries.wait
    if way_in:
        use_way_in(product(), way_in)
        remember_browser(account)
    tries.forgive()
    return account, 0


def _send_way_in(account: Account) -> None:
    if counted("way_in", account.id):
        return
    token = secrets.token_urlsafe(32)
    letter = account_mail.way_in(
        mailed_link("account.sign_in", way=token), mailed_link("account.reset")
    )
    offer_way_in(product(), account, token, letter)


@blueprint.post("/sign-in/come-back")
def come_back() -> View:
    """For someone who has signed in on another page: on to what they typed."""
    to, held = where_to(), request.form.get(HELD, "")
    return hold(to, held) if signed_in() is None else show_again(to, held)


def go_on(account: Account, to: str, held: str = "") -> View:
    """After the password: ask for a code where the account has a generator, or sign in.

    What is `held` was typed on the page at `to`.
    """
    if not account.code_secret:
        return finish(account, to, held)
    session[HALF] = {"account": account.id, "mark": mark_of(account), "began": now(), "to": to}
    if not typed_in(held):
        return redirect(url_for("account.code"))
    form = SecondStepForm(formdata=None, data={HELD: held})
    return render_template("people/account/code.html", form=form)


def _linking() -> dict[str, Any] | None:
    """The account elsewhere that waits for the password of the account here; not for long."""
    found: dict[str, Any] = session.get(LINKING) or {}
    return found if now() - found.get("began", 0) < HALF_LASTS else None


def finish(account: Account, to: str, held: str = "") -> View:
    """Sign this browser in, and link the account that it came with from a provider."""
    linking, device = _linking(), new_device()
    subject = linking["subject"] if linking and linking["email"] == account.email else ""
    try:
        keep_sign_in.begin(product(), account, device, this_sign_in(), subject)
    except keep_sign_in.ChangedMeanwhile:
        return redirect(url_for("account.sign_in", to=to))
    keep_signed_in(device)
    remember_browser(account)
    return show_again(_landing(account, to), held)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
def code() -> View:
    """The second step: a code of the person's generator, or a recovery code."""
    half = session.get(HALF) or {}
    account = account_of(product(), half.get("account", 0))
    late = now() - half.get("began", 0) > HALF_LASTS
    if account is None or late or half["mark"] != mark_of(account):
        session.pop(HALF, None)
        return redirect(url_for("account.sign_in"))
    form = SecondStepForm()
    if form.validate_on_submit():
        tries = limit_tries(CODE, str(account.id), account)
        if tries.wait:
            # They have the password, or else this page would not be there.
            _send_way_in(account)
            refuse_for_now(form)
            page = render_template("people/account/code.html", form=form)
            return _asked_to_wait(page, tries.wait)
        if check_code(product(), account, form.code.data):
            tries.forgive()
            to = own_address(half["to"]) or url_for("account.show")
            return finish(account, to, form.held.data or "")
        refuse(form, "code")
    return render_template("people/account/code.html", form=form)


@blueprint.route("/sign-out", methods=["GET", "POST"])
def sign_out() -> View:
    """Sign this browser out, after a press of a button."""
    form = Form()
    if form.validate_on_submit():
        leave_browser()
        return redirect(url_for("home.index"))
    return render_template("people/account/sign_out.html", form=form)


def leave_browser() -> None:
    """Sign this browser out."""
    sign_in = this_sign_in()
    if sign_in is not None:
        keep_sign_in.end(product(), sign_in)
    forget_signed_in()
