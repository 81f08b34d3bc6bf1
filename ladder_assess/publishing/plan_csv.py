"""The actions of a plan as CSV."""

import csv
import io

from ladder_assess.core.plan_document import PlanFigures
from ladder_assess.core.spreadsheet_cells import plain_cell
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.table import MARK
from ladder_assess.publishing.plan_workbook import actions_sheet
from ladder_assess.publishing.words import Words


def plan_csv(figures: PlanFigures, words: Words, speech: Speech) -> bytes:
    """One row an action, with the columns of the spreadsheet; days as 2027-03-01.

    Texts that a spreadsheet would work out as a formula stand behind an apostrophe.
    """
    sheet = actions_sheet(figures, words, speech)
    written = io.StringIO()
    writer = csv.writer(written)
    for row in ([column.head for column in sheet.columns], *sheet.rows):
        writer.writerow([plain_cell(cell) for cell in row])
    return (MARK + written.getvalue()).encode("utf-8", "replace")
