"""Where an invitation's link leads: to say yes, after signing in or opening an account."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for

from ladder_assess.services.people.find_place import find_place
from ladder_assess.services.people.invite_person import (
    GOOD_FOR_DAYS,
    accept,
    is_for,
    open_invitation,
    takes_over,
)
from ladder_assess.web.access.identity import ask_to_sign_in, let_in, now
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, product

blueprint = Blueprint("invitation", __name__, url_prefix="/invitation")


@blueprint.route("/<ticket>", methods=["GET", "POST"])
def show(ticket: str) -> View:
    """Say who invites to what; someone who is signed in can accept."""
    invitation = open_invitation(product(), ticket, now())
    if invitation is None:
        limit("ticket")
        return render_template("people/organisation/no_invitation.html", days=GOOD_FOR_DAYS), 404
    account, form = let_in(), Form()
    if account is None and form.is_submitted():
        return ask_to_sign_in()
    theirs = account is None or is_for(product(), invitation.ticket, account)
    if account is not None and theirs and form.validate_on_submit():
        number = accept(product(), account, ticket, now()) or abort(404)
        return redirect(url_for("organisation.show", organisation=number))
    place = account and find_place(product(), invitation.organisation.id, account.id)
    if takes_over(product(), invitation.ticket):
        place = None
    return render_template(
        "people/organisation/invitation.html",
        invitation=invitation,
        account=account,
        place=place,
        theirs=theirs,
        form=form,
    )


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """The address holds a secret: nobody keeps the page."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
