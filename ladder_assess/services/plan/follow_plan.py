"""Follows a plan from one that was given out to the next: what it was, and what became of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.history import RULES
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.clock import day_end
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.progress import (
    LATEST,
    NONE,
    KindOf,
    Since,
    Snapshot,
    since,
    snapshot_of,
)
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.read_plan import PlanNow
from ladder_assess.storage.activities.history import changes_after
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.plan.snapshots import find_snapshot, keep_snapshot, snapshot_days


def keep_plan(connection: Writing, portfolio: Portfolio, plan: PlanDocument) -> None:
    """Keep what a plan is on the day that it is given out, with what is given out or not at all."""
    snapshot = snapshot_of(plan.made_on, plan.actions, plan.activities, plan.scores)
    keep_snapshot(connection, portfolio, snapshot)


def earlier_plan(days: Iterable[date], wanted: str, today: date) -> date | None:
    """Which of the plans given out on some days, the latest first, a plan compares with.

    `wanted` is a day (ISO 8601), or NONE; anything else means the latest from before today.
    """
    days = list(days)
    if wanted == NONE:
        return None
    chosen = [day for day in days if day.isoformat() == wanted]
    return next(iter(chosen or [day for day in days if day < today]), None)


def since_earlier_plan(
    product: Product, portfolio: Portfolio, today: date, now: PlanNow, wanted: str = LATEST
) -> Since | None:
    """What has changed since an earlier plan; None where there is none to compare with."""
    day = earlier_plan(snapshot_days(product.database, portfolio), wanted, today)
    then = find_snapshot(product.database, portfolio, day) if day else None
    if then is None:
        return None

    def read(stamp: str, answers: Answers) -> tuple[Assessor, Answers]:
        rules = product.of(stamp)
        coded = rules.questionnaire.coded
        known = {i: a for i, a in answers.items() if i in coded and coded[i].offers(a)}
        return rules.assessor, known

    def place(stamp: str, answers: Answers) -> Interval:
        assessor, known = read(stamp, answers)
        return assessor.placer.interval(known)

    def kind_of(stamp: str, answers: Answers) -> str:
        assessor, known = read(stamp, answers)
        return assessor.typologist.read(known).kind

    then = _with_kinds(product, portfolio, then, now, kind_of)
    measured = Snapshot(today, scores=now.scores)
    found = since(then, measured, now.actions, now.activities, place, kind_of)
    kinds = product.newest.questionnaire.typology.kinds
    return replace(found, names={kind.id: kind.name for kind in kinds})


def _with_kinds(
    product: Product, portfolio: Portfolio, then: Snapshot, now: PlanNow, kind_of: KindOf
) -> Snapshot:
    """The same with the kinds that an older plan did not keep, by the rules that each activity had
    at the end of its day.
    """
    if all(place.kind is not None for place in then.places):
        return then
    changes = changes_after(product.database, portfolio, day_end(then.made_on))
    stamps = {activity.number: activity.stamp for activity in now.activities}
    for number, made in changes.items():
        moved = next((str(c.before) for c in made if c.key == RULES and c.before), None)
        if moved and number in stamps:
            stamps[number] = moved
    return replace(
        then,
        places=tuple(
            place._replace(kind=kind_of(stamps[place.activity], place.answers))
            if place.kind is None and place.activity in stamps
            else place
            for place in then.places
        ),
    )
