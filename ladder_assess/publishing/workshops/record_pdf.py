"""What came of a workshop as a PDF that everyone who was there can read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.workshops.record import Played, WorkshopRecord
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.printed import (
    printed_pdf,
    ready_for_print,
)
from ladder_assess.publishing.placement.activity_view import ActivityView, activity_view
from ladder_assess.publishing.workshops.choices_drawing import ChoicesDrawing
from ladder_assess.publishing.workshops.votes_drawing import VotesDrawing, drawn

STYLES = ("plan/print/plan.css", "workshops/print/workshop.css")


@dataclass(frozen=True)
class Told:
    """An exercise as the record tells it: its votes, None where too few voted, and what the rules
    say, None where its account is not there any more.
    """

    played: Played
    drawing: VotesDrawing | ChoicesDrawing | None
    view: ActivityView | None


def record_pdf(
    record: WorkshopRecord, words: Words, day: date, environment: Environment, fonts: Path
) -> bytes:
    """The record as PDF/UA-1, dated with a day. `environment` is one of plans in print, whose words
    of placements it shares; `fonts` is the directory of the typeface as the build leaves it. Raises
    FileNotFoundError for a font that is missing.
    """
    return printed_pdf(
        record_html(record, words, environment),
        environment,
        STYLES,
        fonts,
        title=_title(record, environment),
        made_on=day,
    )


def record_html(record: WorkshopRecord, words: Words, environment: Environment) -> str:
    """The record as one page of HTML."""
    shown = {
        "record": record,
        "title": _title(record, environment),
        "told": tuple(_told(record, words)),
        "words": words,
    }
    return ready_for_print(environment.get_template("workshops/print/record.html").render(shown))


def _title(record: WorkshopRecord, environment: Environment) -> str:
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    return record.workshop.title or speech.gettext("Workshop")


def _told(record: WorkshopRecord, words: Words) -> Iterator[Told]:
    for played in record.played:
        view = activity_view(played.placed.assessed, words) if played.placed else None
        yield Told(played, drawn(words.questionnaire, played), view)
