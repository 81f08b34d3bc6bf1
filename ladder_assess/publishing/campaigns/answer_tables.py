"""The answers of a survey as tables of numbers, a row for each person who answered: a workbook
(XLSX), and a file for SPSS and what reads its files (SAV). The codebook says what each number is.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.codebook import (
    GROUP,
    MISSING,
    NOT_OFFERED,
    SKIPPED,
    WEIGHT,
    group_codes,
    not_asked,
)
from ladder_assess.publishing.campaigns.codebook_files import (
    codebook_rows,
    missing,
    texts_of,
    texts_of_groups,
)
from ladder_assess.publishing.campaigns.survey_text import Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.new_book import new_book
from ladder_assess.publishing.files.workbook import AS_TYPED

if TYPE_CHECKING:
    from xlsxwriter import Workbook

WIDTHS = (26, 60, 60)
LONGEST_SHEET_NAME = 31
# What the format of SPSS holds, in bytes: of what a file is about, of a column's label and of an
# answer's.
FILE_LABEL, COLUMN_LABEL, VALUE_LABEL = 64, 255, 120


def _numbers(survey: Survey, rows: Iterable[AnswerRow]) -> Iterator[list[float | None]]:
    """Each row in numbers, in the order of the codebook; None where a weight is not known."""
    variables = survey.variables
    groups = {code.id: code.number for code in group_codes(survey.instrument)}
    for row in rows:
        group = [groups.get(row.form, NOT_OFFERED)] if groups else []
        skipped = not_asked(survey.instrument, row, short=survey.short)
        said = (SKIPPED if v.item in skipped else v.number(row.values) for v in variables)
        weight = [survey.weigher.weight(row) if survey.weigher else None]
        yield [row.number, *group, row.version, *(weight if survey.weighed_by else ()), *said]


def answers_workbook(
    out: IO[bytes], survey: Survey, rows: Iterable[AnswerRow], speech: Speech
) -> None:
    """Write a workbook to `out`: the answers, and the codebook. One row is in memory at a time."""
    options = {**AS_TYPED, "in_memory": False, "constant_memory": True}
    with new_book(out, options) as book:
        created = datetime.combine(survey.made_on, time())
        book.set_properties({"title": survey.title, "created": created})
        _add_answers(book, survey, rows, speech)
        _add_codebook(book, survey, speech)


def _add_answers(
    book: "Workbook", survey: Survey, rows: Iterable[AnswerRow], speech: Speech
) -> None:
    page = book.add_worksheet(speech.gettext("Answers")[:LONGEST_SHEET_NAME])
    page.freeze_panes(1, 1)
    names = [name for name, _, _ in codebook_rows(survey, speech)]
    head = book.add_format({"bold": True, "bottom": 1})
    for place, name in enumerate(names):
        page.write_string(0, place, name, head)
    last = 0
    for last, numbers in enumerate(_numbers(survey, rows), start=1):
        for place, number in enumerate(numbers):
            if number is not None:
                page.write_number(last, place, number)
    page.autofilter(0, 0, last, len(names) - 1)


def _add_codebook(book: "Workbook", survey: Survey, speech: Speech) -> None:
    page = book.add_worksheet(speech.gettext("Codebook")[:LONGEST_SHEET_NAME])
    page.freeze_panes(1, 1)
    head = book.add_format({"bold": True, "bottom": 1})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    heads = (speech.gettext("Column"), speech.gettext("Question"), speech.gettext("Answers"))
    for place, (text, width) in enumerate(zip(heads, WIDTHS, strict=True)):
        page.set_column(place, place, width)
        page.write_string(0, place, text, head)
    for line, row in enumerate(codebook_rows(survey, speech), start=1):
        for place, text in enumerate(row):
            page.write_string(line, place, text, body)


def answers_sav(path: Path, survey: Survey, rows: Iterable[AnswerRow], speech: Speech) -> None:
    """Write a file for SPSS, with labels of columns and of answers, and with what is missing marked
    as such. All rows are in memory.
    """
    # Imported here: few requests ask for such a file, and these take long to import.
    import numpy as np
    import pandas as pd
    from pyreadstat import write_sav

    about = {name: asked for name, asked, _ in codebook_rows(survey, speech)}
    # A weight that is not known is NaN, which only numbers with decimals have.
    kind = "float64" if survey.weighed_by else "int32"
    table = np.array(list(_numbers(survey, rows)), dtype=kind).reshape(-1, len(about))
    answers = {v.name: texts_of(v, speech) | missing(survey, speech) for v in survey.variables}
    groups = {GROUP: texts_of_groups(survey, speech)}
    told = groups | answers if survey.instrument.forms else answers
    highest = SKIPPED if survey.instrument.skips else MISSING[1]
    write_sav(
        pd.DataFrame(table, columns=list(about)),
        path,
        file_label=_cut(survey.title, FILE_LABEL),
        column_labels={name: _cut(asked, COLUMN_LABEL) for name, asked in about.items()},
        variable_value_labels={
            name: {number: _cut(text, VALUE_LABEL) for number, text in texts.items()}
            for name, texts in told.items()
        },
        missing_ranges={name: [{"lo": MISSING[0], "hi": highest}] for name in answers},
        variable_measure={v.name: "ordinal" if v.ordered else "nominal" for v in survey.variables},
        variable_format={name: "F8.4" if name == WEIGHT else "F8.0" for name in about},
    )


def _cut(text: str, most: int) -> str:
    """As much of a text as so many bytes of UTF-8 hold."""
    return text.encode()[:most].decode(errors="ignore")
