"""Answers that can hardly both be right, on pages: asked once, when the second is given, and again
on the review page and with the result. Nothing is blocked, and the answers stay as given.
"""

from dataclasses import dataclass

from flask import flash, get_flashed_messages

from ladder_assess.core.activities.activity_record import ActivityRecord, known_answers
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.placement.contradictions import Contradictions
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import Contradiction, Item
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.common.request import product

JUST_MADE = "contradiction"


@dataclass(frozen=True)
class Asked:
    """What is asked of two answers, and on which pages, and where there, they can be changed."""

    ask: str
    answers: tuple[tuple[Item, Page, str], ...]


def ask_about(before: ActivityRecord, after: ActivityRecord) -> None:
    """Have the next page ask about the pairs that were not there before, or that nobody was asked
    about, as the activity was described by other questions.
    """
    for made in not_asked_before(before, after):
        flash(_name(after, made), JUST_MADE)


def not_asked_before(before: ActivityRecord, after: ActivityRecord) -> tuple[Contradiction, ...]:
    """The pairs that were not there before, or not asked about by the questions of then."""
    rules, pairs = _read(after)
    answers = _answers(rules, after)
    if not pairs.among(answers):
        return ()
    asked_of = _answers(rules, before) if before.stamp == after.stamp else {}
    return pairs.made_by(asked_of, answers)


def just_made(record: ActivityRecord) -> tuple[Asked, ...]:
    """What to ask once: the pairs that the last page made and that are there still."""
    made = get_flashed_messages(category_filter=[JUST_MADE])
    if not made:
        return ()
    return tuple(_asked(record, row) for row in _among(record) if _name(record, row) in made)


def _name(record: ActivityRecord, row: Contradiction) -> str:
    """Whose pair it is: that of another activity, in another window, is not asked about here."""
    return f"{record.number} {row.id}"


def contradictions_of(record: ActivityRecord) -> tuple[Asked, ...]:
    """What is asked of all pairs that an activity's answers make."""
    return tuple(_asked(record, row) for row in _among(record))


def count_contradictions(record: ActivityRecord) -> int:
    """How many pairs of an activity's answers hardly go together."""
    return len(_among(record))


def _among(record: ActivityRecord) -> tuple[Contradiction, ...]:
    rules, pairs = _read(record)
    return pairs.among(_answers(rules, record))


def _read(record: ActivityRecord) -> tuple[Ruleset, Contradictions]:
    rules = product().of(record.stamp)
    return rules, rules.assessor.contradictions


def _answers(rules: Ruleset, record: ActivityRecord) -> Answers:
    return known_answers(rules.questionnaire, record)


def _asked(record: ActivityRecord, row: Contradiction) -> Asked:
    rules = product().of(record.stamp)
    items = (rules.questionnaire.items[item] for item in row.items)
    pages = ((item, rules.paths.page_of(record, item)) for item in items)
    return Asked(row.ask, tuple((item, page, _place(item, record)) for item, page in pages if page))


def _place(item: Item, record: ActivityRecord) -> str:
    """The id of the radio that holds an answer: a key pressed on another one would change it."""
    given = record.values.get(item.id)
    at = item.option_ids.index(given) if given in item.option_ids else 0
    return f"{item.id}-{at + 1}" if at else item.id
