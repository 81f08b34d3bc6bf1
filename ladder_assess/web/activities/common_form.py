"""How an activity begins: at its first page, or with one of the common forms, by a search."""

from flask import abort, redirect, render_template, url_for
from wtforms.fields import SelectChoice

from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.services.activities.begin_from_form import begin_from_form
from ladder_assess.web.access.scope import portfolio, record_or_404
from ladder_assess.web.activities import concurrent_edits
from ladder_assess.web.activities.activity import address_of, blueprint, rules_of
from ladder_assess.web.activities.arrangements import found_forms, may_begin_from_form
from ladder_assess.web.common.page_forms import CommonForm
from ladder_assess.web.common.request import View, product, searched_for


@blueprint.get("/first")
def first(number: int) -> View:
    """Begin at the first page, whatever has been said."""
    record = record_or_404(number)
    return redirect(address_of(record, rules_of(record).paths.first(record)))


@blueprint.route("/form", methods=["GET", "POST"])
def common_form(number: int) -> View:
    """Choose a common form to begin from, or none."""
    record = record_or_404(number)
    if not may_change(record.state) or not may_begin_from_form(record):
        return redirect(address_of(record, rules_of(record).paths.resume(record)))
    form = CommonForm()
    form.arrangement.choices = [SelectChoice(a, a) for a in product().definitions.arrangements]
    if form.validate_on_submit():
        return _begin(number, form.arrangement.data)
    wanted = searched_for()
    return render_template(
        "activities/activity/common_form.html",
        record=record,
        form=form,
        wanted=wanted,
        groups=found_forms(wanted),
        all=len(product().definitions.arrangements),
        goes_on=address_of(record, rules_of(record).paths.resume(record)),
    )


def _begin(number: int, arrangement: str) -> View:
    try:
        record = begin_from_form(
            product(), portfolio(), number, arrangement, concurrent_edits.author()
        ) or abort(404)
    except Agreed:
        return redirect(url_for("activity.review", number=number))
    return redirect(address_of(record, rules_of(record).paths.resume(record)))
