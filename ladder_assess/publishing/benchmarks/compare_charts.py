"""The charts of an organisation beside its peers, over time, and of what it can be measured by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import distribution
from ladder_assess.core.benchmarks.benchmark import Benchmark
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.strand import Peers, Round
from ladder_assess.core.questionnaire.questionnaire import Rung
from ladder_assess.publishing.charts import (
    Chart,
    Contents,
    CountRow,
    Counts,
    Position,
    PositionRow,
    Profile,
    ProfileRow,
    Speech,
    Trend,
    TrendLine,
    chart_of,
)
from ladder_assess.publishing.charts import Peers as PeersDrawn
from ladder_assess.publishing.charts.contents import MOST_LINES
from ladder_assess.publishing.instruments.conditions_view import drawn_peers

Charts = dict[str, Chart]
TOP_RUNG = 8.0


class Compared(NamedTuple):
    """A row to compare: its name, one's own value and what a release shows of the group."""

    name: str
    own: float | None
    figures: Benchmark | None


class CompareCharts:
    """Draws in the language of `speech`; names come in that language already."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def beside_peers(self, rows: Sequence[Compared], group: str, behind: str = "") -> Charts:
        """`profile` and `position` with `behind` after their names, each where it has anything."""
        found: Charts = {}
        said = self.speech.gettext
        if any(row.own is not None or row.figures for row in rows):
            profile = Profile(tuple(ProfileRow(r.name, r.own, _drawn(r.figures)) for r in rows))
            title = said("Your scores beside the group")
            found[f"profile{behind}"] = self._made(title, profile)
        placed = [row for row in rows if row.figures]
        if placed:
            position = Position(group, tuple(map(_position, placed)))
            found[f"position{behind}"] = self._made(said("Where you stand in the group"), position)
        return found

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


def _drawn(figures: Benchmark | None) -> PeersDrawn | None:
    return drawn_peers(Peers("", "", figures)) if figures else None


def _position(row: Compared) -> PositionRow:
    band = row.figures.position if row.figures else None
    return PositionRow(
        row.name, row.own, (band.low, band.high) if band else None, _drawn(row.figures)
    )


def _parts(lines: Sequence[TrendLine], most: int) -> Iterator[Sequence[TrendLine]]:
    """Lines in as few parts of about the same length as leave none longer than `most`."""
    number = -(-len(lines) // most)
    for part in range(number):
        yield lines[part * len(lines) // number : (part + 1) * len(lines) // number]
