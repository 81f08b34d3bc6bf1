"""What the plan shows of each questionnaire: scores, the round before, charts, what is hidden.

One part a strand: the rounds of an instrument that can be set beside each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from ladder_assess.core.benchmarks.shown import PeerFigure
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult, Then, Told
from ladder_assess.core.instruments.instrument import Dimension, InstrumentItem, Type
from ladder_assess.core.instruments.wave import WAYS
from ladder_assess.core.plan.strand import Round, Strand, StrandPeers
from ladder_assess.publishing.charts import (
    Chart,
    DrawnPeers,
    Loop,
    Poles,
    PolesRow,
    Profile,
    ProfileRow,
    Speech,
    Stage,
    chart_of,
)
from ladder_assess.publishing.charts.bounds import TOP

T = TypeVar("T")
# More rows than this make a drawing too tall to stand beside another on one page.
MOST_ROWS_OF_PROFILE, MOST_PAIRS = 9, 5


@dataclass(frozen=True)
class ScoreRow:
    """One dimension. `score` and `before` are whole numbers as shown, None where there is none;
    `answered` counts questions of `items`, or people where `items` is 0.
    """

    dimension: Dimension
    score: int | None
    answered: int
    items: int
    before: int | None
    peers: StrandPeers | None = None

    @property
    def change(self) -> int | None:
        """How far it moved, of the figures shown."""
        return None if self.score is None or self.before is None else self.score - self.before


@dataclass(frozen=True)
class GroupView:
    """What one group of respondents says, or the organisation as a whole (without a name).

    `answered` is the number of people, 0 for an organisation; `weakest` are names of stages.
    """

    name: str
    answered: int
    rows: tuple[ScoreRow, ...]
    charts: tuple[Chart, ...]
    then: tuple[Then, ...] = ()
    loops: bool = False
    weakest: tuple[str, ...] = ()

    @property
    def figures_apart(self) -> bool:
        """Do drawings show the scores, so that a table of them beside would say them twice?"""
        drawn = self.rows and all(row.dimension.poles is None for row in self.rows)
        return bool(drawn and self.charts and not self.loops)

    @property
    def compared(self) -> bool:
        """Was there a round before with a score of the same?"""
        return any(row.before is not None for row in self.rows)

    @property
    def peers(self) -> StrandPeers | None:
        """The peer group, where one is shown: the same for each row."""
        return next((row.peers for row in self.rows if row.peers), None)


@dataclass(frozen=True)
class FactRow:
    """A fact that decides the type of a partnership: the options chosen and those the type has."""

    item: InstrumentItem
    chosen: str
    wanted: str

    def text(self, option: str) -> str:
        """An option in words, empty where it is not known."""
        return next((each.text for each in self.item.options if each.id == option), "")


@dataclass(frozen=True)
class ConditionView:
    """One part of the plan. `type` is None where the partnership is mixed, or not known."""

    number: int
    title: str
    strand: Strand
    groups: tuple[GroupView, ...]
    hidden: tuple[str, ...]
    type: Type | None = None
    facts: tuple[FactRow, ...] = ()

    @property
    def latest(self) -> Round | None:
        """The round that it is about."""
        return self.strand.latest

    @property
    def anchor(self) -> str:
        """Where it stands."""
        return f"conditions-{self.number}"

    @property
    def between_poles(self) -> bool:
        """Is it about where an organisation stands, with no better end?"""
        return any(dimension.poles for dimension in self.strand.instrument.dimensions)


def condition_view(number: int, strand: Strand, speech: Speech) -> ConditionView:
    """What the plan shows of a strand; without groups where nothing may be shown."""
    latest, title = strand.latest, _title(strand, speech)
    if latest is None:
        return ConditionView(number, title, strand, (), tuple(_names(strand, strand.forms)))
    if latest.own is not None:
        kind = _type(strand, latest)
        own = _own(strand, latest, speech)
        return ConditionView(
            number, title, strand, (own,), (), kind, tuple(_facts(strand, latest, kind))
        )
    groups = tuple(_group(strand, latest, form, found, speech)
                   for form, found in latest.groups.items())  # fmt: skip
    hidden = (form for form in strand.forms if form not in latest.groups)
    return ConditionView(number, title, strand, groups, tuple(_names(strand, hidden)))


def _title(strand: Strand, speech: Speech) -> str:
    """The questionnaire by its name, apart from others of the same name."""
    name, wave = speech.gettext(strand.instrument.title), strand.wave
    if not wave.own and len(WAYS.get(strand.instrument.measures, ())) > 1:
        name = speech.gettext("%(name)s: what people said", name=name)
    return f"{name}: {wave.subject}" if wave.subject else name


def _names(strand: Strand, forms: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    names = {form.id: form.name for form in strand.instrument.forms}
    return (names.get(form, "") for form in forms)


def _own(strand: Strand, latest: Round, speech: Speech) -> GroupView:
    assert latest.own is not None
    before = strand.before.scores() if strand.before else {}
    shown = latest.scores()
    rows = []
    for dimension in strand.instrument.dimensions:
        of = latest.own.dimensions[dimension.id]
        if not of.items:
            continue
        score, peers = shown.get(dimension.id), strand.peers.get(dimension.id)
        rows.append(
            ScoreRow(dimension, score, of.answered, of.items, before.get(dimension.id), peers)
        )
    values = latest.handed_in.values if latest.handed_in else {}
    charts = (*_profiles(rows, speech), *_poles(strand, _places(strand, values), speech))
    return GroupView("", 0, tuple(rows), charts)


def _group(
    strand: Strand, latest: Round, form: str, found: GroupResult, speech: Speech
) -> GroupView:
    before = strand.before.scores(form) if strand.before else {}
    asked = strand.instrument.scored(form, short=latest.wave.short)
    rows = []
    for dimension in strand.instrument.dimensions:
        of = found.dimensions.get(dimension.id)
        if asked[dimension.id]:
            score, people = (of.score, of.people) if of else (None, 0)
            rows.append(ScoreRow(dimension, score, people, 0, before.get(dimension.id)))
    stages = {group.id: group.name for group in strand.instrument.groups}
    loops = bool(strand.instrument.loop)
    drawn = _loop(strand, found, stages, speech) if loops else _profiles(rows, speech)
    return GroupView(
        name=next(iter(_names(strand, (form,)))),
        answered=found.answered,
        rows=tuple(rows),
        charts=(*drawn, *_poles(strand, _means(found.told), speech)),
        then=found.then,
        loops=loops,
        weakest=tuple(stages[stage] for stage in found.weakest),
    )


def _profiles(rows: list[ScoreRow], speech: Speech) -> Iterator[Chart]:
    """The scores as drawings that fit beside each other; none where nothing is scored."""
    drawn = [_profile_row(row, speech) for row in rows if row.dimension.poles is None]
    if all(row.score is None for row in drawn):
        return
    for part in _halves(drawn, MOST_ROWS_OF_PROFILE):
        title = speech.gettext("Scores from 0 to 100, from %(first)s to %(last)s",
                               first=part[0].name, last=part[-1].name)  # fmt: skip
        yield chart_of(title, Profile(tuple(part)), speech)


def _profile_row(row: ScoreRow, speech: Speech) -> ProfileRow:
    name = speech.gettext(row.dimension.name)
    return ProfileRow(name, row.score, drawn_peers(row.peers.figure) if row.peers else None)


def drawn_peers(figure: PeerFigure) -> DrawnPeers:
    """Peers as a chart draws them: a quartile is known as a band, and drawn in its middle."""
    low, middle, high = (sum(band) / 2 for band in (figure.lower, figure.median, figure.upper))
    # A score that is not rounded may lie up to one above the whole number that ends a band.
    ends = (float(figure.median.low), min(figure.median.high + 1.0, TOP))
    return DrawnPeers(figure.organisations, middle, low, high, ends)


def _loop(
    strand: Strand, found: GroupResult, stages: Mapping[str, str], speech: Speech
) -> Iterator[Chart]:
    steps = (
        Stage(speech.gettext(stages[stage]), found.stages.get(stage))
        for stage in strand.instrument.loop
    )
    yield chart_of(speech.gettext("The loop, and its weakest link"), Loop(tuple(steps)), speech)


def _poles(strand: Strand, values: Mapping[str, float], speech: Speech) -> Iterator[Chart]:
    said = speech.gettext
    rows = [
        PolesRow(said(item.label), said(item.poles.low), said(item.poles.high), values.get(item.id))
        for item in strand.instrument.items.values()
        if item.poles
    ]
    for part in _halves(rows, MOST_PAIRS):
        title = said("Where you stand between two poles, from %(first)s to %(last)s",
                     first=part[0].name, last=part[-1].name)  # fmt: skip
        yield chart_of(title, Poles(tuple(part)), speech)


def _halves(rows: list[T], most: int) -> Iterator[list[T]]:
    """Rows in as few parts of about the same length as leave none longer than `most`."""
    parts = -(-len(rows) // most)
    for part in range(parts):
        yield rows[part * len(rows) // parts : (part + 1) * len(rows) // parts]


def _places(strand: Strand, values: Mapping[str, Any]) -> dict[str, float]:
    """Where each answer lies in the options of its item, from 0 to 100."""
    return {
        item.id: _share(item, item.rank[values[item.id]])
        for item in strand.instrument.items.values()
        if item.poles and values.get(item.id) in item.rank
    }


def _means(told: Mapping[str, Told]) -> dict[str, float]:
    """Where the answers of a group lie on average, from 0 to 100: of what is shown, as shown."""
    return {
        key: whole(_share(each.item, sum(p * n for p, n in enumerate(each.counts)) / each.people))
        for key, each in told.items()
        if each.item.poles
    }


def _share(item: InstrumentItem, place: float) -> float:
    return 100 * place / (len(item.options) - 1)


def _type(strand: Strand, latest: Round) -> Type | None:
    facts, own = strand.instrument.classification, latest.own
    found = own.classification.type if own and own.classification else None
    return next((kind for kind in facts.types if kind.id == found), None) if facts else None


def _facts(strand: Strand, latest: Round, kind: Type | None) -> Iterator[FactRow]:
    values = latest.handed_in.values if latest.handed_in else {}
    facts = strand.instrument.classification
    for key in facts.items if facts else ():
        item = strand.instrument.items[key]
        yield FactRow(item, str(values.get(key, "")), kind.facts[key] if kind else "")
