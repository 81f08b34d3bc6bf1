"""Everything that an improvement plan is made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ladder_assess.core.activities.portfolio import AssessedActivity, not_placed
from ladder_assess.core.activities.two_dates import TwoDates
from ladder_assess.core.plan.edits import Edit
from ladder_assess.core.plan.plan import DROPPED, Action, ScoreNow
from ladder_assess.core.plan.progress import Since, is_late
from ladder_assess.core.plan.standpoints import Standpoints
from ladder_assess.core.plan.strand import Strand, readings

# Told in short, an activity takes half a printed page, and its answers a third of one: with more
# than these a plan is longer than anyone reads.
MOST_ONE_BY_ONE = 16
# With all reasons it takes some four pages and half a second.
MOST_IN_FULL = 40
# With more activities than these not even a row each is read: twenty thousand are six hundred
# pages. Those with actions are shown, so many one by one and so many in rows.
MOST_LISTED = 300
FEW_ONE_BY_ONE, FEW_IN_ROWS = 8, 60
# Of more than these the figures are made in the background: each activity is assessed with every
# reason, which takes some milliseconds and eighty kilobytes.
MOST_FIGURES_AT_ONCE = 500
# Two or three actions fill a page.
MOST_ACTIONS_IN_FULL = 150


@dataclass(frozen=True)
class PlanDocument:
    """Everything that an improvement plan shows; nothing else reaches the page.

    `strands` are what questionnaires say of the organisation; `since` is what has changed since an
    earlier plan, where there is one; `done_on` are the days on which actions were done, by id;
    `scores` are those of the latest rounds, read out of the strands where they are not given.
    `organisation` and `author` say whose plan it is and who had it made, empty where that is not
    known. `views` are what those on the other side say, by activity. `over_time` are the activities
    now and at the day of the earlier plan, or before they were moved to other questions.
    `all_reasons` is asked for where someone wants to look behind each place: then each activity has
    pages of its own.
    """

    title: str
    made_on: date
    activities: tuple[AssessedActivity, ...]
    actions: tuple[Action, ...]
    strands: tuple[Strand, ...] = ()
    since: Since | None = None
    done_on: Mapping[int, date] = field(default_factory=dict)
    scores: tuple[ScoreNow, ...] = ()
    organisation: str = ""
    author: str = ""
    views: tuple[Standpoints, ...] = ()
    over_time: TwoDates | None = None
    all_reasons: bool = False

    def __post_init__(self) -> None:
        if self.strands and not self.scores:
            object.__setattr__(self, "scores", tuple(readings(self.strands)))

    @property
    def period(self) -> tuple[date, date] | None:
        """From the day of the plan, or the first on which work on any action begins, to the last
        on which one is due; None where all are over and none has begun before. A day that is over
        begins no period: what was due then is late, and stands as that with its action.
        """
        kept = [action for action in self.actions if action.status != DROPPED]
        due = [action.due for action in kept if action.due]
        if not due:
            return None
        starts = [action.starts for action in kept if action.starts]
        first, last = min([self.made_on, *starts]), max([self.made_on, *due])
        return (first, last) if first < last else None

    @cached_property
    def late(self) -> frozenset[int]:
        """The ids of the actions whose day was over when the plan was made."""
        return frozenset(action.id for action in self.actions if is_late(action, self.made_on))

    @property
    def very_many(self) -> bool:
        """Are there so many activities that only some of those with actions are shown?"""
        return len(self.activities) > MOST_LISTED

    @cached_property
    def listed(self) -> tuple[AssessedActivity, ...]:
        """The activities that are shown: all of them, or of very many those with actions, the most
        urgent first where even they are too many. By number.
        """
        if not self.very_many:
            return self.activities
        there = {activity.number for activity in self.activities} - self.one_by_one
        named = dict.fromkeys(n for action in self._most_urgent for n in action.activities)
        rows = [number for number in named if number in there]
        shown = self.one_by_one.union(rows[:FEW_IN_ROWS])
        return tuple(activity for activity in self.activities if activity.number in shown)

    @property
    def _most_urgent(self) -> list[Action]:
        return sorted(self.actions, key=lambda action: action.urgency)

    @property
    def in_full(self) -> bool:
        """Has each activity that is told of one by one pages of its own, with all reasons? A plan
        for one activity has room for them.
        """
        return self.all_reasons or len(self.activities) == 1

    @cached_property
    def waiting(self) -> frozenset[int]:
        """The numbers of those among several activities that nothing known places, with no caution
        and no answers that contradict: all that there is to tell is what to find out.
        """
        if len(self.activities) < 2:
            return frozenset()
        return frozenset(
            each.number
            for each in self.activities
            if not_placed(each)
            and not each.assessment.cautions
            and not each.explanation.contradictions
        )

    @cached_property
    def one_by_one(self) -> frozenset[int]:
        """The numbers of the activities that have more than a row: all that do not wait for
        answers, or where they are too many, those with actions, the most urgent first: of their
        own, then for several of which each has room.
        """
        most = MOST_IN_FULL if self.in_full else MOST_ONE_BY_ONE
        there = {activity.number for activity in self.activities} - self.waiting
        if len(there) <= most:
            return frozenset(there)
        most = FEW_ONE_BY_ONE if self.very_many else most
        single = dict.fromkeys(a.activity for a in self._most_urgent if a.activity in there)
        told = frozenset(list(single)[:most])
        for action in self._most_urgent:
            more = told | there.intersection(action.covers)
            told = more if len(more) <= most else told
        return told

    @property
    def actions_in_brief(self) -> bool:
        """Are there so many actions that each is printed in one row?"""
        return len(self.actions) > MOST_ACTIONS_IN_FULL

    @property
    def sample(self) -> bool:
        """Does any demonstration data stand in it?"""
        activities = any(activity.sample for activity in self.activities)
        return activities or any(strand.sample for strand in self.strands)


@dataclass(frozen=True)
class Remark:
    """What someone said about an item of an activity or, where `item` is empty, about all of it."""

    activity: int
    item: str
    who: str
    on: date
    text: str


@dataclass(frozen=True)
class Worked:
    """A change to an action of the plan, on a day of the reader's; `number` is its place in it."""

    number: int
    title: str
    on: date
    edit: Edit


@dataclass(frozen=True)
class PlanActions:
    """The actions of a plan in order with what stands beside them: what the activities are called
    that they are for, by number, the days on which actions were done and what everyone is told was
    done, by id.
    """

    made_on: date
    actions: tuple[Action, ...]
    names: Mapping[int, str]
    done_on: Mapping[int, date]
    told: Mapping[int, str]


@dataclass(frozen=True)
class PlanFigures:
    """All that stands behind a plan: the plan itself, what was said about the answers, what was
    changed in its actions, the newest first, and what everyone is told was done, by an action's id.
    """

    plan: PlanDocument
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Worked, ...] = ()
    told: Mapping[int, str] = field(default_factory=dict)

    @property
    def of_actions(self) -> PlanActions:
        """The actions alone."""
        names = {activity.number: activity.name for activity in self.plan.activities}
        plan = self.plan
        return PlanActions(plan.made_on, plan.actions, names, plan.done_on, self.told)
