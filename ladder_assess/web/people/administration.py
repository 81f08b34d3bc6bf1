"""What a site administrator sees and does: the organisations, never what they answered."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.common.finding import finds
from ladder_assess.core.people.account import plain_email
from ladder_assess.core.people.organisation import Overview
from ladder_assess.services.people.appoint_owner import NotOneself, appoint_owner
from ladder_assess.services.people.confirm_organisation import queue_of
from ladder_assess.services.people.invite_person import GOOD_FOR_DAYS, open_invitations
from ladder_assess.services.people.read_message import messages_to_pass_on
from ladder_assess.services.people.remove_organisation import (
    OWNERS_GONE,
    StillOwned,
    every_organisation,
    remove_organisation,
)
from ladder_assess.services.people.send_mail import REFUSED
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, mailed_link, product, searched_for, today
from ladder_assess.web.people.organisation_forms import AppointForm, RemovalForm
from ladder_assess.web.people.people import letter_to

blueprint = Blueprint("administration", __name__, url_prefix="/administration")
for_people(blueprint)


@blueprint.app_template_global()
def what_waits() -> dict[str, int]:
    """How much waits for a site administrator, by the page on which it is done: messages that
    nobody else passes on, and organisations to confirm.
    """
    sends = current_app.config["SENDS_MAIL"]
    return {
        "account.messages": messages_to_pass_on(product(), sends=sends),
        "peers.queue": len(queue_of(product()).waiting),
    }


@blueprint.get("/organisations")
def index() -> View:
    """Every organisation: its name, kind and number of people."""
    wanted, every = searched_for(), every_organisation(product())
    rows = [row for row in every if finds(wanted, row.organisation.name)]
    # Whoever appoints an owner is told where the message did not arrive.
    appointed = {
        row.organisation.id: open_invitations(product(), row.organisation.id, now())
        for row in rows
        if not row.owners
    }
    return render_template(
        "people/administration/index.html",
        rows=rows,
        wanted=wanted,
        total=len(every),
        appointed=appointed,
        refused=REFUSED,
    )


def _row(organisation: int) -> Overview:
    rows = every_organisation(product())
    return next((r for r in rows if r.organisation.id == organisation), None) or abort(404)


@blueprint.route("/organisations/<number:organisation_id>/owner", methods=["GET", "POST"])
def appoint(organisation_id: int) -> View:
    """Invite someone to be the owner of an organisation that has none any more."""
    row, form = _row(organisation_id), AppointForm()
    if not row.owners and form.validate_on_submit():
        try:
            return _appoint(row, form.email.data)
        except NotOneself:
            form.email.errors = [
                _("This is your own address. You may not see answers, so appoint someone else.")
            ]
    return render_template("people/administration/appoint.html", row=row, form=form)


def _appoint(row: Overview, email: str) -> View:
    limit("invitation", me().id)
    limit("invitation_address", f"{me().id} {plain_email(email)}")
    letter = letter_to(row.organisation.name)
    token = appoint_owner(product(), me(), row, email, now(), letter)
    link = mailed_link("invitation.show", ticket=token)
    return render_template(
        "people/administration/appointed.html",
        organisation=row.organisation,
        email=email,
        days=GOOD_FOR_DAYS,
        link=None if current_app.config["SENDS_MAIL"] else link,
    )


@blueprint.route("/organisations/<number:organisation_id>/remove", methods=["GET", "POST"])
def remove(organisation_id: int) -> View:
    """Remove an organisation that has no owner any more, or whose owner has asked for it."""
    row = _row(organisation_id)
    form = RemovalForm(data={"reason": "" if row.owners else OWNERS_GONE})
    if form.validate_on_submit():
        try:
            remove_organisation(product(), me(), row, form.reason.data, (today(), now()))
        except StillOwned:
            form.reason.errors = [_("It still has an owner. Remove it only when an owner asks.")]
        else:
            return redirect(url_for("administration.index"))
    return render_template("people/administration/remove.html", row=row, form=form)
