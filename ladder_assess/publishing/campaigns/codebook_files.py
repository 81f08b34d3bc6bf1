"""The codebook of a survey: what each column holds, in the exact words in which it was asked."""

from collections.abc import Iterator
from typing import Any

from ladder_assess.core.campaigns.codebook import (
    DONT_KNOW,
    GROUP,
    LEFT_OUT,
    NO,
    NOT_OFFERED,
    NUMBER,
    SKIPPED,
    VERSION,
    WEIGHT,
    YES,
    Code,
    Variable,
    group_codes,
)
from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.publishing.campaigns.survey_text import MARK, Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.instruments.condition_words import only_for

HEADS = ("column", "question", "answers")


def codebook_rows(survey: Survey, speech: Speech) -> Iterator[tuple[str, str, str]]:
    """A row for each column of the workbook and of the file for SPSS, in their order: its name,
    what it is about, and which number stands for which answer.
    """
    yield _row(NUMBER, speech.gettext("Counts the rows. The order tells nothing."))
    if survey.instrument.forms:
        groups = texts_of_groups(survey, speech)
        yield _row(GROUP, speech.gettext("The group that the person answered for"), groups)
    yield _row(VERSION, speech.gettext("The version of the questions that were answered"))
    if survey.weighed_by:
        yield _row(WEIGHT, weight_words(survey, speech))
    for variable in survey.variables:
        codes = texts_of(variable, speech) | missing(survey, speech)
        yield _row(variable.name, _asked(variable, survey, speech), codes)


def weight_words(survey: Survey, speech: Speech) -> str:
    """What the column of weights holds."""
    said = speech.gettext("How much the person counts, with 1 for the mean. Weighed by:")
    return f"{said} {survey.weighed_by}"


def _row(name: str, about: str, codes: dict[int, str] | None = None) -> tuple[str, str, str]:
    told = (f"{number} = {text}" for number, text in (codes or {}).items())
    return name, about, "\n".join(told)


def _asked(variable: Variable, survey: Survey, speech: Speech) -> str:
    """The question, with the answer that the column is about where it takes several, and of whom it
    is asked where that is not everybody.
    """
    asked = speech.gettext(variable.ask)
    asked = f"{asked} [{speech.gettext(variable.option_text)}]" if variable.option else asked
    only = only_for(survey.instrument.items[variable.item], survey.instrument, speech)
    return f"{asked} ({only})" if only else asked


def texts_of(variable: Variable, speech: Speech) -> dict[int, str]:
    """What each number of a column stands for."""
    if variable.option:
        return {NO: speech.gettext("Not chosen"), YES: speech.gettext("Chosen")}
    return {code.number: speech.gettext(code.text) for code in variable.codes}


def texts_of_groups(survey: Survey, speech: Speech) -> dict[int, str]:
    """What each number of a group stands for."""
    return {code.number: speech.gettext(code.text) for code in group_codes(survey.instrument)}


def missing(survey: Survey, speech: Speech) -> dict[int, str]:
    """What each number stands for that is no answer that counts."""
    skipped = {SKIPPED: speech.gettext("Not asked, because of an answer to an earlier question")}
    return (skipped if survey.instrument.skips else {}) | {
        NOT_OFFERED: speech.gettext("An answer that this version does not offer"),
        DONT_KNOW: speech.gettext("Don't know"),
        LEFT_OUT: speech.gettext("Left out, or not asked of this group"),
    }


def codebook_csv(survey: Survey, speech: Speech) -> Iterator[str]:
    """The codebook for a spreadsheet."""
    yield MARK + csv_line(HEADS)
    for row in codebook_rows(survey, speech):
        yield csv_line(row)


def codebook_record(survey: Survey, speech: Speech) -> dict[str, Any]:
    """The codebook for other programs, which also says what the ids in CSV and JSON Lines are."""
    instrument = survey.instrument
    return {
        "questionnaire": instrument.id,
        "version": instrument.version,
        "title": speech.gettext(instrument.title),
        "short": survey.short,
        "made_on": survey.made_on.isoformat(),
        "weighed_by": survey.weighed_by,
        "missing": {str(number): text for number, text in missing(survey, speech).items()},
        "groups": _codes(group_codes(instrument), texts_of_groups(survey, speech)),
        "columns": [_column(variable, survey, speech) for variable in survey.variables],
    }


def _column(variable: Variable, survey: Survey, speech: Speech) -> dict[str, Any]:
    only = only_for(survey.instrument.items[variable.item], survey.instrument, speech)
    return ({"only_for": only} if survey.instrument.skips else {}) | {
        "name": variable.name,
        "item": variable.item,
        "question": speech.gettext(variable.ask),
        "option": variable.option,
        "option_text": speech.gettext(variable.option_text) if variable.option else "",
        "ordered": variable.ordered,
        "codes": _codes(variable.codes, texts_of(variable, speech)),
    }


def _codes(codes: tuple[Code, ...], texts: dict[int, str]) -> list[dict[str, Any]]:
    return [{"number": c.number, "id": c.id, "text": texts[c.number]} for c in codes]
