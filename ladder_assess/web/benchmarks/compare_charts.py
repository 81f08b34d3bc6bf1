"""The pictures of the pages that compare, by the names that their addresses have."""

from collections.abc import Sequence

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import gettext as _

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.benchmarks.indicators import ACTIVITY
from ladder_assess.core.benchmarks.scale import HUNDRED
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.plan.strand import Strand
from ladder_assess.publishing.benchmarks.compare_charts import Charts, CompareCharts
from ladder_assess.publishing.instruments.wave_charts import WaveCharts
from ladder_assess.services.benchmarks.follow_placements import NOT_CERTAIN, OFF, PlacedOn, SpreadOn
from ladder_assess.services.benchmarks.reference_points import ReferencePoints
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import WaveResult, score_waves
from ladder_assess.services.plan.split_changes import new_rules
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.request import product, said

__all__ = ["ACTIVITY", "REFERENCE", "SURVEY"]
REFERENCE, SURVEY = "reference", "officer-survey"


def charts_over_rounds(instrument: Instrument, strands: Sequence[Strand]) -> Charts:
    """Scores over the rounds, of the organisation and of each group of respondents."""
    make = CompareCharts(speech())
    names = {dimension.id: said(dimension.name) for dimension in instrument.dimensions}
    found: Charts = {}
    for n, strand in enumerate(strands, start=1):
        for form in [""] if strand.wave.own else strand.forms:
            rounds = [each for each in strand.rounds if each.scores(form)]
            behind = f"-{n}-{form}" if form else f"-{n}"
            rules = new_rules(strand) if len(rounds) == len(strand.rounds) else ()
            found |= make.scores(rounds, form, names, rules, behind)
    return found


def charts_over_months(spread: Sequence[SpreadOn]) -> Charts:
    """Shares of activities in each band over time."""
    bands = {band.id: said(band.name) for band in product().definitions.questionnaire.bands}
    names = {OFF: _("Off the ladder"), **bands, NOT_CERTAIN: _("Not certain")}
    days = [f"{_month(each)} ({each.total})" for each in spread]
    shares = [
        {key: HUNDRED * count / each.total for key, count in each.counts.items()} for each in spread
    ]
    chart = CompareCharts(speech()).spread(days, shares, names)
    return {"spread": chart} if chart else {}


def _month(spread: SpreadOn) -> str:
    return format_date(spread.day, "MMM y", locale=get_locale() or "en_GB")


def charts_of_activity(placed: Sequence[PlacedOn]) -> Charts:
    """The history of one activity."""
    locale = get_locale() or "en_GB"
    days = [format_date(each.day, "d MMM y", locale=locale) for each in placed]
    chart = CompareCharts(speech()).placements(days, [each.placement for each in placed])
    return {"history": chart} if chart else {}


def charts_of_reference(points: ReferencePoints) -> Charts:
    """What there is to measure by: published cases and common forms over the rungs."""
    make, rungs = CompareCharts(speech()), product().definitions.questionnaire.rungs
    cases, forms = _("Published cases by rung"), _("Common forms by rung")
    return {
        "cases": make.rungs(cases, points.cases, rungs),
        "arrangements": make.rungs(forms, points.arrangements, rungs),
    }


def surveyed(product: Product, portfolio: Portfolio) -> WaveResult | None:
    """The last round of the officers' survey that anything may be shown of."""
    found = [
        result
        for result in score_waves(product, portfolio)
        if result.wave.instrument == SURVEY and any(g.then for g in result.groups.values())
    ]
    return found[-1] if found else None


def charts_of_survey(result: WaveResult | None) -> Charts:
    """What officers say beside what was published of 2013."""
    if result is None:
        return {}
    (group,) = result.groups.values()
    charts = WaveCharts(result.instrument, speech()).group(group, "", short=result.wave.short)
    return {"then": charts["then"]}
