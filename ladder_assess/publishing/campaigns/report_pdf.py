"""What a campaign came to as a PDF that everyone can read: tagged, titled, the same each time."""

from collections.abc import Iterator
from html import unescape
from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.publishing.campaigns.report_view import Reported, ReportView, report_view
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.directions import unmarked
from ladder_assess.publishing.common.typefaces import drawable
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.printed import ready_for_print, style_of, tagged_pdf

STYLES = ("plan/print/plan.css", "campaigns/print/report.css")


def report_pdf(reported: Reported, words: Words, environment: Environment, fonts: Path) -> bytes:
    """The report as PDF/UA-1. `environment` is one of plans in print, whose look it shares; `fonts`
    is the directory of the typeface as the build leaves it. Raises FileNotFoundError for a font
    that is missing.
    """
    html, view = report_html(reported, words, environment)
    if not drawable(fonts, unescape(html)):
        html, view = report_html(reported, words, environment, drawn=False)
    return tagged_pdf(
        html,
        report_style(environment),
        fonts,
        title=view.title,
        lang=str(environment.globals["lang"]),
        made_on=reported.day,
        link_names={anchor: unmarked(title) for anchor, title in view.contents},
    )


def report_html(
    reported: Reported, words: Words, environment: Environment, *, drawn: bool = True
) -> tuple[str, ReportView]:
    """The report as one page of HTML, and what it was made from. `drawn`: is there a typeface for
    every letter?
    """
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    view = report_view(reported, speech)
    shown = {
        "view": view,
        "words": words,
        "cited": words.cited(set(_keys(view.instrument))),
        "drawable": drawn,
    }
    html = environment.get_template("campaigns/print/report.html").render(shown)
    return ready_for_print(html), view


def report_style(environment: Environment) -> str:
    """The styles of the report."""
    return "".join(style_of(environment, name) for name in STYLES)


def _keys(instrument: Instrument) -> Iterator[str]:
    """What the questions and the good practice cite."""
    yield from (item.source for item in instrument.items.values() if item.source)
    yield from (row.source for row in instrument.published)
    for dimension in instrument.dimensions:
        yield dimension.source
        if dimension.well:
            yield dimension.well.source
            if dimension.well.example:
                yield dimension.well.example.source
