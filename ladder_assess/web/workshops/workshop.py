"""The pages of whoever runs a workshop: its steps, the screen of the room, and what came of it."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.event import Actor
from ladder_assess.core.workshops.course import begins_anew, is_unseen
from ladder_assess.core.workshops.room_code import spoken
from ladder_assess.core.workshops.timetable import timetable
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.workshops.votes_drawing import NARROW
from ladder_assess.services.workshops.consult_exercises import account_of
from ladder_assess.services.workshops.keep_people import people_in
from ladder_assess.services.workshops.open_workshop import hand_over_workshop
from ladder_assess.services.workshops.read_workshop import passed_over_in, read_workshop
from ladder_assess.services.workshops.run_workshop import (
    TooFewVotes,
    begin_anew,
    delete_workshop,
    door_of,
    find_workshop,
    move_workshop,
    use_workshop,
)
from ladder_assess.web.access.identity import now as moment
from ladder_assess.web.access.identity import signed_in
from ladder_assess.web.common.by_link import Sheet, by_link, printed_link, qr_drawn
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, link_to_share, point_out, product, today
from ladder_assess.web.workshops.forms import AnewForm, KeepForm, MoveForm
from ladder_assess.web.workshops.own_activities import ways_of
from ladder_assess.web.workshops.stage import drawn, if_changed, on_stage
from ladder_assess.web.workshops.workshops import trained_in

blueprint = Blueprint("workshop", __name__, url_prefix="/workshops/<token:token>")
by_link(blueprint, find_workshop, lambda _found: None)


def _workshop() -> Workshop:
    found: Workshop = g.link
    return found


def _address(**values: str) -> str:
    return link_to_share("room.show", room=_workshop().code, **values)


def _scanned() -> str:
    return _address(door=door_of(product(), _workshop()))


def _shown(template: str, **values: Any) -> str:
    """A page or a part of one, with where the workshop is."""
    found = _workshop()
    return render_template(
        f"workshops/workshop/{template}.html",
        workshop=found,
        code=spoken(found.code),
        address=_address(),
        screen=url_for("room.screen", room=found.code, door=door_of(product(), found)),
        stage=on_stage(found),
        **values,
    )


def _control(form: MoveForm | None = None) -> dict[str, Any]:
    """What the steps of a workshop are shown with."""
    found = _workshop()
    passed = passed_over_in(product(), found)
    return {
        "form": form or MoveForm(formdata=None, data={"revision": str(found.revision)}),
        "moves": found.moves,
        "titles": [account_of(product(), exercise) for exercise in found.exercises],
        "slots": timetable(found.exercises, passed),
        "passed": passed,
        "narrow": on_stage(found, NARROW).drawing,
        "people": people_in(product(), found),
        "keepers": trained_in(),
    }


@blueprint.get("")
def show() -> View:
    """Run the workshop: the code of the room, and the next step."""
    use_workshop(product(), _workshop(), today())
    few = "few" in request.args and is_unseen(_workshop().course)
    return _shown("show", few=few, qr=qr_drawn(_scanned()), **_control())


@blueprint.get("/now")
def now() -> View:
    """The steps as they are now, as a fragment."""
    people = people_in(product(), _workshop())
    return if_changed(_workshop(), lambda: _shown("now", **_control()), people)


@blueprint.post("/move")
def move() -> View:
    """Take the workshop a step on, unless somebody else has done so meanwhile."""
    form = MoveForm()
    if not form.validate_on_submit():
        return _shown("show", qr=qr_drawn(_scanned()), **_control(form)), 422
    seen = whole_number(form.revision.data)
    step = (form.move.data, -1 if seen is None else seen)
    few = bool(form.few.data)
    try:
        if not move_workshop(product(), _workshop(), *step, today(), moment(), few=few):
            point_out(_("Somebody else had moved on already. This is where the workshop is now."))
    except TooFewVotes:
        return redirect(url_for("workshop.show", few="yes", _anchor="few"))
    return redirect(url_for("workshop.show", _anchor="now"))


@blueprint.route("/anew", methods=["GET", "POST"])
def anew() -> View:
    """Throw the votes of the round under way away, once that is confirmed."""
    found = _workshop()
    form = AnewForm(data={"revision": str(found.revision)})
    if form.validate_on_submit():
        seen = whole_number(form.revision.data)
        if begin_anew(product(), found, -1 if seen is None else seen, today()):
            done(_("The votes are thrown away. Everyone votes again: tell the room."))
        else:
            point_out(_("Somebody else had moved on already. This is where the workshop is now."))
        return redirect(url_for("workshop.show", _anchor="now"))
    votes = begins_anew(found.course, len(found.exercises))
    return _shown("anew", form=form, votes=votes)


@blueprint.get("/screen")
def screen() -> View:
    """On to the screen of the room: all that is on it is for everybody, its address too."""
    found = _workshop()
    return redirect(url_for("room.screen", room=found.code, door=door_of(product(), found)))


@blueprint.get("/sheet")
def sheet() -> View:
    """The code of the room on a sheet of paper, to put on the tables."""
    found, back = _workshop(), (url_for("workshop.show"), str(_("The workshop")))
    name = found.title or str(_("Workshop"))
    note = str(_("The code of the room is %(code)s.", code=spoken(found.code)))
    purpose = str(_("Vote on your own phone. You need no account and no name."))
    paper = Sheet(name, purpose, _address(), back, (note,), ends_in_token=False)
    return printed_link(paper, _scanned())


@blueprint.get("/record")
def record() -> View:
    """What came of it: how people voted, before and after they talked, and how far they agree."""
    found = read_workshop(product(), _workshop())
    drawings = {each.number: drawn(each) for each in found.played}
    ways = ways_of(_workshop()) if any(each.own for each in found.played) else frozenset()
    narrows = {each.number: drawn(each, NARROW) for each in found.played}
    shown = {"record": found, "drawings": drawings, "narrows": narrows, "ways": ways}
    return _shown("record", **shown, form=Form(formdata=None))


@blueprint.route("/keep", methods=["GET", "POST"])
def keep() -> View:
    """Have an organisation keep the workshop, which was begun by its link alone."""
    form, account = KeepForm(), signed_in()
    form.offer(trained_in())
    number = whole_number(form.keep.data) if form.validate_on_submit() else None
    if account and number:
        keeper = Actor(account.id, number, moment())
        if hand_over_workshop(product(), _workshop(), keeper):
            done(_("Your organisation keeps the workshop now."))
        else:
            point_out(_("An organisation keeps this workshop already."))
        return redirect(url_for("workshop.show"))
    return _shown("keep", form=form)


@blueprint.route("/delete", methods=["GET", "POST"])
def delete() -> View:
    """Delete the workshop for good, once that is confirmed."""
    form = Form()
    if form.validate_on_submit():
        delete_workshop(product(), _workshop(), moment())
        done(_("The workshop is deleted."))
        return redirect(url_for("home.workshop"))
    return _shown("delete", form=form)
