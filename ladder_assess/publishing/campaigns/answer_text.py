"""The answers of a survey as text, a row for each person who answered, piece by piece: CSV and JSON
Lines, both of which `ladder-assess score` reads.
"""

import json
from collections.abc import Iterable, Iterator

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.codebook import not_asked
from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.core.instruments.asking import NOT_ASKED
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE
from ladder_assess.publishing.campaigns.survey_text import MARK, Survey


def answers_csv(survey: Survey, rows: Iterable[AnswerRow]) -> Iterator[str]:
    """One person a row; several answers to a question stand in one cell, with `;` between."""
    asked = [item.id for item in survey.instrument.asked(short=survey.short)]
    yield MARK + csv_line(["id", *_facts(survey, "", short=""), *asked])
    short = "true" if survey.short else "false"
    for row in rows:
        values = {**dict.fromkeys(_not_asked(survey, row), NOT_ASKED), **row.values}
        said = (_cell(values.get(item, "")) for item in asked)
        yield csv_line([str(row.number), *_facts(survey, row.form, short=short).values(), *said])


def answers_jsonl(survey: Survey, rows: Iterable[AnswerRow]) -> Iterator[str]:
    """One person a line."""
    for row in rows:
        facts = _facts(survey, row.form, short=survey.short)
        answers = {**row.values, **dict.fromkeys(_not_asked(survey, row), NOT_ASKED)}
        record = {"id": str(row.number), **facts, "answers": answers}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _not_asked(survey: Survey, row: AnswerRow) -> list[str]:
    return sorted(not_asked(survey.instrument, row, short=survey.short))


def _facts(survey: Survey, form: str, *, short: str | bool) -> dict[str, str | bool]:
    """What is said of a row beside its answers, of what the instrument has at all."""
    facts: dict[str, str | bool] = {"form": form} if survey.instrument.forms else {}
    return facts | {"short": short} if survey.instrument.has_short_form else facts


def _cell(value: Value) -> str:
    return value if isinstance(value, str) else ";".join(value) or NONE_OF_THESE
