"""What those on the other side say of an activity, and what was agreed on, as a plan shows it."""

from dataclasses import dataclass

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.assessment import Assessment
from ladder_assess.core.points_of_view.views import AgreedView, Comparison
from ladder_assess.core.points_of_view.what_views_say import AgreedChange, ItemViews
from ladder_assess.core.workshops.room_view import RoomView

# A plan has room for the views of so many activities; a spreadsheet has them all.
MOST_WITH_VIEWS = 40
# So many workshops are shown of each.
MOST_ROOMS = 2


@dataclass(frozen=True)
class Standpoints:
    """The views of one activity as far as they may be shown: groups of five and more, counted in
    fives (core.points_of_view.views). `differ` are the questions to which no one answer is that of
    every side; `agreed` is the view that holds, `placed` what the rules say of it, `changes` what
    it says otherwise than the organisation. `rooms` are what workshops made of it, the latest
    first.
    """

    activity: AssessedActivity
    comparison: Comparison
    differ: tuple[ItemViews, ...] = ()
    agreed: AgreedView | None = None
    placed: Assessment | None = None
    changes: tuple[AgreedChange, ...] = ()
    rooms: tuple[RoomView, ...] = ()

    @property
    def of_sides(self) -> bool:
        """Is there something to show besides what workshops made of it?"""
        return bool(self.comparison.groups or self.comparison.voice or self.agreed)
