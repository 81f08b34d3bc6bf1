"""A list of activities at two dates: the form that asks which, pictures, a table and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form
from wtforms.validators import InputRequired, Optional, ValidationError

from ladder_assess.core.activities.two_dates import BY_THE_MOVE, Dated, moves
from ladder_assess.publishing.activities.two_dates_charts import TwoDatesCharts
from ladder_assess.services.activities.compare_dates import (
    DatesCompared,
    compare_dates,
    noted_since,
)
from ladder_assess.web.access.scope import portfolio
from ladder_assess.web.activities.filter import FilterForm, filter_form
from ladder_assess.web.activities.portfolio import blueprint
from ladder_assess.web.common.charts import chart_file, speech, table_file
from ladder_assess.web.common.fields import Day
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, day, product, today

# The tables that can be had as files.
CHANGED, CAUSES = "changed", "causes"
# How far back the page offers to look, in days.
MONTH, QUARTER, YEAR = 30, 91, 365


class DatesForm(Form):  # type: ignore[misc]
    """Which two dates. It changes nothing, so it carries no token."""

    first = Day(_l("First date"), [InputRequired(message=_l("Enter the first date."))])
    second = Day(
        _l("Second date"), [Optional()], description=_l("Leave this empty to compare with today.")
    )

    def validate_first(self, field: Day) -> None:
        """Before the second one, whether that is given or today."""
        last = self.second.data or today()
        if field.data and field.data >= last:
            raise ValidationError(_("Enter a first date before the second, and before today."))

    def validate_second(self, field: Day) -> None:
        """Not to come."""
        if field.data and field.data > today():
            raise ValidationError(_("Enter a second date that is not after today."))


@dataclass(frozen=True)
class Looked:
    """What is shown of two dates: what was found, and what the filter leaves of it."""

    first: date
    second: date
    found: DatesCompared
    filter: FilterForm
    activities: Sequence[Dated]

    @property
    def charts(self) -> TwoDatesCharts:
        """What draws it."""
        dates = day(self.first), day(self.second)
        return TwoDatesCharts(product().definitions.questionnaire, speech(), dates)


def _dates_form() -> DatesForm:
    """The form as the address has it; where that names no date, filled in with the usual ones."""
    if any(request.args.getlist(name) for name in ("first", "second")):
        return DatesForm(request.args)
    return DatesForm(data={"first": today() - timedelta(QUARTER)})


def _look(form: DatesForm) -> Looked | None:
    """What the dates that the form asks for show; None where it cannot be read."""
    if form.first.raw_data is not None and not form.validate():
        return None
    first, second = form.first.data, form.second.data or today()
    if first is None:
        return None
    found = compare_dates(product(), portfolio(), first, second)
    latest = [each.latest for each in found.activities]
    narrowed = filter_form(latest)
    wanted = {activity.number for activity in narrowed.chosen(latest)}
    kept = [each for each in found.activities if each.latest.number in wanted]
    return Looked(first, second, found, narrowed, kept)


def _dates_in(form: DatesForm) -> dict[str, list[int]]:
    """The dates as an address has them."""
    fields = {"first": form.first.data, "second": form.second.data}
    return {name: [d.day, d.month, d.year] for name, d in fields.items() if d}


@blueprint.get("/over-time")
def two_dates() -> View:
    """Choose two dates, and see what became of the activities between them."""
    form = _dates_form()
    looked = _look(form)
    if looked and looked.found.began:
        return _nothing_yet(form, looked, looked.found.began)
    table = looked.charts.changed(looked.activities) if looked else None
    dates = _dates_in(form) if looked else {}
    return render_template(
        "activities/portfolio/two_dates.html",
        portfolio=portfolio(),
        form=form,
        looked=looked,
        charts=looked.charts.all(looked.activities) if looked else {},
        table=table,
        head=looked.charts.short_head(looked.activities) if looked else (),
        page=paged(table.rows) if table else None,
        dates=dates,
        held=[(name, part) for name, parts in dates.items() for part in parts],
        **_told(looked.activities if looked else ()),
        causes=looked.charts.what_changed_them(looked.activities) if looked else None,
        since=noted_since(product(), portfolio()),
        offered=_offered(),
    )


def _nothing_yet(form: DatesForm, looked: Looked, began: date) -> str:
    """Of a first date on which no activity was there: that, and a date that shows more."""
    first, second = [began.day, began.month, began.year], _dates_in(form).get("second")
    # A second date on which all began leaves nothing between them, but today may be later.
    instead = {"first": first} if began == looked.second else {"first": first, "second": second}
    return render_template(
        "activities/portfolio/nothing_to_compare.html",
        portfolio=portfolio(),
        form=form,
        looked=looked,
        began=began,
        instead=instead if began < today() else None,
        offered=_offered(),
    )


def _told(activities: Sequence[Dated]) -> dict[str, object]:
    """How many made each move, how many only because they were moved to other questions, how many
    were moved, and whether answers were read anew then.
    """
    found = moves(activities)
    return {
        "became": found,
        "by_the_move": sum(found.get(name, 0) for name in BY_THE_MOVE),
        "were_moved": sum(each.was_moved for each in activities),
        "read_anew": sum(each.read_anew is not None for each in activities),
    }


def _offered() -> list[tuple[str, list[int]]]:
    words = {MONTH: _("A month ago"), QUARTER: _("Three months ago"), YEAR: _("A year ago")}
    days = {name: today() - timedelta(back) for back, name in words.items()}
    return [(name, [d.day, d.month, d.year]) for name, d in days.items()]


@blueprint.get("/over-time/<picture>.<ending>")
def two_dates_picture(picture: str, ending: str) -> View:
    """One of the charts, or one of the tables of what changed and why, as a file."""
    looked = _look(_dates_form()) or abort(404)
    name = f"activities-{looked.first}-{looked.second}-{picture}"
    if picture == CHANGED:
        return table_file(looked.charts.changed(looked.activities), name, ending)
    if picture == CAUSES:
        return table_file(looked.charts.what_changed_them(looked.activities), name, ending)
    made = looked.charts.all(looked.activities).get(picture)
    return chart_file(made or abort(404), name, ending)
