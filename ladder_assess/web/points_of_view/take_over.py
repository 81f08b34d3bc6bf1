"""Taking what was agreed on into an organisation's own answers, in one step that can be undone."""

from flask import abort, redirect, render_template, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.points_of_view.taking_over import TAKEN
from ladder_assess.services.points_of_view import take_over as decisions
from ladder_assess.services.points_of_view.agree_view import agreed_views
from ladder_assess.services.points_of_view.take_over import Deciding, Seen
from ladder_assess.web.access.scope import actor, portfolio, record_or_404
from ladder_assess.web.activities import concurrent_edits
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import stamp, stamp_of
from ladder_assess.web.common.request import View, done, product, today, words
from ladder_assess.web.points_of_view.forms import decision_form
from ladder_assess.web.points_of_view.points_of_view import blueprint
from ladder_assess.web.points_of_view.side_by_side import what_was_agreed


@blueprint.route("/agreed/own", methods=["GET", "POST"])
def take_over(number: int) -> View:
    """Show what taking the agreed view over would change and where that would stand; then do it, or
    keep the own answers.
    """
    record = record_or_404(number)
    agreed = agreed_views(product(), portfolio(), number)
    found = what_was_agreed(record, agreed)
    changes = len(found.changes) if found else 0
    form = decision_form(changes, stamp(record), str(len(agreed)))
    if form.validate_on_submit() and changes and _decided(number, form):
        return redirect(url_for("points_of_view.show", number=number, _anchor="agreed"))
    return render_template(
        "points_of_view/points_of_view/take_over.html",
        record=record,
        agreed=agreed[0] if changes else None,
        found=found,
        rungs=words().rungs,
        changeable=may_change(record.state),
        form=form,
    )


def _decided(number: int, form: Form) -> bool:
    """Do as the form says, unless something changed since its page was shown: that is said then."""
    revision, page = stamp_of(form)
    views, decision = form["views-shown"].data or "", form["decision"].data
    seen = Seen(revision, whole_number(views) or 0)
    try:
        same = decisions.decide(product(), portfolio(), number, decision, seen, _deciding(page))
    except Agreed:
        concurrent_edits.refuse_agreed(form)
        return False
    if not same:
        form.form_errors.append(
            _(
                "The answers or the agreed view have changed since you opened this page, so "
                "nothing was changed. This is how it is now: look at it, then decide."
            )
        )
        form["page-shown"].data = stamp(record_or_404(number))
        form["views-shown"].data = str(len(agreed_views(product(), portfolio(), number)))
        return False
    if decision == TAKEN:
        done(_("What was agreed on is in your own answers now. The plan follows them."))
    else:
        done(_("Your own answers stay as they are. The plan says so."))
    return True


@blueprint.post("/agreed/own/back")
def put_back(number: int) -> View:
    """Put the own answers back as they were before the agreed view was taken over."""
    record_or_404(number)
    if not Form().validate_on_submit():
        abort(400)
    try:
        back = decisions.put_back(product(), portfolio(), number, _deciding(""))
    except Agreed:
        back = False
    if back:
        done(_("Your own answers are as they were. What was answered otherwise since stays."))
    return redirect(url_for("points_of_view.show", number=number, _anchor="agreed"))


def _deciding(page: str) -> Deciding:
    return Deciding(concurrent_edits.author(page), actor(), today())
