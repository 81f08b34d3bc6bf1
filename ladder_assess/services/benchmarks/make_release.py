"""Makes a release of benchmarks: gathers what organisations contribute, and freezes its counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from ladder_assess.core.benchmarks.benchmark import Thresholds
from ladder_assess.core.benchmarks.groups import Cell
from ladder_assess.core.benchmarks.indicators import (
    RESPONDENTS,
    Standing,
    of_activities,
    of_scores,
    scale_of,
)
from ladder_assess.core.benchmarks.release import Atom, Outcome, figures, next_release
from ladder_assess.core.instruments.response import Response
from ladder_assess.core.instruments.scoring import Scorer
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Profile
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_waves
from ladder_assess.storage.benchmarks import contributions, releases
from ladder_assess.storage.benchmarks.contributions import Given
from ladder_assess.storage.people import audit

Live = dict[str, dict[int, Atom]]
LEVEL = "level"


@dataclass(frozen=True)
class Made:
    """A release that was made: its number, and how much it shows of how many indicators."""

    id: int
    indicators: int
    groups: int
    figures: int


def is_due(product: Product, today: date) -> bool:
    """Was the last one not made this month? A day that a wrong clock once named does not count."""
    last = releases.latest_release(product.database)
    return last is None or (last.made_on.year, last.made_on.month) != (today.year, today.month)


def make_due_release(
    product: Product, thresholds: Thresholds, today: date, now: int
) -> Made | None:
    """Make the release of this month, once there are as many organisations as a group takes."""
    organisations = sum(1 for _ in contributions.profiles(product.database))
    if organisations < thresholds.group or not is_due(product, today):
        return None
    return make_release(product, thresholds, today, now)


def make_release(product: Product, thresholds: Thresholds | None, today: date, now: int) -> Made:
    """Make the next release and note it in the site's audit log. `now` is in seconds since 1970.

    An indicator is kept at a time, so that nobody who saves an answer waits for long; pages read
    the release before until all is done.
    """
    live = _gathered(product)
    cells = {atom.cell for atoms in live.values() for atom in atoms.values()}
    making = releases.open_release(product.database, today, sorted(cells), sorted(live))
    shown: dict[str, frozenset[str]] = {}
    for indicator in sorted(making.indicators):
        old, earlier = releases.history_of(product.database, making, indicator)
        outcome = next_release(old, live.get(indicator, {}), earlier, thresholds)
        counts = figures(_after(old, outcome), outcome.published, scale_of(indicator).bands)
        releases.keep(product.database, making, indicator, outcome, counts)
        shown[indicator] = outcome.published
    releases.finish(product.database, making)
    made = Made(
        making.id,
        sum(1 for groups in shown.values() if groups),
        len(frozenset[str]().union(*shown.values())),
        sum(map(len, shown.values())),
    )
    details = {"indicators": made.indicators, "groups": made.groups, "figures": made.figures}
    audit.note(product.database, None, Event(now, "publication", details))
    return made


def _after(old: Mapping[int, Atom], outcome: Outcome) -> Iterator[Atom]:
    changes = outcome.changes
    yield from (atom for organisation, atom in old.items() if organisation not in changes)
    yield from (atom for atom in changes.values() if atom is not None)


def cell_of(profile: Profile) -> Cell:
    """What tells an organisation's peer groups."""
    return Cell(profile.kind, profile.region or profile.nation, profile.size)


def _gathered(product: Product) -> Live:
    """What every organisation contributes now, by indicator."""
    cells = {
        number: cell_of(profile) for number, profile in contributions.profiles(product.database)
    }
    live: Live = {}
    atoms = _Atoms()
    for organisation, values in chain(
        _of_activities(product), _of_responses(product), _of_respondents(product)
    ):
        cell = cells.get(organisation)
        if cell is None:
            # It was made a moment ago, and waits for the next release.
            continue
        for indicator, value in values.items():
            live.setdefault(indicator, {})[organisation] = atoms.of(indicator, value, cell)
    return live


class _Atoms:
    """Makes each atom once: there are few of them and many organisations."""

    def __init__(self) -> None:
        self._scale = cache(scale_of)
        self._made: dict[tuple[int, Cell], Atom] = {}

    def of(self, indicator: str, value: float, cell: Cell) -> Atom:
        key = (self._scale(indicator).band(value), cell)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = Atom(*key)
        return found


def _of_activities(product: Product) -> Iterator[tuple[int, dict[str, float]]]:
    rungs = product.definitions.questionnaire.rungs
    bands = {rung.number: rung.band for rung in rungs if rung.band}
    stand = Standings(product)
    rows = contributions.activities(product.database)
    for organisation, own in groupby(rows, key=itemgetter(0)):
        yield organisation, of_activities((stand.of(values) for _, values in own), bands)


class Standings:
    """Says where activities stand; of all that an assessment holds, this is little and quick."""

    def __init__(self, product: Product) -> None:
        assessor = product.assessor
        self._place, self._kind = assessor.placer.place_read, assessor.typologist.kind_read
        coded = product.definitions.questionnaire.coded
        self._nothing = assessor.reader.nothing
        self._turns: list[tuple[str, dict[Answer, int]]] = [
            (name, item.turns)
            for name, item in assessor.reader.items.items()
            if name in coded and item.field
        ]

    def of(self, values: Mapping[str, Any]) -> Standing:
        """Where an activity of these kept values stands."""
        # What the reader does, without a mapping of answers: there may be a million activities.
        bits = self._nothing
        for item, turns in self._turns:
            value = values.get(item, UNKNOWN)
            if value != UNKNOWN:
                # An answer that the rules no longer know is not known.
                bits ^= turns.get(value if isinstance(value, str) else tuple(value), 0)
        placement = self._place(bits)
        level = str(values.get(LEVEL, ""))
        certain = placement.low == placement.high and level != INDIVIDUAL
        known = level if level != UNKNOWN else ""
        return Standing(placement.low if certain else None, self._kind(bits), known)


def _of_responses(product: Product) -> Iterator[tuple[int, dict[str, float]]]:
    scorings = {
        identity: _Scoring(product, identity)
        for identity, instrument in product.definitions.instruments.items()
        if instrument.dimensions
    }
    rows = contributions.responses(product.database)
    for organisation, own in groupby(rows, key=itemgetter(0)):
        scored = [
            (given.instrument, given.form, scorings[given.instrument].scores(given))
            for _, given in own
            if given.instrument in scorings
        ]
        yield organisation, of_scores(scored)


def _of_respondents(product: Product) -> Iterator[tuple[int, dict[str, float]]]:
    """What groups of respondents said last about each subject, as far as it may be shown at all."""
    for organisation, portfolio in contributions.with_respondents(product.database):
        last = {
            (result.wave.instrument, form, result.wave.subject.casefold()): group.dimensions
            for result in score_waves(product, portfolio)
            for form, group in result.groups.items()
        }
        yield (
            organisation,
            of_scores(
                (instrument, form or RESPONDENTS, {d: float(row.score) for d, row in found.items()})
                for (instrument, form, _), found in last.items()
            ),
        )


class _Scoring:
    """Scores answers by the newest version of an instrument, whichever they were given to."""

    def __init__(self, product: Product, identity: str) -> None:
        instrument = product.definitions.instruments[identity]
        self._options = {i.id: frozenset(i.option_ids) for i in instrument.items.values()}
        self._scorer = Scorer(instrument)

    def scores(self, given: Given) -> dict[str, float]:
        answers: dict[str, Answer] = {
            item: value
            for item, value in given.values.items()
            if isinstance(value, str) and value in self._options.get(item, ())
        }
        found = self._scorer.score(Response("release", answers, given.form, given.short))
        return {d: row.score for d, row in found.dimensions.items() if row.score is not None}
