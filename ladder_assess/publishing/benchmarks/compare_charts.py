"""The charts of an organisation beside its peers, over time, and of what it can be measured by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import distribution
from ladder_assess.core.benchmarks.shown import PeerFigure
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.strand import Round
from ladder_assess.core.questionnaire.questionnaire import Rung
from ladder_assess.publishing.charts import (
    Beside,
    Chart,
    Contents,
    CountRow,
    Counts,
    Profile,
    ProfileRow,
    Speech,
    Trend,
    TrendLine,
    chart_of,
)
from ladder_assess.publishing.charts.bounds import TOP
from ladder_assess.publishing.charts.contents import MOST_LINES

Charts = dict[str, Chart]
TOP_RUNG = 8.0


class ComparedTopic(NamedTuple):
    """A topic to compare: its indicator and name, one's own value, what was drawn of the group."""

    indicator: str
    name: str
    own: float | None
    figure: PeerFigure | None
    top: float = TOP


class CompareCharts:
    """Draws in the language of `speech`; names come in that language already."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def beside_peers(self, topics: Sequence[ComparedTopic]) -> Charts:
        """One picture for each topic that was drawn, by its indicator; the first says what its
        marks are.
        """
        drawn = [topic for topic in topics if topic.figure is not None]
        return {
            topic.indicator: self._made(topic.name, _beside(topic, topic.figure, not place))
            for place, topic in enumerate(drawn)
            if topic.figure is not None
        }

    def own_scores(self, title: str, topics: Sequence[ComparedTopic]) -> Chart | None:
        """One's own scores alone, for topics of which nothing was drawn; None without any."""
        rows = tuple(ProfileRow(t.name, t.own) for t in topics if t.own is not None)
        return self._made(title, Profile(rows)) if rows else None

    def scores(
        self,
        rounds: Sequence[Round],
        form: str,
        names: Mapping[str, str],
        new_rules: tuple[int, ...],
        behind: str,
    ) -> Charts:
        """Dimensions over the rounds, in as many charts as leave their lines apart."""
        waves = tuple(
            self.speech.gettext("Round %(number)s", number=each.wave.number) for each in rounds
        )
        values = [each.scores(form) for each in rounds]
        lines = [
            TrendLine(name, tuple(found.get(key) for found in values))
            for key, name in names.items()
            if any(key in found for found in values)
        ]
        parts = list(_parts(lines, MOST_LINES)) if len(waves) > 1 else []
        return {
            f"trend{behind}-{n}": self._made(
                self._over_time(part), Trend(waves, tuple(part), new_rules=new_rules)
            )
            for n, part in enumerate(parts, start=1)
        }

    def _over_time(self, lines: Sequence[TrendLine]) -> str:
        if len(lines) == 1:
            return self.speech.gettext("Over the rounds: %(name)s", name=lines[0].name)
        return self.speech.gettext(
            "Over the rounds: %(first)s to %(last)s", first=lines[0].name, last=lines[-1].name
        )

    def spread(
        self, days: Sequence[str], shares: Sequence[Mapping[str, float]], names: Mapping[str, str]
    ) -> Chart | None:
        """The share of activities in each band over time, in percent; None of fewer than two days.

        A band that none ever stood in is left out.
        """
        lines = tuple(
            TrendLine(name, tuple(share.get(key, 0.0) for share in shares))
            for key, name in names.items()
            if any(share.get(key) for share in shares)
        )
        if len(days) < 2 or not lines:
            return None
        title = self.speech.gettext("Activities in each band over time, in percent")
        return self._made(title, Trend(tuple(days), lines))

    def placements(self, days: Sequence[str], placed: Sequence[Interval | None]) -> Chart | None:
        """The rung of one activity over time, as highest and lowest where it is in doubt; None
        where it has no ladder.
        """
        known = [interval for interval in placed if interval is not None]
        if not known:
            return None
        said = self.speech.gettext
        high = TrendLine(said("Highest rung"), tuple(i.high if i else None for i in placed))
        low = TrendLine(said("Lowest rung"), tuple(i.low if i else None for i in placed))
        lines: tuple[TrendLine, ...] = (high, low)
        if all(interval.low == interval.high for interval in known):
            lines = (TrendLine(said("Rung"), high.values),)
        return self._made(said("Rung over time"), Trend(tuple(days), lines, top=TOP_RUNG))

    def rungs(self, title: str, assessed: Iterable[Assessment], rungs: Sequence[Rung]) -> Chart:
        """How many stand on each rung, the highest first."""
        found = list(assessed)
        rows = tuple(
            CountRow(self._rung(rungs[row.rung]), (row.certain, row.possible))
            for row in reversed(distribution(found, len(rungs)))
        )
        parts = (self.speech.gettext("Certainly"), self.speech.gettext("Possibly"))
        total = sum(each.has_ladder for each in found)
        return self._made(title, Counts(parts, rows, total))

    def _rung(self, rung: Rung) -> str:
        name = self.speech.gettext(rung.plain or rung.name)
        return f"{rung.number}. {name}" if rung.number else name

    def _made(self, title: str, contents: Contents) -> Chart:
        return chart_of(title, contents, self.speech)


def _beside(topic: ComparedTopic, of: PeerFigure, keyed: bool) -> Beside:
    return Beside(
        topic.name,
        topic.own,
        of.lower,
        of.median,
        of.upper,
        of.organisations,
        of.drawn_on.isoformat(),
        topic.top,
        keyed,
    )


def _parts(lines: Sequence[TrendLine], most: int) -> Iterator[Sequence[TrendLine]]:
    """Lines in as few parts of about the same length as leave none longer than `most`."""
    number = -(-len(lines) // most)
    for part in range(number):
        yield lines[part * len(lines) // number : (part + 1) * len(lines) // number]
