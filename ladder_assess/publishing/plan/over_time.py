"""The activities of a plan at two dates, and what changed them: the rules, answers that were read
anew when an activity was moved to other questions, or practice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.two_dates import Dated, TwoDates
from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.activities.two_dates_charts import TwoDatesCharts
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.charts.table import Table
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import (
    MIDDLE,
    NARROW,
    Cell,
    SheetColumn,
    WorkbookSheet,
)


@dataclass(frozen=True)
class OverTimeView:
    """What pages and print show of two dates between which activities were moved: how many were,
    whether answers were read anew, how many were changed by what, and each that was.
    """

    first: date
    second: date
    count: int
    moved: int
    read_anew: bool
    causes: Table
    changed: Table


def over_time_view(
    dates: TwoDates | None, words: Words, speech: Speech, locale: str = "en_GB"
) -> OverTimeView | None:
    """None where nothing is compared or no activity was moved: then what changed is practice."""
    if dates is None or not dates.more_than_practice:
        return None
    charts = _charts(dates, words, speech, locale)
    return OverTimeView(
        dates.first,
        dates.second,
        len(dates.activities),
        sum(each.was_moved for each in dates.activities),
        any(each.read_anew for each in dates.activities),
        charts.what_changed_them(dates.activities),
        charts.in_short(dates.activities),
    )


def over_time_sheet(
    plan: PlanDocument, words: Words, speech: Speech, locale: str = "en_GB"
) -> WorkbookSheet:
    """A row for each activity, by number. What lies between the dates is empty where it was not
    moved, or where nothing was read anew.
    """
    _, name = speech.gettext, speech.gettext("Activities at two dates")
    if plan.over_time is None:
        return WorkbookSheet(name, (), ())
    dates = plan.over_time
    charts = _charts(dates, words, speech, locale)
    days = [_("on %(day)s", day=day) for day in charts.dates]
    heads = (days[0], _("by later rules"), _("read anew"), days[1])
    columns = (
        SheetColumn(_("No."), NARROW),
        *(SheetColumn(head, MIDDLE) for head in (_("Activity"), _("What became of it"))),
        SheetColumn(_("What changed it"), MIDDLE),
        *(SheetColumn(f"{end}, {head}", NARROW) for head in heads
          for end in (_("Lowest rung"), _("Highest rung"))),
        *(SheetColumn(_("Kind, %(when)s", when=head), MIDDLE) for head in heads),
    )  # fmt: skip
    ordered = sorted(dates.activities, key=lambda each: each.latest.number)
    rows = [tuple(_row(each, charts)) for each in ordered]
    return WorkbookSheet(name, columns, rows, kept=2)


def _charts(dates: TwoDates, words: Words, speech: Speech, locale: str) -> TwoDatesCharts:
    days = [format_date(day, "d MMMM y", locale=locale) for day in (dates.first, dates.second)]
    return TwoDatesCharts(words.questionnaire, speech, (days[0], days[1]))


def _row(each: Dated, charts: TwoDatesCharts) -> Iterator[Cell]:
    stages = (each.then, each.by_later, each.read_anew, each.now)
    kinds = charts.names.kinds()
    yield from (each.latest.number, each.latest.name)
    yield from (charts.words()[each.outcome], charts.by(each))
    for stage in stages:
        yield from _rungs(stage)
    yield from (kinds[stage.kind] if stage else None for stage in stages)


def _rungs(stage: Listed | None) -> tuple[Cell, Cell]:
    if stage is None or not stage.has_ladder:
        return None, None
    return stage.placement.low, stage.placement.high
