"""From findings to recommendations to actions (method/ladder.md).

No recommendation stands without the gate, item, caution, trap or finding that it answers, and
nobody who is content with the rung is pushed to climb.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import not_placed
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.placement.assessment import Assessment, Explanation, Findings
from ladder_assess.core.placement.climbing import Change
from ladder_assess.core.plan.order import CONTRADICTION as CONTRADICTION
from ladder_assess.core.plan.order import FIND_OUT as FIND_OUT
from ladder_assess.core.plan.priority import EASE, LEVELS, Weighed

CHANGE, CAUTION = "change", "caution"
TRAP, FINDING, CROSSING = "trap", "finding", "crossing"
DIMENSION, KEEP = "dimension", "keep"
TRIGGERS = (CHANGE, FIND_OUT, CONTRADICTION, CAUTION, TRAP, FINDING, CROSSING, KEEP, DIMENSION)
# What keeps an activity as it is, besides facts that are to be so: its place is written down, and
# people know what they were promised.
DOCUMENTED, PROMISE = "documented", "promise"
PRIORITIES = tuple(reversed(LEVELS))
EFFORTS = tuple(EASE)
MEDIUM = LEVELS[1]
NOT_STARTED, UNDER_WAY, DONE, DROPPED = "not_started", "under_way", "done", "dropped"
STATUSES = (NOT_STARTED, UNDER_WAY, DONE, DROPPED)


class Trigger(NamedTuple):
    """What a recommendation answers: one of TRIGGERS, and the change, item, rule or score meant.

    A change is written as its gate's atom, such as `seats >= advisory`, and so is a fact to be kept
    up; a dimension behind its instrument, such as `enablers.senior_support`.
    """

    kind: str
    key: str


@dataclass(frozen=True)
class Recommendation:
    """Advice as it stands in a library (`questionnaires/recommendations-v<n>.yaml`, and
    `organisation-recommendations-v<n>.yaml`, where it is given for scores under `below`). `after`
    are the ids of all that comes before it where they stand in one list; `met_by` the options with
    which a fact to be kept up is so.
    """

    id: str
    answers: Trigger
    title: str
    do: str
    why: str
    source: str
    effort: str
    who: str
    measure: str
    case: str = ""
    below: int = 0
    after: frozenset[str] = frozenset()
    met_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Library:
    """All recommendations, each found by what it answers."""

    version: int
    by_trigger: Mapping[Trigger, Recommendation]


class ScoreNow(NamedTuple):
    """A score that stands now. `key` is instrument.dimension, `score` a whole number as shown;
    `subject` and `group` say whose it is; where both are empty it is the organisation's, as a whole
    (`own`) or as people who were asked see it. `answers` is how many answers it rests on, 0 where
    nobody noted it.
    """

    key: str
    name: str
    score: int
    subject: str
    group: str
    wave: int
    own: bool = True
    answers: int = 0


class Proposal(NamedTuple):
    """A recommendation for one activity, or for the organisation. `change` is set where it answers
    an unmet gate, `scores` where it answers low ones. `weighed` says how urgent it is. What it
    answers is only `possible` where that depends on what is not known, and where what is to be
    found out can bring up a caution and no longer change the place. `place` is its own among
    those for the same, the most telling first.
    """

    recommendation: Recommendation
    change: Change | None = None
    scores: tuple[ScoreNow, ...] = ()
    weighed: Weighed | None = None
    possible: bool = False
    place: int = 0


class ReasonNow(NamedTuple):
    """What became of a reason for an action, of one activity: one of the states of
    core.plan.reason_now, and the day since which it is so, where that is known. `unsure` says that
    a step up may be taken already, as the answer is not known; `started` and `ended` are the ISO
    days of the activity and `status` how far it is, empty where they were not said.
    """

    state: str
    on: date | None = None
    unsure: bool = False
    started: str = ""
    ended: str = ""
    status: str = ""


class ReasonToday(NamedTuple):
    """What became of the reason for an action: of each activity that it is for, or, of a score, as
    the `scores` stand now.
    """

    each: tuple[ReasonNow, ...]
    scores: tuple[ScoreNow, ...] = ()


@dataclass(frozen=True)
class Action:
    """One line of a plan, as its owner worded it. `activity` is its number, 0 for the
    organisation and all of them; `covers` are the numbers of several that it is for.

    `trigger` is None for an action of the user's own; `starts` and `due` may be left open. `status`
    is one of STATUSES; `evidence` holds web addresses that show what was done, one a line.
    `priority` is empty while it is as worked out from the facts, which `weighed` says. `chosen` is
    when it was put into the plan, in seconds since 1970, 0 where nobody noted it; `then` are the
    scores that it answered then. Nothing keeps `weighed` and `reason`, what became of its trigger.
    """

    id: int
    activity: int
    title: str
    do: str
    why: str = ""
    source: str = ""
    effort: str = ""
    who: str = ""
    measure: str = ""
    owner: str = ""
    due: date | None = None
    priority: str = ""
    recommendation: str = ""
    trigger: Trigger | None = None
    status: str = NOT_STARTED
    notes: str = ""
    evidence: str = ""
    starts: date | None = None
    covers: tuple[int, ...] = ()
    chosen: int = 0
    then: tuple[ScoreNow, ...] = ()
    weighed: Weighed | None = None
    reason: ReasonToday | None = None

    @property
    def chosen_on(self) -> date | None:
        """The day on which it was put into the plan."""
        return uk_day(self.chosen) if self.chosen else None

    @property
    def open(self) -> bool:
        """Is it still to be done?"""
        return self.status not in (DONE, DROPPED)

    @property
    def ranked(self) -> str:
        """How urgent it is: as its owner set it or else as worked out; one of PRIORITIES. Empty
        where it is done or dropped and nobody set one.
        """
        worked_out = self.weighed.priority if self.weighed else MEDIUM
        return self.priority or (worked_out if self.open else "")

    @property
    def urgency(self) -> int:
        """The same to sort by: the smallest comes first."""
        return PRIORITIES.index(self.ranked) if self.ranked else len(PRIORITIES)

    @property
    def links(self) -> tuple[str, ...]:
        """The web addresses that show what was done."""
        return tuple(filter(None, map(str.strip, self.evidence.splitlines())))

    @property
    def activities(self) -> tuple[int, ...]:
        """The numbers of the activities that it is for; none where it is for all of them or for
        the organisation.
        """
        return self.covers or ((self.activity,) if self.activity else ())


def content(assessment: Assessment) -> bool:
    """Has the activity certainly reached the rung it was meant for?"""
    intended = assessment.activity.intended
    return intended is not None and assessment.placement.low >= intended


def to_find_out(assessment: Assessment, explanation: Explanation | Findings) -> tuple[str, ...]:
    """The unknown answers that are worth finding out: those that would narrow the place or, with
    the intended rung reached, that could rule out a caution. None where there is no ladder.
    """
    if not assessment.has_ladder:
        return ()
    return explanation.of_cautions if content(assessment) else explanation.narrowing


def propose(
    library: Library, assessment: Assessment, explanation: Explanation | Findings
) -> tuple[Proposal, ...]:
    """The recommendations that answer one activity's findings, the most telling first.

    A trap that certainly holds comes first: nobody is shown a way out of one where it only may
    hold. Then come answers that contradict each other, what to find out, changes, cautions and
    findings. With the intended rung reached there are no changes, and to find out is only which
    of two answers is right and whether a caution holds that nothing rules out; at individual level
    there is no ladder. What need not climb is kept as it is, so that no list is empty. Where no
    fact is known there is nothing to mend, only to find out: every trap and step up would be a
    guess. So would a step up be where nothing known places it.
    """
    triggers = (*_triggers(assessment, explanation), *_kept(library, assessment))
    possible = {Trigger(CROSSING, c.id) for c in explanation.crossings if not c.certain}
    if content(assessment):
        possible |= {Trigger(FIND_OUT, item) for item in explanation.of_cautions}
    answered = (each for each in triggers if each[0] in library.by_trigger)
    return tuple(
        Proposal(library.by_trigger[trigger], change, possible=trigger in possible, place=place)
        for place, (trigger, change) in enumerate(answered)
    )


def _triggers(
    assessment: Assessment, explanation: Explanation | Findings
) -> Iterator[tuple[Trigger, Change | None]]:
    known = assessment.activity.says_how_it_works
    trap = assessment.placement.trap
    if assessment.has_ladder and known and trap:
        yield Trigger(TRAP, trap), None
    yield from ((Trigger(CONTRADICTION, c.id), None) for c in explanation.contradictions)
    unknown = to_find_out(assessment, explanation)
    yield from ((Trigger(FIND_OUT, item), None) for item in unknown)
    if assessment.has_ladder and not content(assessment):
        yield from _changes(assessment) if known and not not_placed(assessment) else ()
    yield from ((Trigger(CAUTION, caution), None) for caution in assessment.cautions)
    yield from ((Trigger(FINDING, finding), None) for finding in assessment.type.rhetoric)
    if assessment.has_ladder and known:
        yield from ((Trigger(CROSSING, c.id), None) for c in explanation.crossings)


def _kept(library: Library, assessment: Assessment) -> Iterator[tuple[Trigger, Change | None]]:
    """What keeps it as it is, where it need not climb."""
    if assessment.has_ladder and assessment.climb and not content(assessment):
        return
    for trigger, recommendation in library.by_trigger.items():
        if trigger.kind == KEEP and not _is_kept(recommendation, assessment):
            yield trigger, None


def _is_kept(recommendation: Recommendation, assessment: Assessment) -> bool:
    """Is it so for sure? What was promised is never known to be kept."""
    trigger = recommendation.answers
    if trigger.key == PROMISE:
        return False
    if not assessment.has_ladder:
        return True
    if trigger.key == DOCUMENTED:
        return assessment.documented == assessment.placement.interval
    item, _, _option = trigger.key.partition(" ")
    return assessment.activity.answers.get(item) in recommendation.met_by


def _changes(assessment: Assessment) -> Iterator[tuple[Trigger, Change]]:
    for change in assessment.climb.changes if assessment.climb else ():
        yield Trigger(CHANGE, f"{change.item} >= {change.after}"), change
