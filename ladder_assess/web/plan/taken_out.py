"""Actions that were taken out of the plan: to put back, or to erase for good."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.services.plan.put_back_action import (
    erase_taken_out,
    list_taken_out,
    put_back_action,
)
from ladder_assess.services.plan.read_plan import read_action
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, done, moment, product
from ladder_assess.web.common.seal import sealed
from ladder_assess.web.plan.answered import answered_in_short
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.get("/taken-out")
def taken_out() -> View:
    """What was taken out of this plan and can be put back, and until when."""
    # A form gives a cookie, so there is none where there is no button.
    return _shown(Form() if list_taken_out(product(), portfolio(), now()) else None)


def _shown(form: Form | None) -> View:
    kept = list_taken_out(product(), portfolio(), now())
    return render_template(
        "plan/pages/taken_out.html",
        kept=kept,
        answered=answered_in_short(portfolio(), (each.action for each in kept)),
        form=form,
        moment=moment,
    )


@blueprint.post("/taken-out/<sealed:action_id>/put-back")
def put_back(action_id: int) -> View:
    """Put an action back into the plan as it was."""
    form = Form()
    if not form.validate_on_submit():
        return _shown(form)
    if put_back_action(product(), portfolio(), action_id, now()):
        done(_("The action is back, as it was."))
    elif read_action(product(), portfolio(), action_id) is None:
        abort(404)
    # Pressed twice, or put back by somebody else, it is there too.
    return redirect(url_for("plan.show", _anchor=f"action-{sealed(action_id)}"))


@blueprint.route("/taken-out/<sealed:action_id>/erase", methods=["GET", "POST"])
def erase_taken(action_id: int) -> View:
    """Ask, then erase for good an action that was taken out."""
    found = list_taken_out(product(), portfolio(), now())
    action = next((each.action for each in found if each.action.id == action_id), None)
    if action is None:
        abort(404)
    form = Form()
    if form.validate_on_submit():
        erase_taken_out(product(), portfolio(), action_id, now())
        done(_("The action is erased for good."))
        return redirect(url_for("plan.taken_out"))
    return render_template(
        "plan/pages/erase_taken.html",
        action=action,
        answered=answered_in_short(portfolio(), [action]),
        form=form,
    )
