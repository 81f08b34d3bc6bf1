"""The charts of a wave: of what an organisation handed in, of groups of people, over the waves."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.comparison import FEWER, MORE, NOT_CLEAR, SURVEYED_2013, wilson
from ladder_assess.core.instruments.comparison import Share as Counted
from ladder_assess.core.instruments.group_scores import GroupResult, Then
from ladder_assess.core.instruments.instrument import Dimension, Instrument
from ladder_assess.core.instruments.scoring import Scores
from ladder_assess.core.instruments.wave import known
from ladder_assess.publishing.charts import (
    Chart,
    Comparison,
    ComparisonRow,
    Contents,
    Loop,
    Poles,
    PolesRow,
    Profile,
    ProfileRow,
    Share,
    Sides,
    SidesRow,
    Speech,
    Stage,
    Trend,
    TrendLine,
    chart_of,
)
from ladder_assess.publishing.charts.contents import MOST_LINES
from ladder_assess.publishing.instruments.statement_charts import group_statements, own_statements

Charts = dict[str, Chart]
STEP = 25.0
DIFFERS = {MORE: 1, NOT_CLEAR: 0, FEWER: -1}


class WaveCharts:
    """Draws the charts of one instrument in the language of `speech`."""

    def __init__(self, instrument: Instrument, speech: Speech) -> None:
        self.instrument = instrument
        self.speech = speech

    def own(self, scores: Scores, values: Mapping[str, Value], *, short: bool) -> Charts:
        """Those of an organisation: `profile` of its dimensions, or `poles` of its pairs; and
        `statements` with its answers (publishing.statement_charts).
        """
        rows = [
            ProfileRow(self._said(d.name), scores.dimensions[d.id].score) for d in self._plain()
        ]
        rows.sort(key=lambda row: _low_first(row.score))
        found: Charts = {}
        if rows:
            title = self.speech.gettext("The scores in a picture")
            found["profile"] = self._made(title, Profile(tuple(rows)))
        pairs = tuple(self._pairs(values))
        if pairs:
            title = self.speech.gettext("The pairs in a picture")
            found["poles"] = self._made(title, Poles(pairs))
        return found | own_statements(self.instrument, values, self.speech, short=short)

    def group(self, result: GroupResult, name: str, *, short: bool) -> Charts:
        """Those of a group of people called `name`: `loop`, `then` and `statements`, each with the
        form's id behind it. The loop is drawn only where every stage has a score.
        """
        found: Charts = {}
        of, behind = self.instrument, f"-{result.form}" if result.form else ""
        if of.loop and len(result.stages) == len(of.loop):
            names = {group.id: self._said(group.name) for group in of.groups}
            stages = tuple(Stage(names[stage], result.stages[stage]) for stage in of.loop)
            title = self.speech.gettext("%(group)s: the loop", group=name)
            found[f"loop{behind}"] = self._made(title, Loop(stages))
        if result.then:
            found[f"then{behind}"] = self.then(result)
        return found | group_statements(of, result, name, self.speech, short=short)

    def then(self, result: GroupResult) -> Chart:
        """What a group says beside what was published; it says whether people are weighed."""
        rows = tuple(self._then(row) for row in result.then)
        weighed = any(row.difference.share.weighed is not None for row in result.then)
        title = self.speech.gettext("Beside the survey of 2013, in a picture")
        if weighed:
            title = self.speech.gettext("Beside the survey of 2013, weighed, in a picture")
        return self._made(title, Comparison(rows, weighed=weighed))

    def groups(self, results: Mapping[str, GroupResult], names: Mapping[str, str]) -> Charts:
        """Those of one group or more in one picture, by their names: `profile` of the topics, and
        `stages` of a loop where there are several. The lowest score stands first.
        """
        called = [names[form] for form in results]
        found: Charts = {}
        rows = [SidesRow(self._said(d.name), _scores(d, results)) for d in self._plain()]
        rows = [row for row in rows if set(row.scores) != {None}]
        rows.sort(key=lambda row: _low_first(*row.scores))
        if rows and len(results) == 1:
            mean = self.speech.gettext("Mean score")
            profile = tuple(ProfileRow(row.name, row.scores[0]) for row in rows)
            title = self.speech.gettext("%(group)s: scores in a picture", group=called[0])
            found["profile"] = self._made(title, Profile(profile, mean))
        elif rows:
            title = self.speech.gettext("What each group says, side by side")
            found["profile"] = self._made(title, Sides(tuple(called), tuple(rows)))
        return found | self._stages(results, called)

    def _stages(self, results: Mapping[str, GroupResult], called: Sequence[str]) -> Charts:
        if len(results) < 2 or not any(result.stages for result in results.values()):
            return {}
        rows = (
            SidesRow(self._name(stage), tuple(of.stages.get(stage) for of in results.values()))
            for stage in self.instrument.loop
        )
        title = self.speech.gettext("The stages of the loop, group by group")
        return {"stages": self._made(title, Sides(tuple(called), tuple(rows)))}

    def trend(
        self, title: str, waves: Sequence[str], lines: Mapping[str, Sequence[float | None]]
    ) -> Chart | None:
        """Dimensions or stages by id over the waves; None of more lines than can be told apart."""
        if len(waves) < 2 or not 0 < len(lines) <= MOST_LINES:
            return None
        drawn = tuple(TrendLine(self._name(key), tuple(of)) for key, of in lines.items())
        return self._made(title, Trend(tuple(waves), drawn))

    def _plain(self) -> list[Dimension]:
        return [dimension for dimension in self.instrument.dimensions if dimension.poles is None]

    def _pairs(self, values: Mapping[str, Value]) -> Iterator[PolesRow]:
        answers = known(values, self.instrument)
        for item in self.instrument.items.values():
            if item.poles is not None:
                answer = answers.get(item.id)
                place = item.rank[answer] * STEP if isinstance(answer, str) else None
                poles = (self._said(item.poles.low), self._said(item.poles.high))
                yield PolesRow(self._said(item.label), *poles, place)

    def _then(self, row: Then) -> ComparisonRow:
        share = row.difference.share
        at = wilson(row.published.percent / 100, SURVEYED_2013)
        percent = row.published.percent
        return ComparisonRow(
            statement=self._said(row.published.statement),
            here=_of(share),
            then=Share(percent, 100 * at.low, 100 * at.high, SURVEYED_2013),
            qualifier=self._said(row.published.qualifier) if row.published.qualifier else "",
            loose=row.published.wording == "loose",
            differs=DIFFERS[row.difference.statement],
        )

    def _name(self, key: str) -> str:
        names = {group.id: group.name for group in self.instrument.groups}
        names |= {dimension.id: dimension.name for dimension in self.instrument.dimensions}
        return self._said(names[key])

    def _said(self, text: str) -> str:
        return self.speech.gettext(text)

    def _made(self, title: str, contents: Contents) -> Chart:
        return chart_of(title, contents, self.speech)


def _scores(of: Dimension, results: Mapping[str, GroupResult]) -> tuple[int | None, ...]:
    found = (result.dimensions.get(of.id) for result in results.values())
    return tuple(score.score if score else None for score in found)


def _low_first(*scores: float | None) -> float:
    """Sorts the lowest score first, and what has none last."""
    return min((score for score in scores if score is not None), default=inf)


def _of(share: Counted) -> Share:
    low, high = share.interval
    return Share(100 * share.value, 100 * low, 100 * high, share.people)
