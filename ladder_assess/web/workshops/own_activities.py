"""An organisation's own activities in a workshop that it keeps: picked from its list, and what the
room made of them taken back into it.
"""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.access import EDIT, TRAIN
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.workshops.votes_drawing import drawn
from ladder_assess.services.people.find_place import find_place, portfolio_of
from ladder_assess.services.workshops.list_workshops import KeptWorkshop, find_kept
from ladder_assess.services.workshops.offer_activities import Offer, offered, picked
from ladder_assess.services.workshops.set_agenda import add_exercises
from ladder_assess.services.workshops.take_results import own_results, take_result
from ladder_assess.web.access.identity import now, signed_in
from ladder_assess.web.access.membership import me, my_place
from ladder_assess.web.common.fields import Choice
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, point_out, product, searched_for, today
from ladder_assess.web.people.organisation import blueprint
from ladder_assess.web.workshops.forms import MEDIUM

__all__ = ["blueprint"]

KEPT = "/<number:organisation>/workshops/<room>"


class PickForm(Form):
    """One activity of the organisation's list."""

    activity = Choice(
        _l("Which activity does the room place?"),
        [InputRequired(message=_l("Choose an activity."))],
        legend=MEDIUM,
    )

    def offer(self, found: Offer) -> None:
        """Offer those that were found, by their numbers in the list."""
        self.activity.choices = [SelectChoice(str(each.number), each.name) for each in found.first]


class ResultForm(Form):
    """The exercise whose button was pressed."""

    exercise = HiddenField()


def ways_of(workshop: Workshop) -> frozenset[str]:
    """What whoever is signed in may do with a workshop in the organisation that keeps it: TRAIN, to
    pick from its list, and EDIT, to take results into it.
    """
    account = signed_in() if workshop.organisation is not None else None
    if account is None or workshop.organisation is None:
        return frozenset()
    place = find_place(product(), workshop.organisation, account.id)
    return frozenset(each for each in (TRAIN, EDIT) if place and place.may(each))


def _kept(room: str) -> KeptWorkshop:
    return find_kept(product(), my_place(), room) or abort(404)


def _list() -> Portfolio:
    return portfolio_of(product(), my_place())


@blueprint.route(f"{KEPT}/activity", methods=["GET", "POST"])
def workshop_activity(room: str) -> View:
    """Pick an activity of the organisation's list for the room to place."""
    kept, wanted = _kept(room), searched_for()
    found = offered(product(), _list(), wanted)
    form = PickForm()
    form.offer(found)
    if form.validate_on_submit():
        exercise = picked(product(), _list(), whole_number(form.activity.data) or 0)
        if exercise and add_exercises(product(), kept.workshop, (exercise,), today()):
            done(_("It is added at the end."))
        else:
            point_out(_("There is no room for more, or it has gone from the list meanwhile."))
        return redirect(url_for("workshop.agenda", token=kept.token))
    shown = render_template(
        "people/organisation/workshop_activity.html",
        kept=kept,
        form=form,
        wanted=wanted,
        offer=found,
    )
    return shown, 422 if form.errors else 200


@blueprint.route(f"{KEPT}/results", methods=["GET", "POST"])
def workshop_results(room: str) -> View:
    """Take what the room made of activities of its own into the organisation's list."""
    kept, form = _kept(room), ResultForm()
    if form.validate_on_submit():
        return _take(kept, whole_number(form.exercise.data) or 0)
    results = own_results(product(), _list(), kept.workshop)
    questionnaire = product().definitions.questionnaire
    shown = render_template(
        "people/organisation/workshop_results.html",
        kept=kept,
        results=[(each, drawn(questionnaire, each.played)) for each in results],
        form=form,
        token=f"o{my_place().organisation}",
    )
    return shown, 422 if form.errors else 200


def _take(kept: KeptWorkshop, number: int) -> View:
    place = my_place()
    by = Actor(me().id, place.organisation, now())
    at = take_result(product(), _list(), kept.workshop, number, by)
    if at is None:
        point_out(_("There is nothing to take. This is how it is now."))
    else:
        done(_("It stands beside the activity now, as a point of view."))
    return redirect(url_for("organisation.workshop_results", room=kept.workshop.code))
