"""What stands behind the answers of an activity: notes, links and how strong they are."""

from flask import redirect, render_template, request, url_for

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Meanwhile
from ladder_assess.core.activities.workflow import may_change
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Item
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.web.access.scope import record_or_404
from ladder_assess.web.activities import concurrent_edits
from ladder_assess.web.activities.activity import blueprint, rules_of, save_or_refuse
from ladder_assess.web.common.backing_form import backing_form, backing_of
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product

__all__ = ["blueprint"]


@blueprint.route("/evidence", methods=["GET", "POST"])
def evidence(number: int) -> View:
    """What stands behind the answers that the placement rests on, or behind all."""
    record = record_or_404(number)
    items = _backed_items(record)
    form = backing_form(items, record)
    if form.validate_on_submit():
        return _save_backing(record, items, form)
    if not form.is_submitted() and not may_change(record.state):
        return redirect(url_for("activity.result", number=number))
    return _show_backing(record, items, form)


def _save_backing(record: ActivityRecord, items: list[Item], form: Form) -> View:
    saved = save_or_refuse(record.number, form, backing_of(form, items))
    if saved is None:
        return _show_backing(record, items, form)
    if not saved.meanwhile:
        return redirect(url_for("activity.result", number=record.number, _anchor="sure"))
    shown = concurrent_edits.filled(saved.record, saved.meanwhile)
    form = concurrent_edits.point_out(backing_form(items, shown, fresh=True), saved.meanwhile)
    return _show_backing(saved.record, items, form, saved.meanwhile)


def _show_backing(
    record: ActivityRecord, items: list[Item], form: Form, found: tuple[Meanwhile, ...] = ()
) -> View:
    return render_template(
        "activities/activity/evidence.html",
        record=record,
        items=items,
        form=form,
        every=_every(),
        assessment=assess_record(product(), record).assessment,
        meanwhile=found,
    )


def _every() -> bool:
    return request.args.get("answers") == "all"


def _backed_items(record: ActivityRecord) -> list[Item]:
    questionnaire = rules_of(record).questionnaire
    if _every():
        coded = questionnaire.coded.values()
        return [item for item in coded if item.offers(record.values.get(item.id, UNKNOWN))]
    assessed = assess_record(product(), record)
    if not assessed.assessment.has_ladder:
        return []
    return [questionnaire.coded[item] for item in assessed.explanation.rests_on]
