"""What files of a survey's answers have in common: what they are about."""

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from ladder_assess.core.campaigns.codebook import Variable, codebook
from ladder_assess.core.campaigns.weights.weighting import Margins, Weigher
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.campaigns.margins_text import margins_text
from ladder_assess.publishing.charts import Speech

# Spreadsheets know UTF-8 by it.
MARK = "\ufeff"


@dataclass(frozen=True)
class Survey:
    """What the files are about: `title` in the reader's words, the questions, whether only those of
    the short form were asked, and the day on which the file is made. Where people are weighed, by
    what, in words, and what each weighs.
    """

    title: str
    instrument: Instrument
    short: bool
    made_on: date
    weighed_by: str = ""
    weigher: Weigher | None = None

    @property
    def variables(self) -> tuple[Variable, ...]:
        """What was asked, a column each."""
        return codebook(self.instrument, short=self.short)


def survey_of(
    wave: Wave,
    instrument: Instrument,
    day: date,
    speech: Speech,
    margins: Margins = MappingProxyType({}),
) -> Survey:
    """What files of a wave's answers are about, made on a day; `margins` are kept with it."""
    name = speech.gettext(instrument.title)
    title = speech.gettext("%(name)s, campaign %(number)s", name=name, number=wave.number)
    title = with_origin(title, wave, speech)
    return Survey(
        f"{title}: {wave.subject}" if wave.subject else title,
        instrument,
        wave.short,
        day,
        "; ".join(margins_text(instrument, margins, speech)),
    )


def with_origin(title: str, wave: Wave, speech: Speech) -> str:
    """A title, which says so where answers were collected elsewhere."""
    if not wave.elsewhere:
        return title
    return speech.gettext("%(title)s (collected elsewhere)", title=title)
