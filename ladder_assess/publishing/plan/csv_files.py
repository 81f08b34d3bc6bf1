"""The plan's spreadsheet as CSV: the actions alone, or every sheet in one ZIP."""

import io
import re
import unicodedata
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ladder_assess.core.common.spreadsheet_cells import csv_line
from ladder_assess.core.plan.document import PlanActions
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.table import MARK
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import WorkbookSheet
from ladder_assess.publishing.plan.workbook_actions import actions_sheet

# The earliest day that a ZIP can hold: the same tables make the same file.
DAY_OF_FILES = (1980, 1, 1, 0, 0, 0)


def plan_csv(plan: PlanActions, words: Words, speech: Speech) -> bytes:
    """One row an action, with the columns of the spreadsheet."""
    return sheet_csv(actions_sheet(plan, words, speech))


def tables_zip(sheets: Iterable[WorkbookSheet]) -> bytes:
    """Each sheet as a CSV of its own, numbered as in the spreadsheet and named after it."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for number, sheet in enumerate(sheets, start=1):
            name = ZipInfo(f"{number:02}-{_plain(sheet.name)}.csv", DAY_OF_FILES)
            name.compress_type = ZIP_DEFLATED
            packed.writestr(name, sheet_csv(sheet))
    return out.getvalue()


def sheet_csv(sheet: WorkbookSheet) -> bytes:
    """A sheet's heading and rows; days as 2027-03-01. Texts that a spreadsheet would work out as a
    formula stand behind an apostrophe.
    """
    rows = ([column.head for column in sheet.columns], *sheet.rows)
    return (MARK + "".join(map(csv_line, rows))).encode("utf-8", "replace")


def _plain(name: str) -> str:
    """A name with what every file system takes: small letters and hyphens."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", letters)) or "table"
