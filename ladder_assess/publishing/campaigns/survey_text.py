"""What files of a survey's answers have in common: what they are about, and lines of CSV."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from ladder_assess.core.campaigns.codebook import Variable, codebook
from ladder_assess.core.common.spreadsheet_cells import plain_cell
from ladder_assess.core.instruments.instrument import Instrument

# Spreadsheets know UTF-8 by it.
MARK = "\ufeff"


@dataclass(frozen=True)
class Survey:
    """What the files are about: `title` in the reader's words, the questions, whether only those of
    the short form were asked, and the day on which the file is made.
    """

    title: str
    instrument: Instrument
    short: bool
    made_on: date

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What was asked, a column each."""
        return codebook(self.instrument, short=self.short)


def line_of(cells: Iterable[object]) -> str:
    """A line of CSV, of which no spreadsheet works anything out as a formula."""
    text = StringIO()
    csv.writer(text).writerow([plain_cell(cell) for cell in cells])
    return text.getvalue()
