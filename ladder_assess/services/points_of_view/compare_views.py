"""Sets the points of view on activities side by side, as far as they may be shown."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.agreement_on_views import (
    ActivitySpread,
    Agreement,
    ViewsAgreed,
    activity_spread,
    agreement,
    agreement_on_views,
)
from ladder_assess.core.points_of_view.by_rules import compare_by_rules
from ladder_assess.core.points_of_view.views import Comparer, Comparison
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.points_of_view import given as points_of_view

# Activities of which it is remembered, by database, what may be shown of their views.
MOST_REMEMBERED = 500
_Compared = tuple[tuple[object, ...], Comparison]
_compared: WeakKeyDictionary[Database, dict[tuple[int, int], _Compared]] = WeakKeyDictionary()


def compare_views(product: Product, portfolio: Portfolio, record: ActivityRecord) -> Comparison:
    """What may be shown of all views of one activity, each placed by the rules of the questions
    that it answers, those of the activity first. It is worked out once for each five that come.
    """
    known = _compared.setdefault(product.database, {})
    key = portfolio.id, record.number
    there = points_of_view.state_of(product.database, portfolio, record.number)
    state = (product.stamp, record.stamp, *there)
    before = known.get(key)
    if before is not None and before[0] == state:
        return before[1]
    found = _compare(product, portfolio, record)
    if len(known) >= MOST_REMEMBERED:
        known.clear()
    known[key] = state, found
    return found


def _compare(product: Product, portfolio: Portfolio, record: ActivityRecord) -> Comparison:
    own = product.of(record.stamp)
    others = (rules for rules in product.every if rules.stamp != own.stamp)
    voice = product.definitions.voice
    comparers = [
        Comparer(rules.questionnaire, voice, rules.assessor.placer) for rules in (own, *others)
    ]
    pages = points_of_view.list_pages(product.database, portfolio, record.number)
    return compare_by_rules(comparers, pages)


class SpreadOf(NamedTuple):
    """An activity, and how far apart people are about it."""

    record: ActivityRecord
    spread: ActivitySpread


class ListAgreement(NamedTuple):
    """What the views on the activities of a list say together, and each activity of which enough
    was answered, those on which people are furthest apart first. About so many of all people
    answered `earlier` questions, whatever describes the activity by now.
    """

    together: ViewsAgreed
    activities: tuple[SpreadOf, ...]
    earlier: int


def agreement_by_question(product: Product, portfolio: Portfolio) -> ListAgreement:
    """How far people agree on each question over the portfolio's activities, and how far apart
    they are about each; exercises left out.
    """
    items = product.newest.questionnaire.evidence
    compared = list(_compare_all(product, portfolio, {}))
    together = agreement_on_views([each for _, each in compared], items, chance)
    spreads = ((record, activity_spread(each, items)) for record, each in compared)
    told = [SpreadOf(record, spread) for record, spread in spreads if spread]
    earlier = sum(_asked_earlier(product, each) for _, each in compared)
    return ListAgreement(
        together, tuple(sorted(told, key=lambda each: -each.spread.apart)), earlier
    )


def _asked_earlier(product: Product, compared: Comparison) -> bool:
    return any(view.definition != product.stamp for view in compared.groups.values())


def agreement_over(
    product: Product, portfolio: Portfolio, compared: Mapping[int, Comparison] | None = None
) -> Agreement | None:
    """How far people place the portfolio's activities alike, exercises left out; None while there
    are too few. What is `compared` already, by number, is not read once more.
    """
    return agreement(each for _, each in _compare_all(product, portfolio, compared or {}))


def _compare_all(
    product: Product, portfolio: Portfolio, compared: Mapping[int, Comparison]
) -> Iterator[tuple[ActivityRecord, Comparison]]:
    # Few of thousands have been asked about: the others are not even read.
    asked = points_of_view.numbers_with_views(product.database, portfolio)
    for kept in activities.list_kept(product.database, portfolio):
        if kept.number in asked and not (record := kept.read()).exercise:
            found = compared.get(record.number)
            yield record, found or compare_views(product, portfolio, record)
