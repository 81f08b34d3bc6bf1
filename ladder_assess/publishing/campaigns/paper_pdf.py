"""A survey on paper: what people are told, each question and box to mark, and who takes the sheets.

Each question and each answer has a number, by which somebody keys in what was marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.report import Asked
from ladder_assess.core.instruments.instrument import Form, Instrument
from ladder_assess.core.instruments.wave import Wave, minutes, pages
from ladder_assess.core.people.consent_texts import Purpose
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.printed import printed_pdf, ready_for_print
from ladder_assess.publishing.instruments.condition_words import on_paper

STYLES = ("plan/print/plan.css", "campaigns/print/report.css", "campaigns/print/paper.css")
# So many answers with so short words stand side by side.
MOST_BESIDE, LONGEST_BESIDE = 5, 28


@dataclass(frozen=True)
class Paper:
    """What is printed: who asks and how, what people agree to, and on which day it is made."""

    asked: Asked
    wave: Wave
    instrument: Instrument
    consent: Purpose
    made_on: date


@dataclass(frozen=True)
class Sheet:
    """What one group is asked: its pages, and the number of each question, from 1."""

    form: Form | None
    pages: tuple[Page, ...]
    numbers: dict[str, int]

    @property
    def minutes(self) -> int:
        return minutes(len(self.numbers))


def sheets(paper: Paper) -> Iterator[Sheet]:
    """One for each group."""
    for form in paper.instrument.forms or (None,):
        asked = pages(paper.instrument, form.id if form else "", short=paper.wave.short)
        items = [item.id for page in asked for item in page.items]
        yield Sheet(form, asked, {item: number for number, item in enumerate(items, start=1)})


def runs(page: Page, speech: Speech) -> list[list[Item]]:
    """The questions of a page; those that follow each other with the same few short answers stand
    together, with their answers side by side.
    """

    def answers(item: Item) -> tuple[object, ...]:
        texts = tuple(f"{speech.gettext(o.text)}{o.hint}" for o in item.options)
        beside = len(texts) <= MOST_BESIDE and max(map(len, texts), default=0) <= LONGEST_BESIDE
        together = (*texts, getattr(item, "when", None))
        return together if beside and item.answer == "one" else (item.id,)

    return [list(group) for _answers, group in groupby(page.items, answers)]


def paper_pdf(paper: Paper, environment: Environment, fonts: Path) -> bytes:
    """The survey as PDF/UA-1. `environment` is one of plans in print; `fonts` is the directory of
    the typeface as the build leaves it. Raises FileNotFoundError for a font that is missing.
    """
    return printed_pdf(
        paper_html(paper, environment),
        environment,
        STYLES,
        fonts,
        title=_title(paper, environment),
        made_on=paper.made_on,
    )


def paper_html(paper: Paper, environment: Environment) -> str:
    """The survey as one page of HTML."""
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    shown = {
        "paper": paper,
        "settings": paper.asked.campaign.settings,
        "title": _title(paper, environment),
        "sheets": list(sheets(paper)),
        "only_of": lambda sheet: on_paper(sheet.pages, paper.instrument, speech),
        "runs": lambda page: runs(page, speech),
    }
    return ready_for_print(environment.get_template("campaigns/print/paper.html").render(shown))


def _title(paper: Paper, environment: Environment) -> str:
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    return paper.asked.campaign.settings.title or speech.gettext(paper.instrument.title)
