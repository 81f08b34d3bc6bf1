"""Where an organisation stands by its questionnaires: the latest round beside those before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ladder_assess.core.benchmarks.shown import PeerFigure
from ladder_assess.core.common.rounding import whole
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scores
from ladder_assess.core.instruments.wave import HandedIn, Wave
from ladder_assess.core.plan.plan import ScoreNow


@dataclass(frozen=True)
class Round:
    """A wave with what may be shown of it: `own` where the organisation answered as a whole, else
    `groups` of respondents by form. `versions` are those of the questions that were answered.
    """

    wave: Wave
    handed_in: HandedIn | None
    own: Scores | None
    groups: Mapping[str, GroupResult]
    versions: tuple[int, ...] = ()

    @property
    def there(self) -> bool:
        """Is there anything to show?"""
        return self.own is not None or bool(self.groups)

    def scores(self, form: str = "") -> dict[str, int]:
        """The scores as they are shown, 0 to 100, of the organisation or of a group."""
        if self.own is not None:
            each = ((key, of.score) for key, of in self.own.dimensions.items())
            return {key: whole(score) for key, score in each if score is not None}
        group = self.groups.get(form)
        return {key: of.score for key, of in group.dimensions.items()} if group else {}

    def answers(self, dimension: str, form: str = "") -> int:
        """How many answers a score rests on: those of the organisation to the questions of the
        topic, or those of a group's people.
        """
        if self.own is not None:
            return self.own.dimensions[dimension].answered
        group = self.groups.get(form)
        return group.dimensions[dimension].people if group else 0


@dataclass(frozen=True)
class StrandPeers:
    """The peers on one dimension as they were drawn: `group` in words."""

    group: str
    figure: PeerFigure


@dataclass(frozen=True)
class Strand:
    """Rounds that can be set beside each other: of one instrument and subject, answered in the same
    way, the oldest first, each with something to show. `waiting` is a later wave of which nothing
    may be shown yet. `peers` go by dimension; `sample` marks demonstration data.
    """

    instrument: Instrument
    rounds: tuple[Round, ...]
    waiting: Wave | None = None
    peers: Mapping[str, StrandPeers] = field(default_factory=dict)
    sample: bool = False

    @property
    def latest(self) -> Round | None:
        """The last round with something to show."""
        return self.rounds[-1] if self.rounds else None

    @property
    def before(self) -> Round | None:
        """The round before the latest."""
        return self.rounds[-2] if len(self.rounds) > 1 else None

    @property
    def wave(self) -> Wave:
        """The wave by which it is named."""
        named = self.latest.wave if self.latest else self.waiting
        if named is None:
            raise ValueError("a strand has a round or a wave that waits")
        return named

    @property
    def forms(self) -> tuple[str, ...]:
        """The groups that are asked; one without a name where all answer the same questions."""
        return self.instrument.form_ids or ("",)


def strands(instruments: Mapping[str, Instrument], rounds: Iterable[Round]) -> list[Strand]:
    """Rounds, which come in the order of their numbers, put together; an organisation's own that is
    not handed in is left out.
    """
    found: dict[tuple[str, str, str], list[Round]] = {}
    for each in rounds:
        wave = each.wave
        if each.there or not wave.own:
            key = (wave.instrument, wave.answered_by, wave.subject.casefold())
            found.setdefault(key, []).append(each)
    order = list(instruments)
    each_strand = (_strand(instruments[key[0]], same) for key, same in found.items())
    return sorted(each_strand, key=lambda s: order.index(s.instrument.id))


def _strand(instrument: Instrument, strand: list[Round]) -> Strand:
    waiting = None if strand[-1].there else strand[-1].wave
    return Strand(instrument, tuple(each for each in strand if each.there), waiting)


def readings(found: Iterable[Strand]) -> Iterator[ScoreNow]:
    """Every score of the latest rounds but for those between two poles."""
    for strand in found:
        if strand.latest is None:
            continue
        forms = {form.id: form.name for form in strand.instrument.forms}
        for form in strand.latest.groups or ("",):
            scores = strand.latest.scores(form)
            for dimension in strand.instrument.dimensions:
                if dimension.id in scores and dimension.poles is None:
                    yield ScoreNow(
                        f"{strand.instrument.id}.{dimension.id}",
                        dimension.name,
                        scores[dimension.id],
                        strand.wave.subject,
                        forms.get(form, ""),
                        strand.wave.number,
                        strand.wave.own,
                        strand.latest.answers(dimension.id, form),
                    )
