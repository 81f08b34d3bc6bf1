"""Records what an organisation agreed on after hearing every side; the single views stay."""

from dataclasses import replace

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.points_of_view.views import AgreedView
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities
from ladder_assess.storage.people import audit
from ladder_assess.storage.points_of_view import agreed as agreed_store


def agree(
    product: Product,
    portfolio: Portfolio,
    number: int,
    agreed: AgreedView,
    request: str,
    by: Actor,
) -> None:
    """Record an agreed view, under the version of the questions that it answers: that of the
    activity where it names none. It changes no answer of anyone and no agreed view before it.
    """
    with product.database.writing() as connection:
        record = activities.find_activity(product.database, portfolio, number)
        own = record.stamp if record else product.stamp
        stamped = replace(agreed, definition=agreed.definition or own)
        store = agreed_store.add_agreed
        added = store(connection, portfolio, number, stamped, request, by.account)
        audit.record(connection, by, added, "view_agreed", activity=number)


def agreed_views(product: Product, portfolio: Portfolio, number: int) -> list[AgreedView]:
    """Every agreed view of an activity, the newest first."""
    return agreed_store.list_agreed(product.database, portfolio, number)


def assess_agreed(product: Product, record: ActivityRecord, agreed: AgreedView) -> Assessment:
    """Where an activity stands by the facts agreed on, and otherwise by what is said of it: by the
    rules under which they were agreed on.
    """
    rules = product.of(agreed.definition or record.stamp)
    described = as_activity(rules.questionnaire, record.with_values(agreed.values))
    return rules.assessor.assess(described)
