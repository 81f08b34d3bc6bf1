"""Breaks off what a thread is at, by an exception that is raised in it from outside.

Python raises it wherever that thread just is. Where that is within a lock as Python code makes it,
such as a condition, logging or an import under way, the lock would be held for good: of tight loops
around a condition one in five was left so. So it is raised only while the innermost frame is in
code that takes no lock; and where it came to be raised elsewhere all the same, that is told, so
that the process can be started anew.
"""

import ctypes
import os
import sys
from importlib.util import find_spec
from types import TracebackType

from ladder_assess.settings import PACKAGE

# What reads the rows of the database for the statements of storage, and waits for them.
_rows = find_spec("aiosql")
# Where heavy pages are for nearly all of their time: what places, plans and draws, and rows.
WITHOUT_LOCKS = tuple(
    f"{folder}{os.sep}"
    for folder in (
        PACKAGE / "core",
        PACKAGE / "publishing",
        *((_rows and _rows.submodule_search_locations) or ()),
    )
)


class Ended(BaseException):
    """Raised within whatever is at work, to end it; no error, so that nothing takes it for one."""


class EndedSaving(Ended):
    """The same of what may have saved something."""


def break_off(thread: int, what: type[Ended]) -> bool:
    """Raise in a thread, as soon as it is at work in Python. False where it is now in code that
    might hold something: nothing is raised then.
    """
    frame = sys._current_frames().get(thread)
    if frame is None or not _takes_no_lock(frame.f_code.co_filename):
        return False
    _raise_in(thread, what)
    return True


def take_back(thread: int) -> None:
    """Let what was to be raised in a thread, and was not yet, not be raised."""
    _raise_in(thread, None)


def may_hold_something(ended: BaseException) -> bool:
    """Was it raised in code that takes locks, so that one may be held for good?"""
    innermost: TracebackType | None = ended.__traceback__
    while innermost is not None and innermost.tb_next is not None:
        innermost = innermost.tb_next
    if innermost is None:
        return True
    return not _takes_no_lock(innermost.tb_frame.f_code.co_filename)


def _takes_no_lock(file: str) -> bool:
    return file.startswith(WITHOUT_LOCKS)


def _raise_in(thread: int, what: type[BaseException] | None) -> None:
    raised = None if what is None else ctypes.py_object(what)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
