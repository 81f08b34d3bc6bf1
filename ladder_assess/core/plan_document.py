"""Everything that an improvement plan is made from."""

from dataclasses import dataclass
from datetime import date

from ladder_assess.core.plan import Action
from ladder_assess.core.plan_edits import Edit
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.core.strand import Strand


@dataclass(frozen=True)
class PlanDocument:
    """Everything that an improvement plan shows; nothing else reaches the page.

    `strands` are what questionnaires say of the organisation.
    """

    title: str
    made_on: date
    activities: tuple[AssessedActivity, ...]
    actions: tuple[Action, ...]
    strands: tuple[Strand, ...] = ()

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
class PlanFigures:
    """All that stands behind a plan: the plan itself, what was said about the answers, and what was
    changed in its actions, the newest first.
    """

    plan: PlanDocument
    remarks: tuple[Remark, ...] = ()
    changes: tuple[Worked, ...] = ()
