"""The result of one activity: where it stands, or that nothing is answered that could say so."""

from flask import render_template

from ladder_assess.core.activities.activity_record import ActivityRecord, is_answered
from ladder_assess.core.people.access import VIEWS
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.workshops.room_view import RoomView
from ladder_assess.publishing.placement.activity_view import activity_view
from ladder_assess.publishing.points_of_view.points_of_view import group_names
from ladder_assess.services.activities.consult_practice import cases_at, stories_by_rung
from ladder_assess.services.activities.list_activities import next_waiting
from ladder_assess.services.activities.move_back import way_back
from ladder_assess.services.activities.move_to_clearer import offer
from ladder_assess.services.common.product import Ruleset
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.services.points_of_view.compare_views import compare_views
from ladder_assess.services.workshops.take_results import room_views_of
from ladder_assess.web.access.scope import may, portfolio, record_or_404
from ladder_assess.web.activities import activity
from ladder_assess.web.activities.arrangements import arrangement_of
from ladder_assess.web.activities.contradictions import contradictions_of, just_made
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, today, words

blueprint = activity.blueprint


@blueprint.get("/result")
def result(number: int) -> View:
    """Where the activity stands, why, how sure that is, and what would move it up."""
    record = record_or_404(number)
    rules = product().of(record.stamp)
    assessed = assess_record(product(), record)
    if assessed.has_ladder and not is_answered(rules.questionnaire, record):
        return _unanswered(record, rules)
    climb = assessed.assessment.climb
    return render_template(
        "activities/activity/result.html",
        record=record,
        view=activity_view(assessed, words(), today()),
        practice=cases_at(product(), climb.target) if climb else None,
        here=cases_at(product(), assessed.assessment.placement.low),
        stories=stories_by_rung(product()),
        contradictions=contradictions_of(record),
        just_made=just_made(record),
        offer=offer(product(), record),
        way_back=way_back(product(), portfolio(), record),
        form=Form(),
        following=next_waiting(product(), portfolio(), record, today()),
        unfinished=rules.paths.still_open(record),
        unconfirmed=rules.paths.unconfirmed(record),
        arrangement=arrangement_of(record),
        rooms=rooms_shown(record),
        sides=_sides(record),
        rungs=words().rungs,
        ahead=activity.is_ahead(record),
    )


def _sides(record: ActivityRecord) -> dict[str, Interval]:
    """Where the facts of each group of people place it, by the group's name, for those who may see
    points of view.
    """
    if not may(VIEWS, record.assigned_to):
        return {}
    names = group_names(speech())
    found = compare_views(product(), portfolio(), record).groups
    return {names[group]: view.placement for group, view in found.items() if view.placement}


def _unanswered(record: ActivityRecord, rules: Ruleset) -> View:
    """Nothing is drawn that is empty: that there are no answers yet, and the way to them."""
    return render_template(
        "activities/activity/unanswered.html",
        record=record,
        rules=rules,
        offer=offer(product(), record),
        rooms=rooms_shown(record),
    )


def rooms_shown(record: ActivityRecord) -> tuple[RoomView, ...]:
    """How workshops placed it, for those who may see points of view."""
    shown = may(VIEWS, record.assigned_to)
    return room_views_of(product(), portfolio(), record.number) if shown else ()
