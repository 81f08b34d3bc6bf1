"""Brings answers in that were collected elsewhere: all of a file, or none."""

from collections.abc import Mapping, Sequence
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.brought import BroughtRow, Line
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers, answer_table
from ladder_assess.storage.campaigns.anonymous_answers import BroughtIn, NewView
from ladder_assess.storage.campaigns.answer_table import Unreadable
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit

__all__ = ["Unreadable", "bring_answers", "table_in"]

# What stands where others have the wording that they agreed to here.
ELSEWHERE = "elsewhere"


def table_in(content: bytes) -> tuple[list[str], list[Line]]:
    """The heading and the rows of a file. Raises Unreadable."""
    return answer_table.read_table(content)


def bring_answers(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    rows: Sequence[BroughtRow],
    by: Actor,
    today: date,
    source: str,
) -> int | None:
    """Keep the answers of every row, without what is set aside, and return how many rows these
    were: none where the same `source` was brought into the round before; None where the round takes
    none. The log says who brought how many.
    """
    of = product.definitions.instruments[wave.instrument]
    new: dict[str, list[NewView]] = {}
    for number, row in enumerate(rows):
        values = counted(of, row.values, row.form, short=wave.short)
        view = NewView(f"{wave.id} {source} {number}", of.version, values, today, ELSEWHERE)
        new.setdefault(row.form, []).append(view)
    with product.database.erasing() as connection:
        came = let_in(connection, product, portfolio, wave, new, by)
    if came is None:
        return None
    anonymous_answers.let_go(product.database, came.waited)
    return came.fresh


def let_in(
    connection: Writing,
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    new: Mapping[str, list[NewView]],
    by: Actor,
) -> BroughtIn | None:
    """The same of answers as they go in, of each group (its form), with the entry in the log; what
    waited is let go once that is committed.
    """
    came = anonymous_answers.bring_in(connection, product.database, portfolio, wave, new, by.when)
    if came is not None:
        about = {"questionnaire": wave.instrument, "round": wave.number, "rows": came.fresh}
        audit.record(connection, by, came.fresh > 0, "answers_brought", **about)
    return came
