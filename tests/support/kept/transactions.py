"""How much each transaction changes, and what is left where the work between two is cut short."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from ladder_assess.storage.common.database import Database, Writing
from tests.support.kept.sqlite_alone import sqlite_of


class CutShort(BaseException):
    """The process was ended: nothing catches this."""


def count_changes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many rows each transaction changes from now on, what hangs on them among those."""
    writing, found = Database.writing, list[int]()

    @contextmanager
    def counted(database: Database) -> Iterator[Writing]:
        with writing(database) as connection:
            before = sqlite_of(connection).total_changes
            yield connection
            found.append(sqlite_of(connection).total_changes - before)

    monkeypatch.setattr(Database, "writing", counted)
    return found


def count_rests(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The rests between two transactions, in which others may save; they take no time."""
    found = list[float]()
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def cut_short(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object], rests: int) -> bool:
    """Do something until so many rests are over; then it ends as if the process did. Says whether
    it was not done before.
    """
    left = rests

    def rest(_seconds: float) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise CutShort

    with monkeypatch.context() as patched:
        patched.setattr(time, "sleep", rest)
        try:
            do()
        except CutShort:
            return True
    return False
