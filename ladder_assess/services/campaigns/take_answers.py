"""Gives out what respondents answered, row by row, and notes in the log that it was taken."""

from collections.abc import Iterator

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_rows
from ladder_assess.storage.people import audit


def take_answers(
    product: Product, portfolio: Portfolio, wave: Wave, by: Actor, kind: str, key: str = ""
) -> Iterator[AnswerRow]:
    """Every row of a wave, however many, few of them in memory; none where the wave was not opened
    for it. The log says who took them, as which `kind` of file and by which `key` a program did.
    """
    about = {"questionnaire": wave.instrument, "round": wave.number, "file": kind}
    about |= {"key": key} if key else {}
    with product.database.writing() as connection:
        audit.record(connection, by, wave.by_row, "answers_taken", **about)
    return answer_rows.each_row(product.database, portfolio, wave)


def how_many(product: Product, portfolio: Portfolio, wave: Wave) -> int:
    """How many rows can be taken: a multiple of five."""
    return answer_rows.count_rows(product.database, portfolio, wave)
