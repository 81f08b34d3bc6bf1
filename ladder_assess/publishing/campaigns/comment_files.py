"""What respondents said in their own words, word for word, as files: CSV, JSON Lines, a workbook.

They stand in files of their own: beside somebody's answers, a comment that tells of whom it is
would tell whose all these answers are.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from ladder_assess.core.campaigns.comments import Comment
from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.publishing.campaigns.survey_text import MARK, Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.sheets import Cell, SheetColumn, WorkbookSheet
from ladder_assess.publishing.files.workbook import workbook

BETWEEN = "; "
NUMBERS, WORDS, TEXT = 9, 24, 90


def comments_csv(survey: Survey, comments: Iterable[Comment]) -> Iterator[str]:
    """One comment a row; its themes stand in one cell."""
    forms = bool(survey.instrument.forms)
    group = ["form"] if forms else []
    yield MARK + csv_line(["number", *group, "comment", "redacted", "themes"])
    for number, each in enumerate(comments, start=1):
        said = [each.form] if forms else []
        taken_out = "true" if each.redacted else "false"
        yield csv_line([number, *said, each.text, taken_out, BETWEEN.join(each.themes)])


def comments_jsonl(survey: Survey, comments: Iterable[Comment]) -> Iterator[str]:
    """One comment a line."""
    for number, each in enumerate(comments, start=1):
        record = {
            "number": number,
            **({"form": each.form} if survey.instrument.forms else {}),
            "comment": each.text,
            "redacted": bool(each.redacted),
            "themes": list(each.themes),
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"


def comments_workbook(survey: Survey, comments: Sequence[Comment], speech: Speech) -> bytes:
    """One comment a row, in words of the reader."""
    say, forms = speech.gettext, {form.id: form.name for form in survey.instrument.forms}
    yes, no = say("Yes"), say("No")
    rows: list[tuple[Cell, ...]] = [
        (
            number,
            *([say(forms[each.form])] if forms else []),
            each.text,
            yes if each.redacted else no,
            BETWEEN.join(each.themes),
        )
        for number, each in enumerate(comments, start=1)
    ]
    columns = (
        SheetColumn(say("Number"), NUMBERS),
        *([SheetColumn(say("Group"), WORDS)] if forms else []),
        SheetColumn(say("Comment"), TEXT),
        SheetColumn(say("Words taken out"), NUMBERS),
        SheetColumn(say("Themes"), WORDS),
    )
    sheet = WorkbookSheet(say("Comments"), columns, rows, kept=1)
    return workbook(survey.title, survey.made_on, [sheet])
