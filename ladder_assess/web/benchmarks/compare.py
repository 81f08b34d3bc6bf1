"""How an organisation compares: with its peers, with 2013, with itself over time."""

from datetime import date

from babel.dates import format_date
from flask import Blueprint, abort, render_template, request
from flask_babel import get_locale

from ladder_assess.core.benchmarks.peer_names import group_name
from ladder_assess.core.benchmarks.schedule import next_run
from ladder_assess.core.common.reliability import FEWEST_RESPONDENTS
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.core.plan.strand import Strand
from ladder_assess.core.points_of_view.agreement_on_views import FEWEST_ACTIVITIES
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.benchmarks.compare_scores import Compared, PeerGroup, compare_scores
from ladder_assess.services.benchmarks.explain_counting import explain_counting
from ladder_assess.services.benchmarks.follow_placements import (
    count_read_anew,
    own_activities,
    placements_of,
    read_anew_on,
    spread_over_time,
)
from ladder_assess.services.benchmarks.reference_points import reference_points
from ladder_assess.services.benchmarks.review_conditions import review_conditions
from ladder_assess.services.instruments.open_wave import instruments
from ladder_assess.services.instruments.review_reliability import review_reliability
from ladder_assess.services.people.find_place import find_organisation
from ladder_assess.services.plan.split_changes import split_changes
from ladder_assess.services.points_of_view.compare_views import agreement_over
from ladder_assess.web.access.scope import organisation_number, portfolio, record_or_404, scope
from ladder_assess.web.benchmarks.compare_charts import (
    ACTIVITY,
    REFERENCE,
    SURVEY,
    charts_of_activity,
    charts_of_reference,
    charts_of_survey,
    charts_over_months,
    charts_over_rounds,
    surveyed,
)
from ladder_assess.web.benchmarks.compare_topics import (
    charts_of_parts,
    parts_of_activities,
    parts_of_instrument,
)
from ladder_assess.web.common.charts import chart_file
from ladder_assess.web.common.legal import settings
from ladder_assess.web.common.request import View, product, said, today
from ladder_assess.web.instruments.words import form_name

blueprint = Blueprint("compare", __name__, url_prefix="/p/<token:token>/compare")
scope(blueprint)


@blueprint.get("")
def index() -> View:
    """The peer groups, what can be compared, and what there is to measure by without peers."""
    points, organisation, policy = reference_points(product()), _organisation(), settings().policy
    return render_template(
        "benchmarks/compare/index.html",
        compared=_compared(),
        counting=explain_counting(product(), organisation.id, policy, today()),
        policy=policy,
        name_of=_name_of,
        instruments=_instruments(),
        points=points,
        charts=charts_of_reference(points),
    )


@blueprint.get("/<instrument>")
def show(instrument: str) -> View:
    """One questionnaire, or the activities, beside a peer group and over time."""
    if instrument == ACTIVITY:
        return _activities()
    found = _instrument_or_404(instrument)
    compared = _compared().of(instrument)
    group, strands = _chosen(compared), _strands(found)
    parts = parts_of_instrument(found, compared, group)
    return render_template(
        "benchmarks/compare/show.html",
        compared=compared,
        group=group,
        parts=parts,
        name_of=_name_of,
        policy=settings().policy,
        instrument=found,
        charts=charts_of_parts(parts) | charts_over_rounds(found, strands),
        splits=[split for strand in strands for split in split_changes(product(), strand)],
        strands=strands,
    )


def _activities() -> View:
    compared = _compared().of(ACTIVITY)
    group = _chosen(compared)
    parts = parts_of_activities(compared, group)
    records = own_activities(product(), portfolio())
    return render_template(
        "benchmarks/compare/activities.html",
        compared=compared,
        group=group,
        parts=parts,
        name_of=_name_of,
        policy=settings().policy,
        charts=charts_of_parts(parts)
        | charts_over_months(spread_over_time(product(), portfolio())),
        records=records,
        read_anew=count_read_anew(product(), portfolio(), records),
    )


@blueprint.get("/2013")
def then() -> View:
    """What officers say beside what was published of the survey of 2013."""
    result = surveyed(product(), portfolio())
    return render_template(
        "benchmarks/compare/then.html",
        result=result,
        charts=charts_of_survey(result),
        points=reference_points(product()),
        fewest=FEWEST_ANSWERS,
        instrument=product().definitions.instruments[SURVEY],
    )


@blueprint.get("/activities/<number:number>")
def history(number: int) -> View:
    """Where one activity stood at the end of each day on which it changed."""
    record = record_or_404(number)
    placed = placements_of(product(), portfolio(), record, today())
    return render_template(
        "benchmarks/compare/history.html",
        record=record,
        placed=placed,
        read_anew=read_anew_on(product(), portfolio(), record),
        charts=charts_of_activity(placed),
    )


@blueprint.get("/statistics")
def statistics() -> View:
    """How far the answers of respondents can be relied on, for those who run surveys."""
    return render_template(
        "benchmarks/compare/statistics.html",
        rounds=review_reliability(product(), portfolio()),
        agreement=agreement_over(product(), portfolio()),
        form_name=form_name,
        fewest=FEWEST_RESPONDENTS,
        fewest_activities=FEWEST_ACTIVITIES,
    )


@blueprint.get("/<instrument>/pictures/<picture>.<kind>")
def picture(instrument: str, picture: str, kind: str) -> View:
    """One of the charts as a file, of the group that is shown."""
    if instrument == REFERENCE:
        charts = charts_of_reference(reference_points(product()))
    elif instrument == "2013":
        charts = charts_of_survey(surveyed(product(), portfolio()))
    elif instrument == ACTIVITY:
        compared = _compared().of(ACTIVITY)
        charts = charts_of_parts(parts_of_activities(compared, _chosen(compared)))
        charts |= charts_over_months(spread_over_time(product(), portfolio()))
    else:
        found, compared = _instrument_or_404(instrument), _compared().of(instrument)
        charts = charts_of_parts(parts_of_instrument(found, compared, _chosen(compared)))
        charts |= charts_over_rounds(found, _strands(found))
    made = charts.get(picture) or abort(404)
    return chart_file(made, f"compare-{instrument}-{picture}", kind)


@blueprint.get("/activities/<number:number>/pictures/history.<kind>")
def history_picture(number: int, kind: str) -> View:
    """The chart of an activity's history as a file."""
    placed = placements_of(product(), portfolio(), record_or_404(number), today())
    made = charts_of_activity(placed).get("history") or abort(404)
    return chart_file(made, f"activity-{number}-history", kind)


def _organisation() -> Organisation:
    number = organisation_number()
    found = number and find_organisation(product(), number)
    return found or abort(404)


def _compared() -> Compared:
    profile = _organisation().profile
    return compare_scores(product(), profile, portfolio(), settings().policy, today())


def _chosen(compared: Compared) -> PeerGroup:
    """The group that the address asks for, or the narrowest with something to show."""
    return compared.group(request.args.get("group", "")) or abort(404)


@blueprint.app_template_filter()
def drawn_again(drawn_on: date) -> str:
    """The month in which a figure is drawn again, in words."""
    policy = settings().policy
    return month(next_run(drawn_on, policy) if policy else drawn_on)


@blueprint.app_template_filter()
def month(when: date) -> str:
    """The month of a day in words."""
    return format_date(when, "MMMM y", locale=get_locale() or "en_GB")


def _name_of(group: str) -> str:
    return group_name(group, said)


def _instruments() -> list[Instrument]:
    return [instrument for instrument in instruments(product()) if instrument.dimensions]


def _instrument_or_404(identity: str) -> Instrument:
    return next((each for each in _instruments() if each.id == identity), None) or abort(404)


def _strands(instrument: Instrument) -> list[Strand]:
    found = review_conditions(product(), portfolio())
    return [strand for strand in found if strand.instrument.id == instrument.id and strand.rounds]
