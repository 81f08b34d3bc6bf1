"""An activity that was removed and can still be put back."""

from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import ActivityRecord

A_DAY = 24 * 60 * 60
DAYS_TO_PUT_BACK = 30


@dataclass(frozen=True)
class RemovedActivity:
    """What it was, and when it was `removed`, in seconds since 1970."""

    record: ActivityRecord
    removed: int

    @property
    def until(self) -> int:
        """Until when it can be put back; then it is erased."""
        return self.removed + DAYS_TO_PUT_BACK * A_DAY


def removed_since(now: int) -> int:
    """What was removed later than this can be put back now."""
    return now - DAYS_TO_PUT_BACK * A_DAY
