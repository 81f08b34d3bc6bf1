"""Assesses activities as they stand: placement, typology and every reason."""

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity
from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.storage.activities import activities


def assess_record(rules: Rules, record: ActivityRecord) -> AssessedActivity:
    """Everything the rules say about an activity as it has been described so far: those of the
    version that it was described by.
    """
    own = rules.of(record.stamp)
    activity = as_activity(own.questionnaire, record)
    return AssessedActivity(
        number=record.number,
        assessment=own.assessor.assess(activity),
        explanation=own.assessor.explain(activity),
        about=_about(own.questionnaire, record),
        backing=record.backing,
        sample=record.sample,
        stamp=record.stamp,
        unconfirmed=tuple(i.id for i in own.paths.unconfirmed(record)),
        code=record.code,
        as_written=record.as_written,
    )


def _about(questionnaire: Questionnaire, record: ActivityRecord) -> dict[str, str]:
    """What was said that gates nothing, as text."""
    about = {}
    for item in questionnaire.of_part("about", "claim", "context"):
        value = record.values.get(item.id)
        if isinstance(value, tuple):
            about[item.id] = "; ".join(item.option(o).text for o in value if o in item.rank)
        elif value and value != UNKNOWN:
            about[item.id] = value
    return about


def assess_file_activity(rules: Rules, activity: Activity, number: int) -> AssessedActivity:
    """The same for an activity read from a file."""
    return AssessedActivity(
        number=number,
        assessment=rules.assessor.assess(activity),
        explanation=rules.assessor.explain(activity),
        stamp=rules.stamp,
    )


def assess_portfolio(product: Product, portfolio: Portfolio) -> tuple[AssessedActivity, ...]:
    """Every activity of a portfolio but for exercises, assessed, by number."""
    records = activities.list_activities(product.database, portfolio)
    return tuple(assess_record(product, record) for record in records if not record.exercise)
