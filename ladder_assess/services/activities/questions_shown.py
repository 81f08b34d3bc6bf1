"""Tells whether a page that is being sent shows other questions than the activity has by now."""

from collections.abc import Iterable

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import MOVED
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import history


class AskedOtherwise(ValueError):
    """The activity was moved to other questions while a page was open: what was answered there is
    the answer to another wording.
    """


def ensure_same_questions(
    product: Product, portfolio: Portfolio, record: ActivityRecord, items: Iterable[str], seen: int
) -> None:
    """Raises AskedOtherwise where any of some items was asked in other words, or offered other
    answers, when a page was shown with revision `seen` than now.
    """
    if record.revision == seen:
        return
    since = history.changes_since(product.database, portfolio, record.number, seen)
    stamp = next((str(change.before) for change in since if change.key == MOVED), record.stamp)
    shown, now = product.of(stamp).questionnaire, product.of(record.stamp).questionnaire
    if not are_worded_alike(shown, now, items):
        raise AskedOtherwise


def are_worded_alike(one: Questionnaire, other: Questionnaire, items: Iterable[str]) -> bool:
    """Do two versions ask some items in the same words, and offer the same answers?"""
    return one is other or all(_wording(one, item) == _wording(other, item) for item in items)


def _wording(questionnaire: Questionnaire, item_id: str) -> object:
    item = questionnaire.coded.get(item_id)
    return item and (item.ask, item.hint, item.options)
