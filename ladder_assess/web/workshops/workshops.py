"""Where a workshop begins: no account, a private link for whoever runs it."""

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.access import TRAIN
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.exercise import Exercise, read_exercise
from ladder_assess.services.people.find_place import organisations_of
from ladder_assess.services.workshops.consult_exercises import accounts
from ladder_assess.services.workshops.open_workshop import open_workshop
from ladder_assess.web.access.identity import now, signed_in
from ladder_assess.web.access.known_browser import whoever
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, new_request_id, product, today
from ladder_assess.web.workshops.forms import MINUTES, OWN, WorkshopForm, another_day
from ladder_assess.web.workshops.ready import ready_agenda

blueprint = Blueprint("workshops", __name__, url_prefix="/workshops")


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> View:
    """Give a workshop its name and choose how long it takes; makes a private link to run it by."""
    form, account = fresh_form(), signed_in()
    form.offer_keepers(trained_in())
    if form.validate_on_submit():
        number = whole_number(form.keep.data) if form.keep else None
        keeper = Actor(account.id, number, now()) if account and number else None
        return redirect(url_for("workshop.show", token=started(form, keeper)))
    back = (url_for("home.workshop"), _("Run a workshop"))
    return render_template("workshops/workshops/new.html", form=form, back=back)


def trained_in() -> dict[str, str]:
    """The organisations in which whoever is signed in trains, by their numbers."""
    account = signed_in()
    mine = organisations_of(product(), account.id) if account else ()
    return {str(each.id): each.name for each, place in mine if place.may(TRAIN)}


def fresh_form() -> WorkshopForm:
    """A form for a new workshop, with everything that can be placed."""
    form = WorkshopForm(data={"request_id": new_request_id(), "agenda": "60", "day": today()})
    form.offer(accounts(product()))
    return form


def started(form: WorkshopForm, keeper: Actor | None = None) -> str:
    """Start the workshop that a form asks for; the token by which it is run. `keeper` is who keeps
    it with their organisation.
    """
    limit("start", whoever())
    request, title = form.request_id.data, (form.title.data or "").strip()
    held_on = another_day(form.day.data, today())
    return open_workshop(product(), request, title, _chosen(form), today(), keeper, held_on)


def _chosen(form: WorkshopForm) -> tuple[Exercise, ...]:
    if form.agenda.data == OWN:
        return tuple(map(read_exercise, form.exercises.data or ()))
    return ready_agenda(MINUTES[form.agenda.data])
