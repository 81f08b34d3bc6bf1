"""How a room placed an activity, beside it as a point of view: the spread of its votes alone."""

from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.workshops.record import Played
from ladder_assess.core.workshops.tally import Tally


@dataclass(frozen=True)
class RoomView:
    """The rounds of votes on an activity, each None where fewer than five voted, of a workshop with
    a title on a day. `source` names its exercise, and means nothing to people.
    """

    source: str
    title: str
    held_on: date
    rounds: tuple[Tally | None, ...]

    @property
    def shown(self) -> tuple[Tally, ...]:
        """The rounds that may be seen."""
        return tuple(each for each in self.rounds if each is not None)


@dataclass(frozen=True)
class RoomResult:
    """What a room made of an activity of its own. `listed` is that of the organisation which it was
    picked from or was taken into, None where it was typed in alone; `taken` says that the list has
    all of it.
    """

    played: Played
    listed: ActivityRecord | None
    taken: bool
