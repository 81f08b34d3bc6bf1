"""How long whoever waits for a page lets the rules work on a long list.

What they found of each activity is remembered, so that a page which was put off goes on where it
stopped once it is asked for again: no request takes more of the processor than others can spare.
"""

import time
from contextvars import ContextVar
from math import inf

_since: ContextVar[tuple[float, float]] = ContextVar("since", default=(0.0, inf))


class NotReady(Exception):
    """There is more to work out first; what was is remembered."""


def work_for(seconds: float) -> None:
    """Let this thread work for so many seconds of the processor from here on; `inf` for ever."""
    _since.set((time.thread_time(), seconds))


def go_on(share: float = 1.0) -> None:
    """Raise NotReady where a share of that time is over: the rest may be for what comes next."""
    since, seconds = _since.get()
    if time.thread_time() > since + share * seconds:
        raise NotReady
