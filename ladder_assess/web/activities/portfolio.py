"""What a private link opens: the activities kept under it, side by side."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.figures import by_rung_and_kind
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import (
    distribution,
    median,
    none_certain,
    none_placed,
    not_placed,
)
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.people.access import EDIT
from ladder_assess.core.plan.timing import OVER, is_planned, phase
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.publishing.activities.charts import PortfolioCharts
from ladder_assess.publishing.activities.list_row import ListRow, Spread
from ladder_assess.publishing.activities.sheet import sheet
from ladder_assess.publishing.charts import Chart
from ladder_assess.services.activities.list_activities import (
    ActivityList,
    list_activities,
    without_exercises,
)
from ladder_assess.services.activities.open_portfolio import rename_portfolio
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.activities.study_alone import studies_alone
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import may, portfolio, scope
from ladder_assess.web.activities.arrangements import (
    begun_by,
    chosen_form,
    goes_on,
    new_activity_form,
    suggested_forms,
)
from ladder_assess.web.activities.contradictions import count_contradictions
from ladder_assess.web.activities.filter import filter_form
from ladder_assess.web.activities.removed import to_put_back
from ladder_assess.web.activities.workflow import changeable
from ladder_assess.web.common.charts import chart_file, speech
from ladder_assess.web.common.fields import text_field
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, link_to_share, moment, product, today

blueprint = Blueprint("portfolio", __name__, url_prefix="/p/<token:token>")
scope(blueprint)

TITLE_LIMIT = 200
# More numbers than these in one cell of a table are counted instead.
MOST_IN_CELL = 6
# Pictures that say nothing while every activity may stand on any rung.
OF_RUNGS = ("distribution", "grid")


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
    """The activities asked for, a page of them at a time, and what all of them add up to."""
    found = list_activities(product(), portfolio())
    form = filter_form(found.activities)
    shown = form.chosen(found.activities)
    page, counted = paged(shown), without_exercises(shown)
    several = len(counted) > 1
    rows = [_row(activity, found.record(activity.number)) for activity in page.rows]
    return render_template(
        "activities/portfolio/show.html",
        portfolio=portfolio(),
        page=page,
        rows=rows,
        total=len(found.activities),
        form=form,
        planned=bool(found.counted),
        pictured=several,
        none_placed=several and none_placed(counted),
        not_placed=several and sum(map(not_placed, counted)),
        unconfirmed=sum(bool(activity.unconfirmed) for activity in counted),
        spread=_spread(without_exercises(form.on_any_rung(found.activities))),
        start=_start(counted, found) if several and none_certain(counted) else None,
        suggested=sum(map(len, suggested_forms(found).values())) if may(EDIT) else 0,
        go_on=_start(filter(not_placed, counted), found) if several else None,
        definition=product().definitions.questionnaire,
        link=link_to_share("portfolio.show"),
        studied=studies_alone(product(), portfolio()),
        **_removed(),
    )


def _start(shown: Iterable[Listed], found: ActivityList) -> ActivityRecord | None:
    """The first activity shown whose place an answer can still settle; what is over comes last."""
    on_ladder = [activity for activity in shown if activity.has_ladder]
    on_ladder.sort(key=lambda each: phase(each.started, each.ended, today(), each.status) == OVER)
    own = (found.record(activity.number) for activity in on_ladder)
    return next((record for record in own if _can_be_placed(record)), None)


def _can_be_placed(record: ActivityRecord) -> bool:
    return changeable(record) and bool(product().of(record.stamp).paths.still_open(record))


def _row(activity: Listed, record: ActivityRecord) -> ListRow:
    paths = product().of(record.stamp).paths
    return ListRow(
        activity,
        record,
        to_look_at=count_contradictions(record),
        left=paths.usually_left(record, product().answers_of_cases),
        unknown=_unknown(activity, record),
        phase=phase(activity.started, activity.ended, today(), activity.status),
    )


def _spread(activities: Sequence[Listed]) -> Spread | None:
    """How many stand on each rung; None where too few are listed for that to say anything."""
    if len(activities) < 2 or none_placed(activities):
        return None
    placed = [each for each in activities if not not_placed(each)]
    begun = [each for each in placed if not is_planned(each, today())]
    return Spread(distribution(begun), len(placed) - len(begun), len(activities) - len(placed))


def _removed() -> dict[str, object]:
    """What was removed and can be put back; that which the address names was removed just now."""
    removed = to_put_back()
    number = whole_number(request.args.get("removed"))
    just_now = next((each for each in removed if each.record.number == number), None)
    # A form gives a cookie, so there is none where there is no button.
    form = Form() if just_now else None
    return {"removed": removed, "just_now": just_now, "moment": moment, "put_back": form}


def _unknown(activity: Listed, record: ActivityRecord) -> int:
    """How many facts are not known, where they leave open where an activity stands."""
    if not activity.has_ladder or not activity.placement.interval.width:
        return 0
    evidence = product().of(record.stamp).questionnaire.evidence
    return sum(record.values.get(item.id, UNKNOWN) == UNKNOWN for item in evidence)


@blueprint.get("/pictures")
def pictures() -> View:
    """What the activities asked for add up to."""
    counted = list_activities(product(), portfolio()).counted
    form = filter_form(counted)
    shown = form.chosen(counted)
    return render_template(
        "activities/portfolio/pictures.html",
        portfolio=portfolio(),
        form=form,
        total=len(counted),
        shown=len(shown),
        not_moved=_not_moved(shown),
        definition=product().definitions.questionnaire,
        **_figures(shown),
    )


def _not_moved(shown: Sequence[Listed]) -> int:
    """How many activities stand by the rules of earlier questions beside others that do not."""
    earlier = sum(activity.stamp != product().stamp for activity in shown)
    return earlier if earlier < len(shown) else 0


def _figures(counted: Sequence[Listed]) -> dict[str, object]:
    """What a list adds up to; of a single activity nothing."""
    if len(counted) < 2:
        return {"charts": {}}
    unplaced, placed = none_placed(counted), [each for each in counted if not not_placed(each)]
    begun = [each for each in placed if not is_planned(each, today())]
    every, on_rungs = charts().all(counted), _of_begun(counted)
    found = {n: on_rungs.get(n, every[n]) for n in every if n not in OF_RUNGS or n in on_rungs}
    return {
        "charts": {name: found[name] for name in found if not unplaced or name not in OF_RUNGS},
        "none_placed": unplaced,
        "alone": sum(not activity.has_ladder for activity in counted),
        "not_placed": len(counted) - len(placed),
        "planned": len(placed) - len(begun),
        "median": median(begun),
        "cells": by_rung_and_kind(begun),
        "most_in_cell": MOST_IN_CELL,
    }


def _of_begun(counted: Sequence[Listed]) -> dict[str, Chart]:
    """The pictures of rungs, which count what has begun alone, as a page to print does."""
    begun = [each for each in counted if not is_planned(each, today())]
    made = {name: charts().one(name, begun) for name in OF_RUNGS}
    return {name: chart for name, chart in made.items() if chart}


def charts() -> PortfolioCharts:
    """What draws a list in the language of this request."""
    return PortfolioCharts(product().definitions.questionnaire, speech())


@blueprint.get("/picture")
def one_page() -> View:
    """What the activities asked for add up to, on one page to print."""
    counted = list_activities(product(), portfolio()).counted
    form = filter_form(counted)
    found = form.chosen(counted)
    definition = product().definitions.questionnaire
    return render_template(
        "activities/portfolio/one_page.html",
        portfolio=portfolio(),
        form=form,
        total=len(counted),
        shown=len(found),
        sheet=sheet(definition, speech(), found, today()),
        definition=definition,
        made_on=today(),
        not_moved=_not_moved(found),
        stamps=sorted({activity.stamp for activity in found}) or [product().stamp],
    )


@blueprint.get("/pictures/<picture>.<ending>")
def picture(picture: str, ending: str) -> View:
    """One of the charts as a file, of the activities that the address asks for."""
    counted = list_activities(product(), portfolio()).counted
    shown = filter_form(counted).chosen(counted)
    made = _of_begun(shown).get(picture) if picture in OF_RUNGS else charts().one(picture, shown)
    return chart_file(made or abort(404), f"activities-{picture}", ending)


@blueprint.route("/add", methods=["GET", "POST"])
def add() -> View:
    """Add an activity under the same link."""
    form = new_activity_form()
    if form.validate_on_submit():
        begun = begun_by(form)
        number = add_activity(
            product(), portfolio(), begun.path, form.request_id.data, begun.arrangement, now(),
            name=begun.name,
        )  # fmt: skip
        return redirect(url_for(goes_on(begun), number=number))
    return render_template(
        "activities/portfolio/add.html", form=form, arrangement=chosen_form(form)
    )


@blueprint.route("/title", methods=["GET", "POST"])
def title() -> View:
    """Give the list and its plan a name."""
    form = TitleForm(data={"title": portfolio().title})
    if form.validate_on_submit():
        rename_portfolio(product(), portfolio(), form.title.data)
        return redirect(url_for("portfolio.show"))
    return render_template("activities/portfolio/title.html", form=form)
