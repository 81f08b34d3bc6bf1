"""Sets what an organisation has scored beside its peers, as they were drawn."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.benchmarks.indicators import (
    ActivityStanding,
    indicator_of,
    of_activities,
    of_scores,
)
from ladder_assess.core.benchmarks.peer_names import group_name
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.shown import PeerFigure
from ladder_assess.core.instruments.wave import RESPONDENTS
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.plan.strand import Strand, StrandPeers
from ladder_assess.services.activities.list_activities import ActivityList, list_activities
from ladder_assess.services.benchmarks.consult_benchmarks import consult_benchmarks
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import WaveResult, score_waves


@dataclass(frozen=True)
class PeerGroup:
    """A group of the nested list. `organisations` is rounded down to five, None where no figure of
    it is shown; `figures` go by indicator.
    """

    id: str
    organisations: int | None
    figures: Mapping[str, PeerFigure]


@dataclass(frozen=True)
class Compared:
    """An organisation's values by indicator beside its peer groups, the widest first.

    `ended_on` is the day of the last exact release, where there was one before figures were drawn.
    `anew` says of indicators that wait for a new rule from which day on they are drawn.
    """

    groups: tuple[PeerGroup, ...]
    own: Mapping[str, float]
    ended_on: date | None = None
    anew: Mapping[str, date] = field(default_factory=dict)

    def group(self, identity: str = "") -> PeerGroup | None:
        """The group of this id, if the organisation belongs to it; without one, the narrowest that
        shows anything, or else the widest.
        """
        if identity:
            return next((group for group in self.groups if group.id == identity), None)
        shown = [group for group in self.groups if group.figures]
        return shown[-1] if shown else self.groups[0]

    def of(self, subject: str) -> "Compared":
        """The same for one instrument, or for the activities."""
        return replace(
            self,
            groups=tuple(_of_subject(group, subject) for group in self.groups),
            own={name: value for name, value in self.own.items() if _about(name, subject)},
            anew={name: day for name, day in self.anew.items() if _about(name, subject)},
        )


def _about(indicator: str, subject: str) -> bool:
    return indicator.startswith(f"{subject}.")


def _of_subject(group: PeerGroup, subject: str) -> PeerGroup:
    figures = {name: of for name, of in group.figures.items() if _about(name, subject)}
    return _group(group.id, figures)


def _group(identity: str, figures: Mapping[str, PeerFigure]) -> PeerGroup:
    counts = [figure.organisations for figure in figures.values()]
    return PeerGroup(identity, max(counts, default=None), figures)


def compare_scores(
    product: Product, profile: Profile, portfolio: Portfolio, policy: Policy | None, today: date
) -> Compared:
    """An organisation of this profile beside its peers. The peers are as they were drawn; its own
    values are as they are now.
    """
    own = own_values(product, portfolio)
    peers = consult_benchmarks(product, profile, own, policy, today)
    groups = tuple(_group(name, figures) for name, figures in peers.groups.items())
    return Compared(groups, own, peers.ended_on, peers.anew)


def own_values(product: Product, portfolio: Portfolio) -> dict[str, float]:
    """What an organisation comes to now, by indicator: all organisations are measured by the
    newest rules.
    """
    rungs = product.definitions.questionnaire.rungs
    bands = {rung.number: rung.band for rung in rungs if rung.band}
    standing = map(_standing, contributing(list_activities(product, portfolio, by=product.newest)))
    return of_activities(standing, bands) | of_scores(_scores(product, portfolio))


def contributing(found: ActivityList) -> list[Listed]:
    """The activities of a list that count: neither sample data nor exercises."""
    return [activity for activity in found.counted if not activity.sample]


def _standing(activity: Listed) -> ActivityStanding:
    placement = activity.placement
    certain = activity.has_ladder and placement.low == placement.high
    return ActivityStanding(placement.low if certain else None, activity.kind, activity.level)


def _scores(
    product: Product, portfolio: Portfolio
) -> Iterator[tuple[str, str, Mapping[str, float]]]:
    """What was handed in last to each instrument about each subject, and what groups of respondents
    said last, as far as it may be shown.
    """
    last: dict[tuple[str, str, str], Mapping[str, float]] = {}
    # As a draw does: what was handed in last counts, whichever round it belongs to.
    for result in sorted(score_waves(product, portfolio), key=_handed_in):
        instrument, subject = result.wave.instrument, result.wave.subject.casefold()
        if result.own is not None:
            each = result.own.dimensions.items()
            last[instrument, "", subject] = {d: of.score for d, of in each if of.score is not None}
        for form, group in result.groups.items():
            shown = {d: float(of.score) for d, of in group.dimensions.items()}
            last[instrument, form or RESPONDENTS, subject] = shown
    for (instrument, form, _), scores in last.items():
        yield instrument, form, scores


def _handed_in(result: WaveResult) -> tuple[str, int]:
    return (result.handed_in.given_on if result.handed_in else "", result.wave.id)


def with_peers(compared: Compared, strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """Strands with their peers where some are shown, for the plan. Those of respondents have none
    there: the pages that compare show them, form by form.
    """
    return tuple(_with_peers(compared, strand) for strand in strands)


def _with_peers(compared: Compared, strand: Strand) -> Strand:
    group = compared.of(strand.instrument.id).group()
    if group is None or not strand.wave.own:
        return strand
    found = {
        dimension.id: StrandPeers(group_name(group.id), group.figures[indicator])
        for dimension in strand.instrument.dimensions
        if (indicator := indicator_of(strand.instrument.id, dimension.id)) in group.figures
    }
    return replace(strand, peers=found)
