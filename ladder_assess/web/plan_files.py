"""The plan as files to take away: PDF, spreadsheet, editable document, CSV and calendar."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import abort, current_app
from flask_babel import get_locale, get_translations
from jinja2 import Environment
from werkzeug.wrappers import Response

from ladder_assess.core.plan_document import PlanFigures
from ladder_assess.publishing.plan_calendar import plan_calendar
from ladder_assess.publishing.plan_csv import plan_csv, tables_zip
from ladder_assess.publishing.plan_docx import document_environment, plan_docx
from ladder_assess.publishing.plan_pdf import print_environment
from ladder_assess.publishing.plan_workbook import plan_sheets, plan_workbook
from ladder_assess.services.gather_figures import gather_figures
from ladder_assess.storage import documents, plans
from ladder_assess.web.charts import speech
from ladder_assess.web.identity import now
from ladder_assess.web.plan import blueprint
from ladder_assess.web.scope import portfolio
from ladder_assess.web.views import UK, View, product, today, words

__all__ = ["blueprint"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/pdf/<number:document_id>")
def pdf(document_id: int) -> View:
    """The finished PDF."""
    content = documents.document_content(product().database, portfolio(), document_id)
    if content is None:
        abort(404)
    return _file(content, "application/pdf", "improvement-plan.pdf")


@blueprint.get("/figures.xlsx")
def figures() -> View:
    """Every figure behind the plan, as a spreadsheet."""
    return _file(plan_workbook(_figures(), words(), speech()), XLSX, "improvement-plan.xlsx")


@blueprint.get("/plan.docx")
def editable() -> View:
    """The plan as a document that can be edited."""
    settings, definitions = (
        current_app.extensions["ladder_assess_jobs"].settings,
        product().definitions,
    )
    content = plan_docx(
        _figures(),
        definitions.questionnaire,
        definitions.sources,
        environment=_environment(settings.templates, str(get_locale() or "en_GB")),
        fonts=settings.dist / "fonts",
        instruments=definitions.instruments,
    )
    return _file(content, DOCX, "improvement-plan.docx")


@cache
def _environment(templates: Path, locale: str) -> Environment:
    """Made once a language: its templates take half a second to read."""
    spoken = "en_GB" if locale == "en" else locale
    return document_environment(print_environment(templates, get_translations(), spoken))


@blueprint.get("/tables.zip")
def tables() -> View:
    """The sheets of the spreadsheet as CSV, for other programs."""
    _title, sheets = plan_sheets(_figures(), words(), speech())
    return _file(tables_zip(sheets), ZIP, "improvement-plan-tables.zip")


@blueprint.get("/actions.csv")
def actions_csv() -> View:
    """The actions as CSV, for other programs."""
    return _file(plan_csv(_figures(), words(), speech()), "text/csv", "actions.csv")


@blueprint.get("/reminders.ics")
def reminders() -> View:
    """When actions start and are due, for a calendar."""
    actions = plans.list_actions(product().database, portfolio())
    host = urlsplit(current_app.config["SITE_ADDRESS"]).hostname or ""
    title = portfolio().title
    content = plan_calendar(
        title, actions, datetime.fromtimestamp(now(), UTC), host, speech().gettext
    )
    return _file(content, "text/calendar", "due-dates.ics")


def _figures() -> PlanFigures:
    thresholds = current_app.extensions["ladder_assess_jobs"].settings.thresholds
    return gather_figures(product(), portfolio(), today(), UK, thresholds)


def _file(content: bytes, mimetype: str, name: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
