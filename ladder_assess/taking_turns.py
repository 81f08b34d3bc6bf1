"""Who is answered next, so that nobody's long work keeps others waiting.

A page about twenty thousand activities takes many seconds of the processor, and whoever has a
private link to them may ask for it as often as they like. So requests about one list take turns, a
few at a time; a thread that is at work for long is not counted among those that others wait for:
one more begins beside it; and where too many are at work for long, the one that has taken most is
ended, if it only reads. Where there is room for all of them nothing that reads is ended, however
long it takes. What saves is ended once it has worked for many times as long as anything that saves
does: then it would never end.
"""

import logging
import threading
import time
from collections import Counter, deque
from contextlib import suppress
from itertools import count
from typing import Any

from ladder_assess.breaking_off import Ended, EndedSaving, break_off, take_back

log = logging.getLogger(__name__)

# Threads for whoever has just been asked for something.
THREADS = 8
# How many requests about one list, or one organisation, are at work at once.
OF_ONE = 3
# The first part of their addresses; the second says which. A room of a workshop is one as well.
COUNTED = ("p", "organisations", "workshops", "w")
# Rows of answers for programs, whichever campaign's: a key names nobody before it is read.
ROWS, BY_PROGRAM = "answers.", "api"
# What waits for somebody else's machine: the provider of accounts (web.people.account_elsewhere).
WAITING = ("sign-in/elsewhere", "sign-in/back")
# Seconds after which a request is at work for long, how many of these there may be before one is
# ended, and how many threads there are at most.
LONG = 2.0
MANY_LONG = 6
MOST_THREADS = 32
# What has taken less of the processor, in seconds, is never ended: others are why it waits.
HEAVY = 1.0
# What saves about 20,000 activities takes four seconds of the processor. So many are no work.
ENDLESS = 120.0
READS = ("GET", "HEAD")


class AtWork:
    """A request that is being answered by a thread, since when (monotonic seconds)."""

    def __init__(self, key: str, reads: bool, thread: int, since: float) -> None:
        self.key, self.reads, self.thread, self.since = key, reads, thread, since
        self.ended = False
        self._before = _processor(thread)

    @property
    def taken(self) -> float:
        """Seconds of the processor that it has taken."""
        return _processor(self.thread) - self._before

    def end(self, how: type[Ended]) -> bool:
        """End it, if it can be left where it is just now; else the next look may."""
        self.ended = break_off(self.thread, how)
        return self.ended


def _processor(thread: int) -> float:
    """Seconds of the processor that a thread has taken so far; it must be there. Where the system
    does not tell, nothing is ever ended.
    """
    if not hasattr(time, "pthread_getcpuclockid"):
        return 0.0
    return time.clock_gettime(time.pthread_getcpuclockid(thread))


class Turns:
    """Hands out requests to threads: the first one that waits and whose turn it is."""

    def __init__(self) -> None:
        # By what they are about, each with how many came before it and whether it only reads.
        self._waiting: dict[str, deque[tuple[int, bool, Any]]] = {}
        self._came = count()
        self._at_work: dict[int, AtWork] = {}
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self._named = count()
        self.threads: set[int] = set()
        self._wanted = 0
        self._have(THREADS)

    def add_task(self, task: Any) -> None:
        """Let a request wait for its turn."""
        key, reads = about(task)
        with self._lock:
            self._waiting.setdefault(key, deque()).append((next(self._came), reads, task))
            self._changed.notify()

    def shutdown(self, timeout: float = 5.0) -> None:
        """Answer nothing more but what is at work; wait for its end for so many seconds."""
        end = time.monotonic() + timeout
        self._have(0)
        with self._lock:
            while self.threads and time.monotonic() < end:
                self._changed.wait(0.1)
            for waiting in self._waiting.values():
                for _, _, task in waiting:
                    task.cancel()
            self._waiting.clear()

    def _have(self, many: int) -> None:
        """Let so many threads be there; where there are more, those go that have nothing to do."""
        with self._lock:
            self._wanted = many
            while len(self.threads) < many:
                name = next(self._named)
                self.threads.add(name)
                threading.Thread(target=self._answer, args=(name,), daemon=True).start()
            self._changed.notify_all()

    def _answer(self, name: int) -> None:
        """Answer one after the other until there are more threads than are needed."""
        going_on = True
        while going_on:
            # What was to be ended may have come to its end just before: the thread goes on.
            with suppress(Ended):
                self._done(name)
                going_on = self._answered_one(name)

    def _answered_one(self, name: int) -> bool:
        task = self._next(name)
        if task is None:
            return False
        try:
            task.service()
        except Ended:
            raise
        except BaseException:
            log.exception("Exception while serving a request")
        return True

    def _next(self, name: int) -> Any:
        """The request that this thread is to answer; None where it is to go."""
        with self._lock:
            while len(self.threads) <= self._wanted and (key := self._whose_turn()) is None:
                self._changed.wait()
            if len(self.threads) > self._wanted:
                self.threads.discard(name)
                self._changed.notify_all()
                return None
            assert key is not None
            _, reads, task = self._waiting[key].popleft()
            if not self._waiting[key]:
                del self._waiting[key]
            self._at_work[name] = AtWork(key, reads, threading.get_ident(), time.monotonic())
            return task

    def _whose_turn(self) -> str | None:
        """What the first one that waits and may be answered is about; None where nobody may be."""
        at_once = Counter(each.key for each in self._at_work.values())
        may = (
            (each[0][0], key)
            for key, each in self._waiting.items()
            if not key or at_once[key] < OF_ONE
        )
        return min(may, default=(0, None))[1]

    def _done(self, name: int) -> None:
        """Nothing is at work in this thread any more, and nothing in it can be ended."""
        with self._lock:
            own = self._at_work.pop(name, None)
            if own is not None:
                take_back(own.thread)
                # Others may have waited for theirs to come to its end.
                self._changed.notify()

    def look(self) -> None:
        """Make up for threads that are at work for long, and end what there is no room for. To be
        called each second or so.
        """
        moment = time.monotonic()
        with self._lock:
            long = [work for work in self._at_work.values() if moment - work.since > LONG]
            spare = sum(not work.ended for work in long) - MANY_LONG
            taken = [(work.taken, work) for work in long if not work.ended]
            heavy = [(much, work) for much, work in taken if work.reads and much > HEAVY]
            endless = [(much, work) for much, work in taken if not work.reads and much > ENDLESS]
            for much, work in sorted(heavy, key=lambda each: -each[0])[: max(spare, 0)]:
                if work.end(Ended):
                    log.warning("A page of %.1f seconds of work made room", much)
            for much, work in endless:
                if work.end(EndedSaving):
                    log.error("What was to save something was ended after %.1f seconds", much)
        self._have(min(THREADS + len(long), MOST_THREADS))


def about(task: Any) -> tuple[str, bool]:
    """Of what a connection asks next: the list, organisation or room that it is about, or the one
    name of all that waits for another machine or of all rows for programs, empty where that is
    none; and whether it only reads.
    """
    with suppress(AttributeError, IndexError):
        request = task.requests[0]
        parts = str(request.path).strip("/").split("/")
        begin = "/".join(parts[:2])
        key = begin if parts[0] in COUNTED else WAITING[0] if begin in WAITING else ""
        if parts[0] == BY_PROGRAM and parts[-1].startswith(ROWS):
            key = BY_PROGRAM
        return key, str(request.command).upper() in READS
    return "", False
