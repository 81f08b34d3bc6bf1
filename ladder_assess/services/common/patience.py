"""How long whoever waits for a page lets the rules work on a long list.

What they found of each activity is remembered, so that a page which was put off goes on where it
stopped once it is asked for again: no request takes more of the processor than others can spare.
"""

import time
from contextvars import ContextVar
from math import inf

_until: ContextVar[float] = ContextVar("until", default=inf)


class NotReady(Exception):
    """There is more to work out first; what was is remembered."""


def work_for(seconds: float) -> None:
    """Let this thread work for so many seconds of the processor from here on; `inf` for ever."""
    _until.set(time.thread_time() + seconds)


def go_on() -> None:
    """Raise NotReady where that time is over."""
    if time.thread_time() > _until.get():
        raise NotReady
