"""How far a plan is: what is done, under way and late, and what has changed since an earlier plan.

Whenever a plan is given out as a PDF, what it was is kept as a snapshot, so that the next can say
what became of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import AssessedActivity, InPlan
from ladder_assess.core.activities.two_dates import Dated
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import (
    DONE,
    DROPPED,
    NOT_STARTED,
    STATUSES,
    UNDER_WAY,
    Action,
    ScoreNow,
)
from ladder_assess.core.questionnaire.answers import Answer

LATEST, NONE = "latest", "none"


# Done and dropped are as far from the start.
HOW_FAR = {NOT_STARTED: 0, UNDER_WAY: 1, DONE: 2, DROPPED: 2}


class ActionThen(NamedTuple):
    """An action as it was; `activity` is 0 where it was for several, all or the organisation."""

    id: int
    activity: int
    title: str
    status: str
    due: date | None


class PlaceThen(NamedTuple):
    """Where an activity stood, None without a ladder, by which known answers, what kind it was, and
    the version of the rules that said so. Plans of long ago kept neither of the last two.
    """

    activity: int
    rungs: Interval | None
    answers: Mapping[str, Answer]
    kind: str | None = None
    stamp: str = ""


@dataclass(frozen=True)
class Snapshot:
    """What a plan was on the day that it was given out. `count` is how many activities it was of,
    None in plans of long ago: nothing else is kept of those that were removed since.
    """

    made_on: date
    actions: tuple[ActionThen, ...] = ()
    places: tuple[PlaceThen, ...] = ()
    scores: tuple[ScoreNow, ...] = ()
    count: int | None = None


class ScoreMoved(NamedTuple):
    """A score that is another than it was; each from 0 to 100 as shown."""

    reading: ScoreNow
    before: int


class WentBack(NamedTuple):
    """An action that was further than it is: it was done or dropped, or under way."""

    action: Action
    before: str


class DueMoved(NamedTuple):
    """An open action that is due on another day than it was, or that one of the two has none."""

    action: Action
    before: date | None


@dataclass(frozen=True)
class Since:
    """What has changed since a snapshot. An action can be new and done; `late` has become so;
    `back` are open and were further; an activity can stand elsewhere and be of another kind.
    `activities` are all at both days, and so many are `gone` since, of which some have names that
    can be told (`left`); `names` are those of kinds, by id.
    """

    made_on: date
    done: tuple[Action, ...] = ()
    started: tuple[Action, ...] = ()
    late: tuple[Action, ...] = ()
    new: tuple[Action, ...] = ()
    dropped: tuple[Action, ...] = ()
    taken_out: tuple[ActionThen, ...] = ()
    activities: tuple[Dated, ...] = ()
    scores: tuple[ScoreMoved, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    back: tuple[WentBack, ...] = ()
    due: tuple[DueMoved, ...] = ()
    gone: int = 0
    left: tuple[str, ...] = ()

    @property
    def moved(self) -> tuple[Dated, ...]:
        """The activities that stood on the ladder and do, elsewhere or for other reasons."""
        return tuple(
            each for each in self.activities if each.causes_of(rungs_of) and _all_on_ladder(each)
        )

    @property
    def on_or_off(self) -> tuple[Dated, ...]:
        """The activities that have a place on the ladder and had none, or the other way round, or
        that had or lacked one for a while.
        """
        return tuple(
            each
            for each in self.activities
            if each.causes_of(rungs_of) and not _all_on_ladder(each)
        )

    @property
    def kinds(self) -> tuple[Dated, ...]:
        """The activities that are of another kind, or of the same for other reasons."""
        return tuple(each for each in self.activities if each.causes_of(kind_of))

    @property
    def added(self) -> tuple[Dated, ...]:
        """The activities that are new."""
        return tuple(each for each in self.activities if each.then is None)

    @property
    def nothing(self) -> bool:
        """Is all as it was?"""
        actions = self.done or self.started or self.late or self.new or self.dropped
        activities = self.moved or self.on_or_off or self.kinds or self.added or self.gone
        other = self.taken_out or self.back or self.due or self.scores
        return not (actions or activities or other)


@dataclass(frozen=True)
class Progress:
    """Actions by status, the ids of those that are late, and the days on which others were done,
    where that was noted.
    """

    counts: Mapping[str, int]
    late: frozenset[int]
    done_on: Mapping[int, date]


def is_late(action: Action | ActionThen, today: date) -> bool:
    """Is its day over, and is it neither done nor dropped? On the day itself it is not late."""
    return action.due is not None and action.due < today and action.status not in (DONE, DROPPED)


def progress(actions: Iterable[Action], edits: Iterable[Edit], today: date) -> Progress:
    """How far a plan is today. `edits` come the newest first."""
    actions = tuple(actions)
    return Progress(
        {status: sum(a.status == status for a in actions) for status in STATUSES},
        frozenset(a.id for a in actions if is_late(a, today)),
        done_on(actions, edits),
    )


def done_on(actions: Iterable[Action], edits: Iterable[Edit]) -> dict[int, date]:
    """The day on which each action that is done was last set to be, by its id."""
    done = {action.id for action in actions if action.status == DONE}
    found: dict[int, date] = {}
    for edit in edits:
        if edit.action in done and edit.key == "status" and edit.after == DONE:
            day = uk_day(edit.author.when)
            found.setdefault(edit.action, day)
    return found


def snapshot_of(
    made_on: date,
    actions: Iterable[Action],
    activities: Iterable[AssessedActivity],
    scores: Iterable[ScoreNow],
) -> Snapshot:
    """What a plan is on the day that it is given out."""
    activities = tuple(activities)
    return Snapshot(
        made_on,
        tuple(ActionThen(a.id, a.activity, a.title, a.status, a.due) for a in actions),
        tuple(
            PlaceThen(a.number, _rungs(a), dict(a.assessment.activity.answers), a.kind, a.stamp)
            for a in activities
        ),
        tuple(scores),
        len(activities),
    )


def _rungs(activity: InPlan) -> Interval | None:
    return activity.placement.interval if activity.has_ladder else None


def since(
    then: Snapshot, now: Snapshot, actions: Iterable[Action], activities: Iterable[Dated]
) -> Since:
    """What has changed from one snapshot to another, `now`, of which the day and the scores are
    read; its actions are given, and its activities as they were then and are.
    """
    actions = tuple(actions)
    activities = tuple(activities)
    known = {action.id: action for action in then.actions}
    there = {action.id for action in actions}
    were = sum(each.then is not None for each in activities)

    def became(status: str) -> tuple[Action, ...]:
        return tuple(a for a in actions if a.status == status and _status(known, a) != status)

    return Since(
        then.made_on,
        done=became(DONE),
        started=tuple(a for a in became(UNDER_WAY) if _status(known, a) == NOT_STARTED),
        late=tuple(a for a in actions if is_late(a, now.made_on) and not _was_late(known, a, then)),
        new=tuple(a for a in actions if a.id not in known),
        dropped=became(DROPPED),
        taken_out=tuple(a for a in then.actions if a.id not in there),
        activities=activities,
        gone=max(0, (then.count or 0) - were),
        scores=tuple(_score_moves(then.scores, now.scores)),
        back=tuple(
            WentBack(a, was)
            for a in actions
            if a.open and HOW_FAR[was := _status(known, a)] > HOW_FAR[a.status]
        ),
        due=tuple(
            DueMoved(a, known[a.id].due)
            for a in actions
            if a.open and a.id in known and known[a.id].due != a.due
        ),
    )


def _status(known: Mapping[int, ActionThen], action: Action) -> str:
    return known[action.id].status if action.id in known else NOT_STARTED


def _was_late(known: Mapping[int, ActionThen], action: Action, then: Snapshot) -> bool:
    return action.id in known and is_late(known[action.id], then.made_on)


def _all_on_ladder(each: Dated) -> bool:
    return all(stage.has_ladder for stage in each.stages if stage)


def rungs_of(activity: Listed) -> Interval | None:
    """On which rungs it can stand; None without a ladder."""
    return activity.placement.interval if activity.has_ladder else None


def kind_of(activity: Listed) -> str:
    """Of what kind it is."""
    return activity.kind


def _score_moves(then: Iterable[ScoreNow], now: Iterable[ScoreNow]) -> Iterable[ScoreMoved]:
    before = {_whose(reading): reading.score for reading in then}
    for reading in now:
        score = before.get(_whose(reading), reading.score)
        if score != reading.score:
            yield ScoreMoved(reading, score)


def _whose(reading: ScoreNow) -> tuple[str, str, str, bool]:
    return reading.key, reading.subject.casefold(), reading.group, reading.own
