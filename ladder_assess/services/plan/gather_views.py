"""Gathers the views of each activity, and what was agreed on, as far as a plan may show them."""

from collections.abc import Iterator

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.standpoints import Standpoints
from ladder_assess.core.points_of_view.what_views_say import agreed_changes, where_views_differ
from ladder_assess.services.common.product import Product
from ladder_assess.services.placement.assess_activity import assess_record
from ladder_assess.services.points_of_view.agree_view import agreed_views, assess_agreed
from ladder_assess.services.points_of_view.compare_views import compare_views
from ladder_assess.services.workshops.take_results import room_views_of
from ladder_assess.storage.activities import activities
from ladder_assess.storage.points_of_view import agreed as agreed_store
from ladder_assess.storage.points_of_view import given
from ladder_assess.storage.workshops import room_views


def gather_views(product: Product, portfolio: Portfolio) -> Iterator[Standpoints]:
    """The views of every activity of which there is something to show, by number; exercises are
    left out. A group of which too few have answered is not in them.
    """
    asked = given.numbers_with_views(product.database, portfolio)
    asked |= agreed_store.numbers_agreed(product.database, portfolio)
    asked |= room_views.numbers_placed(product.database, portfolio)
    for kept in activities.list_kept(product.database, portfolio):
        if kept.number in asked and not (record := kept.read()).exercise:
            found = _of(product, portfolio, record)
            if found.of_sides or found.rooms:
                yield found


def _of(product: Product, portfolio: Portfolio, record: ActivityRecord) -> Standpoints:
    comparison = compare_views(product, portfolio, record)
    agreed = next(iter(agreed_views(product, portfolio, record.number)), None)
    rules = product.of(record.stamp)
    evidence = rules.questionnaire.evidence
    same = agreed is not None and agreed.definition in ("", rules.stamp)
    return Standpoints(
        assess_record(product, record),
        comparison,
        where_views_differ(comparison, record.values, evidence),
        agreed,
        assess_agreed(product, record, agreed) if agreed else None,
        agreed_changes(agreed.values, record.values, evidence) if agreed and same else (),
        room_views_of(product, portfolio, record.number),
    )
