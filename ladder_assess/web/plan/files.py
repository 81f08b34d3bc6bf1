"""The plan as files that are made at once: spreadsheet (of a list that is not long), CSV and
calendar.

They compare with the same earlier plan as the page that they are taken from.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import abort, current_app, request

from ladder_assess.core.common.clock import utc_time
from ladder_assess.core.plan.document import MOST_FIGURES_AT_ONCE, PlanFigures
from ladder_assess.core.plan.plan import Action
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.publishing.plan.calendar import MOST_NAMED, plan_calendar
from ladder_assess.publishing.plan.csv_files import plan_csv, tables_zip
from ladder_assess.publishing.plan.workbook import plan_sheets, plan_workbook
from ladder_assess.services.activities.list_activities import count_activities
from ladder_assess.services.plan.gather_plan import gather_figures
from ladder_assess.services.plan.read_plan import named_actions, read_actions
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.request import View, product, today, words
from ladder_assess.web.plan.asked import SINCE
from ladder_assess.web.plan.page import said_of_reason
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.get("/figures.xlsx")
def figures() -> View:
    """Every figure behind the plan, as a spreadsheet."""
    content = plan_workbook(_figures(), words(), speech())
    return file_out(content, "improvement-plan.xlsx", today())


@blueprint.get("/tables.zip")
def tables() -> View:
    """The sheets of the spreadsheet as CSV, for other programs."""
    _title, sheets = plan_sheets(_figures(), words(), speech())
    return file_out(tables_zip(sheets), "improvement-plan-tables.zip", today())


@blueprint.get("/actions.csv")
def actions_csv() -> View:
    """The actions as CSV, for other programs."""
    content = plan_csv(read_actions(product(), portfolio(), today()), words(), speech())
    return file_out(content, "actions.csv", today())


@blueprint.get("/reminders.ics")
def reminders() -> View:
    """When actions start and are due, for a calendar."""
    actions, names, edits = named_actions(product(), portfolio(), MOST_NAMED)
    content = plan_calendar(
        portfolio().title,
        actions,
        utc_time(now()),
        urlsplit(current_app.config["SITE_ADDRESS"]).hostname or "",
        speech(),
        names,
        edits,
        _answered(),
    )
    return file_out(content, "due-dates.ics", today())


def _answered() -> Callable[[Action], str]:
    """What an action answered and what became of that; nothing of one's own action."""
    reason = said_of_reason()
    return lambda action: reason(action).whole if action.trigger else ""


def _figures() -> PlanFigures:
    if count_activities(product(), portfolio()) > MOST_FIGURES_AT_ONCE:
        abort(404)
    policy = current_app.config["SETTINGS"].policy
    since = request.args.get(SINCE) or LATEST
    return gather_figures(product(), portfolio(), today(), policy, since)
