"""The pictures on the page of a round, and each of them as a file."""

from collections.abc import Sequence

from flask import abort
from flask_babel import gettext as _

from ladder_assess.publishing.charts import Chart
from ladder_assess.publishing.instruments.wave_charts import Charts, WaveCharts
from ladder_assess.services.instruments.score_wave import WaveResult
from ladder_assess.web.common.charts import chart_file, speech
from ladder_assess.web.common.request import View
from ladder_assess.web.instruments.words import form_name, number_name

Lines = dict[str, list[float | None]]


def charts_of(result: WaveResult, beside: Sequence[WaveResult]) -> Charts:
    """Every picture of a round by its name; `beside` are the rounds to set beside it."""
    make = WaveCharts(result.instrument, speech())
    found: Charts = {}
    if result.own is not None and result.handed_in is not None:
        found |= make.own(result.own, result.handed_in.values, short=result.wave.short)
        title = _("Round by round, in a picture")
        _put_trend(found, "trend", make, title, beside, _own_lines(beside))
    names = {form: form_name(result.instrument, form) for form in result.groups}
    if result.groups:
        found |= make.groups(result.groups, names)
    for form, group in result.groups.items():
        name = names[form]
        found |= make.group(group, name, short=result.wave.short)
        own = [each for each in beside if form in each.groups]
        title = _("%(group)s: campaign by campaign, in a picture", group=name)
        _put_trend(
            found, f"trend-{form}" if form else "trend", make, title, own, _group_lines(own, form)
        )
    return found


def _put_trend(
    found: Charts,
    name: str,
    make: WaveCharts,
    title: str,
    results: Sequence[WaveResult],
    lines: Lines,
) -> None:
    waves = [number_name(each.wave) for each in results]
    chart = make.trend(title, waves, lines)
    if chart is not None:
        found[name] = chart


def _own_lines(results: Sequence[WaveResult]) -> Lines:
    lines: Lines = {}
    for result in results:
        for key, of in (result.own.dimensions if result.own else {}).items():
            lines.setdefault(key, []).append(of.score)
    return lines


def _group_lines(results: Sequence[WaveResult], form: str) -> Lines:
    """The stages of a loop, where there is one, else the dimensions."""
    lines: Lines = {}
    for result in results:
        group, of = result.groups[form], result.instrument
        for key in of.loop or [dimension.id for dimension in of.dimensions]:
            scored = group.dimensions.get(key)
            of_dimension = scored.score if scored else None
            lines.setdefault(key, []).append(group.stages.get(key) if of.loop else of_dimension)
    return lines


def picture_file(result: WaveResult, beside: Sequence[WaveResult], name: str, kind: str) -> View:
    """One of the pictures as a file, `csv` or `svg`; 404 where there is none such."""
    made: Chart | None = charts_of(result, beside).get(name)
    if made is None:
        abort(404)
    stem = f"{result.instrument.stamp}-round-{result.wave.number}-{name}"
    return chart_file(made, stem, kind)
