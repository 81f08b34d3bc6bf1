"""A list of activities at a glance: each as its row tells of it, and how many are on each rung."""

from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import RungCount, not_placed
from ladder_assess.core.placement.placement import Interval


@dataclass(frozen=True)
class ListRow:
    """One activity of a list. `to_look_at` counts answers that hardly go together; `left` is how
    few and how many questions it usually takes until its place is settled, None where none is left;
    `unknown` are facts that leave its place open. `phase` is one of core.plan.timing.
    """

    activity: Listed
    record: ActivityRecord
    to_look_at: int
    left: Interval | None
    unknown: int
    phase: str

    @property
    def placed(self) -> bool:
        """Is there anything to say of where it stands?"""
        return self.activity.answered and not not_placed(self.activity)

    @property
    def believed_elsewhere(self) -> bool:
        """Is it believed to be on another rung than the one where it certainly stands?"""
        claimed, where = self.activity.claimed, self.activity.placement.interval
        return self.activity.has_ladder and claimed is not None and where != (claimed, claimed)


@dataclass(frozen=True)
class Spread:
    """How many of a list stand on each rung, the lowest first, and how many on none: placed only as
    planned, and not placed yet.
    """

    rungs: tuple[RungCount, ...]
    planned: int
    unplaced: int
