"""Activities that were removed from a list: to put back, or to erase for good."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.removal import RemovedActivity
from ladder_assess.core.people.access import ERASE
from ladder_assess.services.activities.open_portfolio import find_activity
from ladder_assess.services.activities.put_back_activity import (
    erase_removed_activity,
    list_removed,
    put_back_activity,
)
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import actor, may, portfolio, scope
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, moment, product, today

blueprint = Blueprint("removed", __name__, url_prefix="/p/<token:token>/removed")
scope(blueprint)


@blueprint.get("")
def show() -> View:
    """What was removed from this list and can be put back, and until when."""
    # A form gives a cookie, so there is none where there is no button.
    return _shown(Form() if to_put_back() else None)


def _shown(form: Form | None) -> View:
    return render_template(
        "activities/removed/show.html", kept=to_put_back(), form=form, moment=moment
    )


@blueprint.post("/<number:number>/put-back")
def put_back(number: int) -> View:
    """Put an activity back with all that belonged to it."""
    form = Form()
    if not form.validate_on_submit():
        return _shown(form)
    if put_back_activity(product(), portfolio(), number, actor(), now()):
        done(_("Activity %(number)s is back, as it was.", number=number))
    elif find_activity(product(), portfolio(), number) is None:
        abort(404)
    # Pressed twice, or put back by somebody else, it is there too.
    return redirect(url_for("activity.result", number=number))


@blueprint.route("/<number:number>/erase", methods=["GET", "POST"])
def erase(number: int) -> View:
    """Ask, then erase a removed activity for good."""
    found = next((each for each in to_put_back() if each.record.number == number), None)
    if found is None:
        abort(404)
    form = Form()
    if form.validate_on_submit():
        erase_removed_activity(product(), portfolio(), number, actor(), today())
        done(_("Activity %(number)s is erased for good.", number=number))
        return redirect(url_for("removed.show"))
    return render_template("activities/removed/erase.html", record=found.record, form=form)


def to_put_back() -> list[RemovedActivity]:
    """What whoever reads this page can put back; nothing where they may not."""
    return list_removed(product(), portfolio(), now()) if may(ERASE) else []
