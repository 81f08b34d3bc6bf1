"""Assesses activities as they stand: placement, typology and every reason."""

from ladder_assess.core.activities.draft import Draft, as_activity
from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.storage.activities import activities


def assess_draft(rules: Rules, draft: Draft) -> AssessedActivity:
    """Everything the rules say about an activity as it has been described so far: those of the
    version that it was described by.
    """
    own = rules.of(draft.stamp)
    activity = as_activity(own.questionnaire, draft)
    return AssessedActivity(
        number=draft.number,
        assessment=own.assessor.assess(activity),
        explanation=own.assessor.explain(activity),
        about=_about(own.questionnaire, draft),
        backing=draft.backing,
        sample=draft.sample,
        stamp=draft.stamp,
        unconfirmed=tuple(i.id for i in own.paths.unconfirmed(draft)),
    )


def _about(questionnaire: Questionnaire, draft: Draft) -> dict[str, str]:
    """What was said that gates nothing, as text."""
    about = {}
    for item in questionnaire.of_part("about", "claim", "context"):
        value = draft.values.get(item.id)
        if isinstance(value, tuple):
            about[item.id] = "; ".join(item.option(option).text for option in value)
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
    drafts = activities.list_activities(product.database, portfolio)
    return tuple(assess_draft(product, draft) for draft in drafts if not draft.exercise)
