"""An action that was taken out of a plan and can still be put back."""

from dataclasses import dataclass

from ladder_assess.core.activities.removal import A_DAY, DAYS_TO_PUT_BACK
from ladder_assess.core.plan.plan import Action


@dataclass(frozen=True)
class TakenOut:
    """What it was, and when it was `taken_out`, in seconds since 1970."""

    action: Action
    taken_out: int

    @property
    def until(self) -> int:
        """Until when it can be put back; then it is erased."""
        return self.taken_out + DAYS_TO_PUT_BACK * A_DAY
