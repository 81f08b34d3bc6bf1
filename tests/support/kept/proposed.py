"""What is proposed to a list, and what stands behind its answers, without the pages between."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import AssessedActivity, Backing, Portfolio
from ladder_assess.core.plan.filter import Proposed
from ladder_assess.core.plan.plan import Action, ScoreNow
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.services.plan.write_plan import (
    for_organisation,
    proposals_for,
    still_open,
)
from ladder_assess.storage.activities.activities import change_activity
from tests.support.kept.written import written


def open_proposals(
    rules: Rules,
    activities: Iterable[AssessedActivity],
    actions: Iterable[Action],
    scores: Iterable[ScoreNow] = (),
) -> tuple[Proposed, ...]:
    """The proposals to an organisation and for its activities that have not been taken up yet."""
    found = [Proposed(activity, proposals_for(rules, activity)) for activity in activities]
    return still_open([for_organisation(rules, scores), *found], actions)


def save_backing(
    product: Product, portfolio: Portfolio, number: int, backing: Mapping[str, Backing]
) -> ActivityRecord | None:
    """Save strength, note and link of some answers; None when there is no such activity."""
    return written(
        product.database,
        change_activity,
        portfolio,
        number,
        lambda record: replace(record, backing={**record.backing, **backing}),
    )
