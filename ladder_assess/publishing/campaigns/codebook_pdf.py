"""The codebook of a survey as a PDF that everyone can read: each column, question and answer."""

from pathlib import Path

from jinja2 import Environment

from ladder_assess.core.campaigns.codebook import GROUP, NUMBER, VERSION, WEIGHT, group_codes
from ladder_assess.publishing.campaigns.codebook_files import missing, texts_of, weight_words
from ladder_assess.publishing.campaigns.survey_text import Survey
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.printed import printed_pdf, ready_for_print
from ladder_assess.publishing.instruments.condition_words import only_for

STYLES = ("plan/print/plan.css", "campaigns/print/report.css")


def codebook_pdf(survey: Survey, environment: Environment, fonts: Path) -> bytes:
    """The codebook as PDF/UA-1. `environment` is one of plans in print; `fonts` is the directory of
    the typeface as the build leaves it. Raises FileNotFoundError for a font that is missing.
    """
    return printed_pdf(
        codebook_html(survey, environment),
        environment,
        STYLES,
        fonts,
        title=_title(survey, environment),
        made_on=survey.made_on,
    )


def codebook_html(survey: Survey, environment: Environment) -> str:
    """The codebook as one page of HTML."""
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    shown = {
        "survey": survey,
        "title": _title(survey, environment),
        "number": NUMBER,
        "group": GROUP,
        "version": VERSION,
        "weight": WEIGHT,
        "weight_words": weight_words(survey, speech) if survey.weighed_by else "",
        "groups": group_codes(survey.instrument),
        "columns": [(each, texts_of(each, speech)) for each in survey.variables],
        "missing": missing(survey, speech),
        "only_for": lambda item: only_for(survey.instrument.items[item], survey.instrument, speech),
    }
    return ready_for_print(environment.get_template("campaigns/print/codebook.html").render(shown))


def _title(survey: Survey, environment: Environment) -> str:
    speech: Speech = environment.globals["speech"]  # type: ignore[assignment]
    return speech.gettext("Codebook: %(title)s", title=survey.title)
