"""How activities begin: at the first page, or with one of the common forms, by a search or as a
register suggests it for several.
"""

from contextlib import suppress

from flask import abort, redirect, render_template, url_for
from flask_babel import ngettext
from wtforms.fields import SelectChoice

from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.services.activities.begin_from_form import begin_from_form, begin_several
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.web.access.scope import portfolio, record_or_404
from ladder_assess.web.activities import concurrent_edits
from ladder_assess.web.activities.activity import address_of, blueprint, rules_of
from ladder_assess.web.activities.arrangements import (
    found_forms,
    may_begin_from_form,
    suggested_forms,
)
from ladder_assess.web.activities.portfolio import blueprint as of_list
from ladder_assess.web.common.page_forms import CommonForm, SeveralFromForm
from ladder_assess.web.common.request import View, done, product, said, searched_for


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


@of_list.route("/forms", methods=["GET", "POST"])
def several_from_forms() -> View:
    """Begin several activities at once from the common forms that their register suggests."""
    found = suggested_forms(list_activities(product(), portfolio()))
    form = SeveralFromForm()
    form.arrangement.choices = [SelectChoice(each, each) for each in found]
    suggested = found.get(form.arrangement.data or "", ())
    offered = {str(one.record.number): one.record.number for one in suggested}
    form.activity.choices = [SelectChoice(number, number) for number in offered]
    if form.validate_on_submit():
        return _begin_several(form.arrangement.data, [offered[n] for n in form.activity.data])
    if not found:
        return redirect(url_for("portfolio.show"))
    return render_template(
        "activities/portfolio/forms.html",
        portfolio=portfolio(),
        form=form,
        found=[(product().definitions.arrangements[each], found[each]) for each in found],
    )


def _begin_several(arrangement: str, numbers: list[int]) -> View:
    author = concurrent_edits.author()
    with suppress(Agreed):
        begun = begin_several(product(), portfolio(), numbers, arrangement, author)
        name = said(product().definitions.arrangements[arrangement].one)
        done(
            ngettext(
                "One activity starts from the usual answers of %(form)s. Nobody has confirmed them "
                "yet.",
                "%(num)s activities start from the usual answers of %(form)s. Nobody has confirmed "
                "them yet.",
                len(begun),
                form=name,
            )
        )
    return redirect(url_for("portfolio.several_from_forms"))


def _begin(number: int, arrangement: str) -> View:
    try:
        record = begin_from_form(
            product(), portfolio(), number, arrangement, concurrent_edits.author()
        ) or abort(404)
    except Agreed:
        return redirect(url_for("activity.review", number=number))
    return redirect(address_of(record, rules_of(record).paths.resume(record)))
