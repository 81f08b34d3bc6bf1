"""Follows a plan from one that was given out to the next: what it was, and what became of it."""

from collections.abc import Iterable
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.core.plan.progress import LATEST, NONE, Since, Snapshot, since, snapshot_of
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.services.common.product import Product
from ladder_assess.services.plan.read_plan import PlanNow
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

    def place(stamp: str, answers: Answers) -> Interval:
        rules = product.of(stamp)
        coded = rules.questionnaire.coded
        known = {i: a for i, a in answers.items() if i in coded and coded[i].offers(a)}
        return rules.assessor.placer.interval(known)

    measured = Snapshot(today, scores=now.scores)
    return since(then, measured, now.actions, now.activities, place)
