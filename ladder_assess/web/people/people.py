"""The people of an organisation: who they are, what they may do, who is invited."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.workflow import may_be_assigned
from ladder_assess.core.common.finding import finds
from ladder_assess.core.people.access import MANAGE, Membership
from ladder_assess.core.people.account import plain_email
from ladder_assess.core.people.organisation import Person
from ladder_assess.services.people import invite_person, manage_people
from ladder_assess.services.people.find_place import people_of
from ladder_assess.services.people.invite_person import Invited, Writes, open_invitations
from ladder_assess.services.people.manage_people import LastOwner
from ladder_assess.services.people.send_mail import REFUSED, Letter
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.membership import for_people, me, my_place, this_organisation
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, done, mailed_link, product, searched_for
from ladder_assess.web.people.organisation_forms import InviteForm, PlaceForm

blueprint = Blueprint("people", __name__, url_prefix="/organisations/<number:organisation>")
for_people(blueprint)


@blueprint.get("/people")
def show() -> View:
    """Who belongs to the organisation and, for an owner, who is invited."""
    place, wanted = my_place(), searched_for()
    manages = place.may(MANAGE)
    everybody = people_of(product(), place.organisation)
    return render_template(
        "people/organisation/people.html",
        organisation=this_organisation(),
        everybody=everybody,
        people=[each for each in everybody if finds(wanted, *_seen_of(each, manages))],
        wanted=wanted,
        invited=open_invitations(product(), place.organisation, now()) if manages else [],
        refused=REFUSED,
        manages=manages,
        me=me(),
    )


def _seen_of(person: Person, manages: bool) -> tuple[str, ...]:
    """What the page shows of them; an address only to whoever manages, or for want of a name."""
    return (person.name, person.email) if manages or not person.name else (person.name,)


@blueprint.route("/people/invite", methods=["GET", "POST"])
def invite() -> View:
    """Invite someone; they get a link by e-mail."""
    form = InviteForm(data={"role": "contributor"})
    organisation = this_organisation()
    if form.validate_on_submit():
        if invite_person.belongs(product(), organisation.id, form.email.data):
            form.email.errors = [_("Someone with this address belongs here already.")]
        else:
            return _send_invitation(form)
    return render_template("people/organisation/invite.html", form=form, organisation=organisation)


def _send_invitation(form: InviteForm) -> View:
    organisation, email = this_organisation(), form.email.data
    limit("invitation", me().id)
    limit("invitation_address", f"{me().id} {plain_email(email)}")
    invited = Invited(email, form.place(), letter_to(organisation.name))
    token = invite_person.invite(product(), me(), organisation.id, invited, now())
    link = mailed_link("invitation.show", ticket=token)
    return render_template(
        "people/organisation/invited.html",
        organisation=organisation,
        email=email,
        days=invite_person.GOOD_FOR_DAYS,
        link=None if current_app.config["SENDS_MAIL"] else link,
    )


def letter_to(organisation: str) -> Writes:
    """Writes the message that takes an invitation's link to the one invited."""

    def write(token: str) -> Letter:
        link = mailed_link("invitation.show", ticket=token)
        subject = _("You are invited to %(organisation)s", organisation=organisation)
        return subject, _message(organisation, link)

    return write


def _message(organisation: str, link: str) -> str:
    text: str = _(
        "%(name)s invites you to work with %(organisation)s on Ladder Assess.\n\n"
        "Open this link to say yes:\n\n%(link)s\n\n"
        "It works for %(days)s days and only once. If you do not know what this is about, "
        "you can ignore this message.\n",
        name=me().name,
        organisation=organisation,
        link=link,
        days=invite_person.GOOD_FOR_DAYS,
    )
    return text


@blueprint.route("/invitations/<sealed:ticket_id>/withdraw", methods=["GET", "POST"])
def withdraw(ticket_id: int) -> View:
    """Make an invitation void."""
    open_ones = open_invitations(product(), my_place().organisation, now())
    ticket = next((t for t in open_ones if t.id == ticket_id), None) or abort(404)
    form = Form()
    if form.validate_on_submit():
        invite_person.withdraw(product(), me(), my_place().organisation, ticket_id, now())
        done(_("The invitation is withdrawn."))
        return redirect(url_for("people.show"))
    return render_template("people/organisation/withdraw.html", form=form, ticket=ticket)


@blueprint.route("/people/<sealed:account_id>", methods=["GET", "POST"])
def change(account_id: int) -> View:
    """Change what someone may do."""
    person = _person(account_id)
    before = person.membership
    form = PlaceForm(data={"role": before.role, "rights": sorted(before.rights)})
    if form.validate_on_submit():
        place = form.place()
        after = Membership(before.organisation, account_id, place.role, place.rights)
        try:
            changed = manage_people.change_place(product(), me(), before, after, now())
        except LastOwner:
            form.role.errors = [_("Make someone else an owner first: this is the last one.")]
        else:
            if not changed:
                # Somebody else was quicker: the page shows what holds now.
                return redirect(url_for("people.show"))
            done(_("What %(name)s may do is changed.", name=person.name))
            if may_be_assigned(before.role) and not may_be_assigned(after.role):
                done(_("What was assigned to them is assigned to nobody."))
            return redirect(url_for("people.show"))
    return render_template("people/organisation/person.html", form=form, person=person)


@blueprint.route("/people/<sealed:account_id>/remove", methods=["GET", "POST"])
def remove(account_id: int) -> View:
    """Take someone out of the organisation."""
    if account_id == me().id:
        return redirect(url_for("people.leave"))
    return _let_go(_person(account_id), "people/organisation/remove.html", "people.show")


@blueprint.route("/leave", methods=["GET", "POST"])
def leave() -> View:
    """Leave the organisation oneself."""
    return _let_go(_person(me().id), "people/organisation/leave.html", "organisation.index")


def _let_go(person: Person, template: str, onward: str) -> View:
    form = Form()
    if form.validate_on_submit():
        try:
            manage_people.let_go(product(), me(), person.membership, now())
        except LastOwner:
            form.form_errors.append(_("Make someone else an owner first: you are the last one."))
        else:
            done(_("%(name)s does not belong to the organisation any more.", name=person.name))
            return redirect(url_for(onward))
    return render_template(template, form=form, person=person, organisation=this_organisation())


def _person(account: int) -> Person:
    people = people_of(product(), my_place().organisation)
    return next((p for p in people if p.account == account), None) or abort(404)
