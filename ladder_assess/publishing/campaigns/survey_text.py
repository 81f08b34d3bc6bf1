"""What files of a survey's answers have in common: what they are about, and lines of CSV."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import StringIO

from ladder_assess.core.campaigns.codebook import Variable, codebook
from ladder_assess.core.common.spreadsheet_cells import plain_cell
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.charts import Speech

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


def survey_of(wave: Wave, instrument: Instrument, day: date, speech: Speech) -> Survey:
    """What files of a wave's answers are about, made on a day."""
    name = speech.gettext(instrument.title)
    title = speech.gettext("%(name)s, campaign %(number)s", name=name, number=wave.number)
    title = with_origin(title, wave, speech)
    return Survey(
        f"{title}: {wave.subject}" if wave.subject else title, instrument, wave.short, day
    )


def with_origin(title: str, wave: Wave, speech: Speech) -> str:
    """A title, which says so where answers were collected elsewhere."""
    if not wave.elsewhere:
        return title
    return speech.gettext("%(title)s (collected elsewhere)", title=title)


def line_of(cells: Iterable[object]) -> str:
    """A line of CSV, of which no spreadsheet works anything out as a formula."""
    text = StringIO()
    csv.writer(text).writerow([plain_cell(cell) for cell in cells])
    return text.getvalue()
