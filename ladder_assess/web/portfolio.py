"""What a private link opens: the activities kept under it, side by side."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from ladder_assess.core.portfolio import AssessedActivity, median, rung_by_kind
from ladder_assess.publishing.charts import Chart
from ladder_assess.publishing.drawing import distribution_drawing
from ladder_assess.publishing.portfolio_charts import PortfolioCharts
from ladder_assess.services.assess_activity import assess_draft, assess_portfolio
from ladder_assess.services.start_portfolio import add_activity
from ladder_assess.storage import activities
from ladder_assess.storage.portfolios import rename_portfolio
from ladder_assess.web.arrangements import groups_of_forms, new_activity_form
from ladder_assess.web.charts import chart_file, speech
from ladder_assess.web.fields import text_field
from ladder_assess.web.forms import Form
from ladder_assess.web.portfolio_filter import filter_form, narrowed
from ladder_assess.web.scope import portfolio, scope
from ladder_assess.web.views import View, product

blueprint = Blueprint("portfolio", __name__, url_prefix="/p/<token:token>")
scope(blueprint)

TITLE_LIMIT = 200


class TitleForm(Form):
    """What a list and its plan are called."""

    title = text_field(
        _l("What do you want to call this list and its plan?"),
        _l("For example the name of your organisation and the year."),
        TITLE_LIMIT,
        required=False,
        lines=False,
    )


@blueprint.get("")
def show() -> View:
    """The activities asked for, their distribution over rungs, and what they add up to."""
    drafts = activities.list_activities(product().database, portfolio())
    every = [assess_draft(product(), draft) for draft in drafts]
    form = filter_form(every)
    assessed, wanted = narrowed(form, every)
    exercises = {draft.number for draft in drafts if draft.exercise}
    counted = [activity for activity in assessed if activity.number not in exercises]
    assessments = [activity.assessment for activity in counted]
    definition = product().definitions.questionnaire
    return render_template(
        "portfolio/show.html",
        portfolio=portfolio(),
        activities=assessed,
        total=len(every),
        form=form,
        wanted=wanted,
        asked=request.args.to_dict() if wanted.narrows else {},
        charts=_charts(counted) if len(counted) > 1 else {},
        drafts={draft.number: draft for draft in drafts},
        distribution=distribution_drawing(definition, assessments),
        median=median(assessments),
        grid=rung_by_kind(assessments),
        definition=definition,
        counted=len(assessments),
        planned=len(drafts) > len(exercises),
        on_ladder=any(a.has_ladder for a in assessments),
        link=url_for("portfolio.show", _external=True),
    )


@blueprint.get("/pictures/<picture>.<ending>")
def picture(picture: str, ending: str) -> View:
    """One of the charts as a file, of the activities that the address asks for."""
    every = assess_portfolio(product(), portfolio())
    counted, _wanted = narrowed(filter_form(every), every)
    made = _charts(counted).get(picture) or abort(404)
    return chart_file(made, f"activities-{picture}", ending)


def _charts(counted: Sequence[AssessedActivity]) -> Mapping[str, Chart]:
    return PortfolioCharts(product().definitions.questionnaire, speech()).all(counted)


@blueprint.route("/add", methods=["GET", "POST"])
def add() -> View:
    """Add an activity under the same link."""
    form = new_activity_form()
    if form.validate_on_submit():
        chosen = form.path.data, form.request_id.data, form.arrangement.data or ""
        number = add_activity(product(), portfolio(), *chosen)
        return redirect(url_for("activity.resume", number=number))
    return render_template("portfolio/add.html", form=form, groups=groups_of_forms())


@blueprint.route("/title", methods=["GET", "POST"])
def title() -> View:
    """Give the list and its plan a name."""
    form = TitleForm(data={"title": portfolio().title})
    if form.validate_on_submit():
        rename_portfolio(product().database, portfolio(), form.title.data)
        return redirect(url_for("portfolio.show"))
    return render_template("portfolio/title.html", form=form)
