"""What the pages that compare show: for each form a topic at a time, with words and a picture."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from flask_babel import gettext as _

from ladder_assess.core.benchmarks.indicators import (
    ACTIVITY,
    COLLECTIVE,
    MEDIAN_RUNG,
    indicator_of,
    is_drawn,
    scale_of,
)
from ladder_assess.core.benchmarks.shown import PeerFigure
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import RESPONDENTS
from ladder_assess.publishing.benchmarks.compare_charts import (
    Charts,
    CompareCharts,
    ComparedTopic,
)
from ladder_assess.publishing.charts import Chart
from ladder_assess.services.benchmarks.compare_scores import Compared, PeerGroup
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.request import product, said


class Topic(NamedTuple):
    """A topic that was drawn: its place in the address of its picture, and the picture."""

    indicator: str
    name: str
    own: float | None
    figure: PeerFigure
    chart: Chart
    rung: bool


class Part(NamedTuple):
    """The topics of one form (empty: as the organisation answered), those that were drawn and the
    names of those that might be but were not. `own` draws the scores beside which there is nothing.
    """

    form: str
    topics: tuple[Topic, ...]
    missing: tuple[str, ...]
    own: Chart | None


def parts_of_instrument(instrument: Instrument, compared: Compared, group: PeerGroup) -> list[Part]:
    """What the organisation said and each group of respondents, where there is anything of it."""
    names = {dimension.id: said(dimension.name) for dimension in instrument.dimensions}
    found = []
    for form in ("", *(instrument.form_ids or (RESPONDENTS,))):
        named = {indicator_of(instrument.id, key, form): name for key, name in names.items()}
        if any(key in compared.own or key in group.figures for key in named):
            found.append(_part(form, _compared(named, compared, group)))
    return found


def parts_of_activities(compared: Compared, group: PeerGroup) -> list[Part]:
    """The middle rung and the shares of activities."""
    bands = product().definitions.questionnaire.bands
    named = {MEDIAN_RUNG: _("Middle rung of the activities")}
    named |= {f"{ACTIVITY}.{band.id}": said(band.name) for band in bands}
    named[COLLECTIVE] = _("Co-production that is collective")
    found = _compared(named, compared, group)
    return [_part("", found)] if any(t.own is not None or t.figure for t in found) else []


def charts_of_parts(parts: Iterable[Part]) -> Charts:
    """The pictures of the parts by the names that their addresses have."""
    charts = {topic.indicator: topic.chart for part in parts for topic in part.topics}
    own = {f"own-{part.form}" if part.form else "own": part.own for part in parts}
    return charts | {name: chart for name, chart in own.items() if chart}


def _compared(
    named: Mapping[str, str], compared: Compared, group: PeerGroup
) -> list[ComparedTopic]:
    return [
        ComparedTopic(
            key, name, compared.own.get(key), group.figures.get(key), float(scale_of(key).top)
        )
        for key, name in named.items()
    ]


def _part(form: str, compared: list[ComparedTopic]) -> Part:
    make = CompareCharts(speech())
    charts = make.beside_peers(compared)
    topics = tuple(
        Topic(t.indicator, t.name, t.own, t.figure, charts[t.indicator], t.indicator == MEDIAN_RUNG)
        for t in compared
        if t.figure is not None
    )
    missing = [t for t in compared if t.figure is None]
    alone = [t for t in missing if t.indicator != MEDIAN_RUNG]
    own = make.own_scores(_("Your scores"), alone)
    return Part(form, topics, tuple(t.name for t in missing if is_drawn(t.indicator)), own)
