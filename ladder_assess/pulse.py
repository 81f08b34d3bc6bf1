"""By what a process knows that the loop of another one goes on, however that was started.

What answers may hold the interpreter for good, as a search by a pattern can: it accepts what is
asked and says nothing. A slow machine is told from that by the time of the processor: a loop that
gets its turn among others beats again long before they have used so much of it.
"""

import mmap
import time
from contextlib import suppress

# In seconds of the processor, used without a beat. A loop beats each second, and whatever else the
# process does lets it have its turn; no call of the system or of a library takes a tenth of it.
MOST_USED = 30.0
# Looks without a beat, where nothing of it is used, as where it waits for what never comes. Looks
# are counted, as a machine that stood still has looked for none.
MOST_LOOKS = 300
# By which clock Linux counts what a process used: its number, turned round, and three bits.
CLOCK = 2


class Pulse:
    """The beats of a loop, in memory that copies of this process share."""

    def __init__(self) -> None:
        self._beats = memoryview(mmap.mmap(-1, 8)).cast("Q")
        self._begin(0.0)

    def beat(self) -> None:
        """Say that the loop goes on, from the process that has it."""
        self._beats[0] += 1

    def begin(self) -> None:
        """Listen to another process from here on; before it first beats, nothing is missed."""
        self._beats[0] = 0
        self._begin(0.0)

    def _begin(self, used: float) -> None:
        self._seen, self._looks, self._used = self._beats[0], 0, used

    def missing(self, process: int) -> str:
        """Look at it, about once a second: for how long it has not beaten, in words; empty where
        that is not too long.
        """
        used = _used(process)
        if self._seen == 0 or self._seen != self._beats[0]:
            self._begin(used)
            return ""
        self._looks += 1
        used -= self._used
        if used < MOST_USED and self._looks < MOST_LOOKS:
            return ""
        return f"not in {self._looks} seconds, of which it had the processor for {used:.0f}"


def _used(process: int) -> float:
    """The time of the processor that it has used; none where the system does not tell."""
    with suppress(OSError, OverflowError):
        return time.clock_gettime((~process << 3) | CLOCK)
    return 0.0
