"""What processes that watch each other share: how they wake, what they may use, when they end."""

import contextlib
import ctypes
import multiprocessing
import os
import resource
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# What Linux calls PR_SET_PDEATHSIG: the signal that a process gets when its parent ends.
PARENT_ENDS = 1
# And PR_SET_NAME: what a list of processes shows.
NAME = 15
# A process that was told to end for having used its time, and goes on, is ended so much later.
GRACE = 5


class Bell:
    """Wakes a loop at once for a signal, however many come (the self-pipe trick).

    `stopped` becomes true with any of the signals that ask to stop. Made in the main thread alone.
    """

    def __init__(self) -> None:
        self.stopped = False
        self._read, write = os.pipe()
        for end in (self._read, write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in STOPPING:
            signal.signal(number, self._stop)
        # Heard for waking alone: a child has ended.
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)

    def _stop(self, _number: int, _frame: object) -> None:
        self.stopped = True

    def rest(self) -> None:
        """All has stopped: whoever asks once more changes nothing of how this process ends. Else
        Python gives signals back to the system at its end, which ends it as if it had not stopped.
        """
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)

    def wait(self, seconds: float, lifeline: int | None = None) -> None:
        """Wait for a signal, for the end of whoever holds the `lifeline`, or so long."""
        others = [] if lifeline is None else [lifeline]
        ready, _, _ = select.select([self._read, *others], [], [], seconds)
        if self._read in ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._read, 4096)
        if lifeline in ready:
            self.stopped = True


def as_child(name: str, *, leads: bool = False) -> None:
    """Begin as a copy of another process: under a name of at most 15 characters, with signals as if
    nobody had prepared for them and, where it `leads`, in a group of its own.
    """
    signal.set_wakeup_fd(-1)
    for number in (*STOPPING, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    if leads:
        os.setsid()
    _ask_linux(NAME, name.encode())


def end_with_parent() -> None:
    """Have this process, which multiprocessing has started, end when its parent does."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    _ask_linux(PARENT_ENDS, signal.SIGKILL)
    _in_background(_follow, lambda: wait([parent.sentinel]), 0.0, lambda: os._exit(1))


def _ask_linux(what: int, value: bytes | int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(what, value)


def end_with_lifeline(lifeline: int, patience: float) -> None:
    """The same for the first of a group of processes, which ends with the one that holds the other
    end of a pipe: it is asked to stop (SIGTERM) and, `patience` seconds later, all are ended.
    """
    _in_background(
        _follow,
        lambda: os.read(lifeline, 1),
        patience,
        lambda: os.killpg(os.getpgrp(), signal.SIGKILL),
    )


def _in_background(follow: Callable[..., None], *args: object) -> None:
    threading.Thread(target=follow, args=args, daemon=True).start()


def _follow(ended: Callable[[], object], patience: float, end: Callable[[], object]) -> None:
    ended()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(patience)
    end()


def limit(memory: int, seconds: int) -> None:
    """Let this process have so many bytes of memory and seconds of the processor, and no more.

    Beyond the memory it gets a MemoryError; beyond the seconds it is ended.
    """
    for what, bounds in (
        (resource.RLIMIT_AS, (memory, memory)),
        (resource.RLIMIT_CPU, (seconds, seconds + GRACE)),
        (resource.RLIMIT_CORE, (0, 0)),
    ):
        # Some systems know no bound of memory, and a lower one that holds already is good.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, bounds)


def end_group(leader: BaseProcess) -> None:
    """End whatever is left of the group that a process leads, and the process itself."""
    if leader.pid is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader.pid, signal.SIGKILL)
    leader.kill()


def have_files(wanted: int) -> None:
    """Let this process have so many files open at once, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
