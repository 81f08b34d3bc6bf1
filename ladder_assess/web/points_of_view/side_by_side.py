"""What the page of an activity's views shows beside the views: a drawing, what to do next, and what
an agreed view says and changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.views import AgreedView, Comparison
from ladder_assess.core.points_of_view.what_views_say import (
    AgreedChange,
    ItemViews,
    agreed_changes,
    every_view,
    where_views_differ,
)
from ladder_assess.core.workshops.room_view import RoomView
from ladder_assess.publishing.points_of_view.points_of_view import ViewsDrawing, views_drawing
from ladder_assess.publishing.workshops.votes_drawing import VotesDrawing, votes_drawing
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.services.points_of_view.agree_view import assess_agreed
from ladder_assess.services.workshops.take_results import room_views_of
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.request import product

# So many questions are told in full; the others are closed until they are opened.
MOST_TALKED_ABOUT = 3
# What to do next about the views of an activity.
ASK, WAIT, ASK_OTHERS, AGREE, CONFIRM, DONE = (
    "ask",
    "wait",
    "ask_others",
    "agree",
    "confirm",
    "done",
)


@dataclass(frozen=True)
class WhatWasAgreed:
    """An agreed view in words: what of it is otherwise than the organisation's own answers, and
    where each stands on the ladder; no rungs for a service to one person.
    """

    changes: tuple[AgreedChange, ...]
    own: Interval | None
    agreed: Interval | None


def rooms_of(record: ActivityRecord) -> tuple[tuple[RoomView, VotesDrawing], ...]:
    """How workshops placed it, each with its drawing."""
    questionnaire = product().definitions.questionnaire
    found = room_views_of(product(), portfolio(), record.number)
    return tuple((each, votes_drawing(questionnaire, each.shown)) for each in found)


def next_step(
    comparison: Comparison,
    agreed: Sequence[AgreedView],
    links: Mapping[str, object],
    differ: Sequence[ItemViews],
) -> str:
    """What to do next. It tells nothing of a group that is not shown."""
    if agreed:
        return DONE
    if not comparison.groups:
        return WAIT if links else ASK
    if differ:
        return AGREE
    return CONFIRM if len(comparison.groups) > 1 else ASK_OTHERS


def differing(record: ActivityRecord, comparison: Comparison) -> tuple[ItemViews, ...]:
    """The questions on which the sides differ, the organisation's own answers among them."""
    evidence = product().of(record.stamp).questionnaire.evidence
    return where_views_differ(comparison, record.values, evidence)


def to_talk_about(
    record: ActivityRecord, comparison: Comparison, differ: Sequence[ItemViews]
) -> tuple[tuple[ItemViews, ...], tuple[ItemViews, ...]]:
    """The few questions on which the sides are furthest apart, and the others on which they differ,
    each with what every side says.
    """
    evidence = product().of(record.stamp).questionnaire.evidence
    said = {each.item.id: each for each in every_view(comparison, record.values, evidence)}
    apart = [said[each.item.id] for each in comparison.differences if each.item.id in said]
    few = tuple((apart or differ)[:MOST_TALKED_ABOUT])
    return few, tuple(each for each in differ if each not in few)


def drawing_of(
    record: ActivityRecord, agreed: Sequence[AgreedView], comparison: Comparison
) -> ViewsDrawing | None:
    """The views on the ladder; None for a service to one person, which has none."""
    own = assess_record(product(), record).assessment
    if not own.has_ladder:
        return None
    return views_drawing(
        product().of(record.stamp).questionnaire,
        own,
        assess_agreed(product(), record, agreed[0]) if agreed else None,
        comparison.groups,
    )


def what_was_agreed(record: ActivityRecord, agreed: Sequence[AgreedView]) -> WhatWasAgreed | None:
    """The view that holds in words, beside the organisation's own answers; None where there is
    none, or where it was agreed on by other questions than those of the activity now.
    """
    if not agreed or not _by_the_same(record, agreed[0]):
        return None
    own = assess_record(product(), record).assessment
    evidence = product().of(record.stamp).questionnaire.evidence
    changes = agreed_changes(agreed[0].values, record.values, evidence)
    if not own.has_ladder:
        return WhatWasAgreed(changes, None, None)
    then = assess_agreed(product(), record, agreed[0])
    return WhatWasAgreed(changes, own.placement.interval, then.placement.interval)


def agreed_before(
    record: ActivityRecord, agreed: Sequence[AgreedView]
) -> tuple[Interval, Interval] | None:
    """Where the view that holds stands by the rules under which it was agreed on, and where the
    same stands by those of the activity now; None where these are the same rules.
    """
    if not agreed or _by_the_same(record, agreed[0]):
        return None
    now = replace(agreed[0], definition=record.stamp)
    then, since = (assess_agreed(product(), record, view) for view in (agreed[0], now))
    return (then.placement.interval, since.placement.interval) if then.has_ladder else None


def _by_the_same(record: ActivityRecord, agreed: AgreedView) -> bool:
    return agreed.definition in ("", product().of(record.stamp).stamp)
