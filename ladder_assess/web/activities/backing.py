"""What stands behind the answers of an activity: notes, links and how strong they are."""

from flask import redirect, render_template, request, url_for

from ladder_assess.core.activities.draft import Draft, as_activity
from ladder_assess.core.activities.history import Meanwhile
from ladder_assess.core.activities.workflow import may_change
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from ladder_assess.web.access.scope import draft_or_404
from ladder_assess.web.activities import meanwhile
from ladder_assess.web.activities.activity import blueprint, rules_of, save_or_refuse
from ladder_assess.web.common.backing_form import backing_form, backing_of
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View

__all__ = ["blueprint"]


@blueprint.route("/evidence", methods=["GET", "POST"])
def evidence(number: int) -> View:
    """What stands behind the answers that the placement rests on, or behind all."""
    draft = draft_or_404(number)
    items = _backed_items(draft)
    form = backing_form(items, draft)
    if form.validate_on_submit():
        return _save_backing(draft, items, form)
    if not form.is_submitted() and not may_change(draft.state):
        return redirect(url_for("activity.result", number=number))
    return _show_backing(draft, items, form)


def _save_backing(draft: Draft, items: list[Item], form: Form) -> View:
    saved = save_or_refuse(draft.number, form, backing_of(form, items))
    if saved is None:
        return _show_backing(draft, items, form)
    if not saved.meanwhile:
        return redirect(url_for("activity.result", number=draft.number, _anchor="sure"))
    shown = meanwhile.filled(saved.draft, saved.meanwhile)
    form = meanwhile.point_out(backing_form(items, shown, fresh=True), saved.meanwhile)
    return _show_backing(saved.draft, items, form, saved.meanwhile)


def _show_backing(
    draft: Draft, items: list[Item], form: Form, found: tuple[Meanwhile, ...] = ()
) -> View:
    return render_template(
        "activities/activity/evidence.html",
        draft=draft,
        items=items,
        form=form,
        every=_every(),
        meanwhile=found,
    )


def _every() -> bool:
    return request.args.get("answers") == "all"


def _backed_items(draft: Draft) -> list[Item]:
    questionnaire = rules_of(draft).questionnaire
    if _every():
        return [
            i for i in questionnaire.coded.values() if draft.values.get(i.id, UNKNOWN) != UNKNOWN
        ]
    activity = as_activity(questionnaire, draft)
    rests_on = rules_of(draft).assessor.explain(activity).rests_on
    return [questionnaire.coded[item] for item in rests_on]
