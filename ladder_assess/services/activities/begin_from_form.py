"""Begins activities from a common form: its usual answers are filled in, to be confirmed."""

from collections.abc import Iterable

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.arrangement import begun_from
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities


def begin_from_form(
    product: Product, portfolio: Portfolio, number: int, arrangement: str, author: Author
) -> ActivityRecord | None:
    """Fill in the usual answers of a form wherever nobody has answered yet; all else stays.

    `arrangement` is the id of one in the library. None when there is no such activity or form.
    Raises Agreed where nothing may be changed.
    """
    begun = begin_several(product, portfolio, [number], arrangement, author)
    return begun[0] if begun else None


def begin_several(
    product: Product,
    portfolio: Portfolio,
    numbers: Iterable[int],
    arrangement: str,
    author: Author,
) -> list[ActivityRecord]:
    """The same for several at once, all of them or none; those that there are."""
    found = product.definitions.arrangements.get(arrangement)
    if found is None:
        return []

    def change(record: ActivityRecord) -> ActivityRecord:
        ensure_open(record.state)
        return begun_from(record, found)

    with product.database.writing() as connection:
        begun = [
            activities.change_activity(connection, portfolio, number, change, author)
            for number in numbers
        ]
    return [record for record in begun if record is not None]
