"""Moves activities from the questions that they were described by to the newest, which are clearer.

What was answered before keeps its placement until somebody moves it. Answers that may read
differently are shown to whoever moves it; nothing is answered anew without them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord, known_answers
from ladder_assess.core.activities.history import Author, Facts
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import may_change
from ladder_assess.core.people.event import Actor
from ladder_assess.core.placement.changed_rules import ChangedRule, changed_rules
from ladder_assess.core.placement.deciding import deciding
from ladder_assess.core.questionnaire.clearer import Clearer
from ladder_assess.core.questionnaire.wording_before import WordingBefore, wording_before
from ladder_assess.services.activities.save_answers import Saved, save_page
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.storage.activities import activities
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit


@dataclass(frozen=True)
class Offer:
    """An activity that can be moved: which answers may read differently, where it stands, and where
    the same answers stand by the newest rules.
    """

    record: ActivityRecord
    clearer: tuple[Clearer, ...]
    before: Listed
    after: Listed

    @property
    def open(self) -> bool:
        """May its answers be changed? An agreed activity is opened again first."""
        return may_change(self.record.state)


def offer(rules: Rules, record: ActivityRecord) -> Offer | None:
    """What moving an activity means; None where it is described by the newest questions already."""
    own = rules.of(record.stamp)
    if own is rules.newest:
        return None
    answers = known_answers(rules.newest.questionnaire, record)
    clearer = {row.item: row for later in rules.after(own) for row in later.rereading.of(answers)}
    order = rules.newest.questionnaire.items
    return Offer(
        record,
        tuple(sorted(clearer.values(), key=lambda row: tuple(order).index(row.item))),
        listed(own.assessor, record),
        listed(rules.newest.assessor, record),
    )


def could_change_the_rung(rules: Rules, found: Offer) -> frozenset[str]:
    """Those of the answers to look at of which another could put the activity on another rung."""
    answers = known_answers(rules.newest.questionnaire, found.record)
    return deciding(rules.newest.assessor, answers, [row.item for row in found.clearer])


def worded_before(rules: Rules, found: Offer) -> dict[str, WordingBefore]:
    """How each of these questions was worded, by its item."""
    was, now = (each.questionnaire.items for each in (rules.of(found.record.stamp), rules.newest))
    items = (row.item for row in found.clearer)
    return {item: wording_before(was.get(item), now[item]) for item in items}


def changed_by_rules(rules: Rules, found: Offer) -> tuple[ChangedRule, ...]:
    """The rules that make something else of an activity's answers than they did."""
    own = rules.of(found.record.stamp)
    answers = known_answers(own.questionnaire, found.record)
    return changed_rules(own.assessor, rules.newest.assessor, answers)


def offers(product: Product, portfolio: Portfolio) -> Iterator[Offer]:
    """Every activity of a portfolio that can be moved, by number."""
    for record in activities.each_activity(product.database, portfolio):
        found = offer(product, record)
        if found:
            yield found


def count_offers(product: Product, portfolio: Portfolio) -> int:
    """How many there are."""
    counts = activities.count_by_definition(product.database, portfolio)
    return sum(count for stamp, count in counts.items() if stamp in product.earlier)


def next_to_move(product: Product, portfolio: Portfolio, number: int) -> int | None:
    """The number of the next activity of a list that can be moved, after the last the first; None
    where no other can be.
    """
    others = [
        record.number
        for record in activities.each_activity(product.database, portfolio)
        if record.stamp in product.earlier and may_change(record.state) and record.number != number
    ]
    return next((each for each in others if each > number), min(others, default=None))


def move(
    product: Product,
    portfolio: Portfolio,
    number: int,
    sent: Facts,
    seen: int,
    author: Author,
) -> Saved | None:
    """Move an activity, with the answers as somebody looked through them on a page that was shown
    with revision `seen`; None when there is no such activity.

    Where someone else changed one of these answers since, it is not moved yet. Raises Agreed where
    nothing may be changed.
    """
    to = product.stamp
    return save_page(product, portfolio, number, sent, seen, author, confirms=True, to=to)


def move_unaffected(product: Product, portfolio: Portfolio, author: Author, by: Actor) -> int:
    """Move all activities with no answer that may read differently; returns how many. Those that
    are agreed stay as they were agreed.
    """
    # Read before the lock is taken: thousands take seconds.
    found = [each.record for each in offers(product, portfolio) if _is_unaffected(each)]
    with product.database.writing() as connection:
        moved = sum(_move_one(product, connection, portfolio, d, author) for d in found)
        audit.record(connection, by, bool(moved), "activities_moved", activities=moved)
    return moved


def _is_unaffected(found: Offer | None) -> bool:
    return found is not None and found.open and not found.clearer


def _move_one(
    product: Product,
    connection: Writing,
    portfolio: Portfolio,
    read: ActivityRecord,
    author: Author,
) -> bool:
    """Move one, unless someone changed it meanwhile so that an answer may read differently."""
    done = False

    def change(record: ActivityRecord) -> ActivityRecord:
        nonlocal done
        done = record == read or _is_unaffected(offer(product, record))
        return replace(record, stamp=product.stamp) if done else record

    activities.change_activity(connection, portfolio, read.number, change, author)
    return done
