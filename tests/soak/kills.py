"""Kills a part of the site at random points while people are at work, and starts it again as a
manager of services does: nothing that was acknowledged is lost or doubled.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path

from tests.processes.running import Running, free_port, until
from tests.soak.at_work import Site, end, settings_of
from tests.soak.report import Row

FIRST = "ladder-assess"
PARTS = {FIRST: 1, "ladder-answers": 3, "ladder-works": 2}
# Within so many seconds after it answers again.
LATEST = 1.2
# As systemd rests before it starts what has ended.
REST = 0.2
STARTS_AGAIN = 40


def kill_at_random(place: Path, times: int, chance: random.Random) -> Row:
    """Kill as many times, each time a part that is drawn, at a moment that is drawn."""
    site = Site(place, free_port())
    running = Running(place, site.port, **settings_of(place))
    killed: Counter[str] = Counter()
    longest, said = 0.0, ""
    try:
        running.up()
        with site.at_work():
            for _ in range(times):
                time.sleep(chance.uniform(0, LATEST))
                (part,) = chance.choices(list(PARTS), list(PARTS.values()))
                began = time.monotonic()
                _kill(running, part)
                killed[part] += 1
                running, before = back(place, running)
                said += before
                longest = max(longest, time.monotonic() - began)
        wrong = site.lost_or_doubled()
        said += running.said
    finally:
        end(running)
    for part, words in (
        ("ladder-answers", "What answers requests ended"),
        ("ladder-works", "What works in the background ended"),
    ):
        if killed[part] and words not in said:
            wrong.append(f"the log does not say that {part} ended")
    return Row(
        "killed (SIGKILL) at random points",
        times,
        wrong,
        f"{site.done:,} acknowledged; longest away {longest:.1f} s; {dict(killed)}; "
        f"told meanwhile: {dict(site.refused)}",
    )


def _kill(running: Running, part: str) -> None:
    """Kill a part; the first process has the number of the server itself."""
    for pid in [running.process.pid] if part == FIRST else running.named(part):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if part == FIRST:
        running.process.wait()


def back(place: Path, running: Running) -> tuple[Running, str]:
    """The server that answers again, and what the log of others before it said. Where it has ended,
    as it does once a part of it ended five times in a row, it is started again.
    """
    said = ""
    for _ in range(STARTS_AGAIN):
        until(partial(_told, running))
        if running.process.poll() is None:
            break
        said += running.said
        time.sleep(REST)
        running = Running(place, running.port, **settings_of(place))
    return running, said


def _told(running: Running) -> bool:
    """Does a server answer, or has it ended?"""
    return running.answers() or running.process.poll() is not None
