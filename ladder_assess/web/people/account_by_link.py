"""Opening an account, and setting another password, by a link that is sent to an address.

Whether an address has an account shows in no answer: neither in words nor in how long one takes.
"""

import secrets

from flask import current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from ladder_assess.core.people.account import plain_email
from ladder_assess.services.people.find_account import account_at
from ladder_assess.services.people.open_account import (
    ask_to_confirm,
    confirmed_address,
    open_account,
)
from ladder_assess.services.people.reset_password import (
    account_to_reset,
    ask_to_reset,
    reset_password,
)
from ladder_assess.web.access.account_forms import EmailForm, OpenForm, ResetForm
from ladder_assess.web.access.identity import now, own_address
from ladder_assess.web.access.known_browser import browser_of, limit_tries
from ladder_assess.web.common.limits import counted, limit, network
from ladder_assess.web.common.request import View, done, mailed_link, product, today
from ladder_assess.web.people import account_mail
from ladder_assess.web.people.account import blueprint, finish, go_on, where_to
from ladder_assess.web.people.account_mail import told_of

__all__ = ["blueprint"]

# A narrow limit and a wide one: see known_browser.limit_tries.
MAIL = ("mail", "mail_email")
LONGEST_WAY = 120


@blueprint.route("/account/new", methods=["GET", "POST"], endpoint="open")
def open_new() -> View:
    """Ask for an account: an address, to which a link is sent."""
    form = EmailForm()
    if form.validate_on_submit():
        email = _mail_allowed(form.email.data, "mail_network")
        token = secrets.token_urlsafe(32)
        to = _on_the_way(own_address(request.args.get("to")))
        link = mailed_link("account.confirm", ticket=token, **({"to": to} if to else {}))
        sign_in_at, reset_at = mailed_link("account.sign_in"), mailed_link("account.reset")
        letters = account_mail.confirm(link), account_mail.known(sign_in_at, reset_at)
        ask_to_confirm(product(), email, token, letters)
        return redirect(url_for("account.sent"))
    return render_template("people/account/open.html", form=form)


def _on_the_way(to: str | None) -> str:
    """Where somebody goes back to once the account is open, such as an invitation; empty for what
    is no page: the message would bring words of a stranger to whomever they like.
    """
    routes = current_app.url_map.bind("")
    return to if to and len(to) <= LONGEST_WAY and routes.test(to, "GET") else ""


def _mail_allowed(email: str, crowd: str = "") -> str:
    tries = limit_tries(MAIL, plain_email(email), account_at(product(), email), crowd=crowd)
    # The links that were sent so far are all good.
    if tries.wait:
        raise TooManyRequests(retry_after=tries.wait)
    return plain_email(email)


def _is_crowded(email: str) -> bool:
    """Has this network asked for too many messages to somebody without an account?"""
    known = account_at(product(), email)
    return not browser_of(known) and counted("mail_network", network()) > 0 and known is None


@blueprint.get("/account/sent")
def sent() -> View:
    """The same words, whatever was sent."""
    return render_template("people/account/sent.html", sends=current_app.config["SENDS_MAIL"])


@blueprint.route("/account/confirm/<ticket>", methods=["GET", "POST"])
def confirm(ticket: str) -> View:
    """The link that opens an account: name and password."""
    email = confirmed_address(product(), ticket, now())
    if email is None:
        return used_link()
    form = OpenForm()
    form.about = (email,)
    if form.validate_on_submit():
        made = open_account(product(), ticket, form.name.data, form.password.data, today())
        if made is None:
            return used_link()
        onward = finish(made, where_to())
        # Not before: who signs in begins with nothing of what this browser held.
        done(_("Your account is open."))
        return onward
    return render_template("people/account/confirm.html", form=form, email=email)


def used_link() -> View:
    """A link that is of no use (any more); whoever makes links up is soon asked to wait."""
    limit("ticket")
    return render_template("people/account/used_link.html"), 404


@blueprint.route("/account/reset", methods=["GET", "POST"])
def reset() -> View:
    """Ask for another password: an address, to which a link is sent."""
    form = EmailForm()
    if form.validate_on_submit():
        email, token = _mail_allowed(form.email.data), secrets.token_urlsafe(32)
        link = mailed_link("account.reset_with", ticket=token)
        letters = account_mail.reset(link), account_mail.unknown(mailed_link("account.open"))
        # The answer is the same, whether there is an account or not.
        ask_to_reset(product(), email, token, None if _is_crowded(email) else letters)
        return redirect(url_for("account.sent"))
    return render_template("people/account/reset.html", form=form)


@blueprint.route("/account/reset/<ticket>", methods=["GET", "POST"])
def reset_with(ticket: str) -> View:
    """The link that sets another password."""
    account = account_to_reset(product(), ticket, now())
    if account is None:
        return used_link()
    form = ResetForm()
    form.about = (account.email, account.name)
    if form.validate_on_submit():
        told = told_of(_("Your password was changed"))
        changed = reset_password(product(), ticket, form.password.data, told)
        if changed is None:
            return used_link()
        return go_on(changed, url_for("account.show"))
    return render_template("people/account/reset_with.html", form=form, email=account.email)
