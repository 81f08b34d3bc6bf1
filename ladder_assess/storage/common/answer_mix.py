"""Where anonymous answers wait until five of a group are there (a threshold mix).

No database, log beside it or backup ever holds them in the order in which they came: a row stands
in its page where there was room, and old copies of pages stay behind. So what waits for a group
lies in one small file without a time, each answer in a place drawn by chance (see `places`). The
fifth waits there too before all five go into the database at once, in the order of random ids; only
then does the file go. So file and database never differ by one. What waits is in no figure.
"""

import os
import secrets
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ladder_assess.storage.common import places
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.common.instance import to_the_day
from ladder_assess.storage.common.places import Answer
from ladder_assess.storage.engines.engine import Connection

NAME_BYTES = 16
# In memory: which answer waits under which name, once all that waited has been LOOKED_AT.
WAITS, LOOKED_AT = "waits", "looked at"

# Of whom answers wait together, as the columns that name them.
Group = Mapping[str, Any]


@dataclass(frozen=True)
class Queue:
    """Where the database keeps under which name a group's answers wait. `find` and `keep` are its
    statements; `put_in` adds answers, with the wordings that their givers agreed to, to the others.
    """

    find: Callable[..., Any]
    keep: Callable[..., Any]
    put_in: Callable[[list[Answer], str], None]

    def join(
        self,
        database: Database,
        connection: Connection,
        group: Group,
        answer: Answer,
        consent: str,
    ) -> str:
        """Let an answer wait with those of its group, and once five do put all of them in; gives
        the name under which they waited, which is to be released then.
        """
        name, consents = self.waits_in(connection, group, consent)
        held = let_wait(database, name, answer)
        if len(held) < places.PLACES:
            return ""
        self.put_in(held, consents)
        if answer not in held:
            later, _ = self.waits_in(connection, group, consent)
            let_wait(database, later, answer)
        return name

    def waits_in(self, connection: Connection, group: Group, consent: str) -> tuple[str, str]:
        """Under which name a group's answers wait, and the wordings that those who wait agreed to,
        this one among them: which of them agreed to which is not kept.
        """
        row = self.find(connection, **group)
        name = row["waits_in"] if row else ""
        consents = wordings(row["consents"] if row else "", consent)
        if row is None or not name or consents != row["consents"]:
            name = name or new_name()
            self.keep(connection, **group, name=name, consents=consents)
        return name, consents


def new_name() -> str:
    """A name for what waits of a group, which says nothing of it."""
    return secrets.token_hex(NAME_BYTES)


def wordings(known: str, another: str) -> str:
    """References of wordings, as one text, with another among them."""
    return " ".join(sorted({*known.split(), another}))


def folder(database: Database) -> Path:
    """The folder in which answers wait."""
    return database.waiting


def waiting(database: Database, name: str) -> list[Answer]:
    """The answers that wait under a name, by id."""
    found = places.read(folder(database) / name).values() if name else ()
    return sorted(found, key=lambda answer: str(answer["id"]))


def let_wait(database: Database, name: str, answer: Answer) -> list[Answer]:
    """Let an answer wait under a name, once; gives all that wait there then, by id.

    Call it under the write lock of the database. Where five wait already, because the machine
    stopped before they were put into the database, it does not wait: put those in first.
    """
    held = waiting(database, name)
    is_there = any(one["id"] == answer["id"] for one in held)
    if is_there:
        _note(database, name, answer["id"])
    if is_there or len(held) == places.PLACES:
        return held
    place = folder(database)
    if not place.is_dir():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The instance folder would say when the first answer of all came.
        to_the_day(place.parent)
    places.put(place / name, answer)
    _note(database, name, answer["id"])
    to_the_day(place / name)
    _settle(place)
    return waiting(database, name)


def names_of(database: Database, ids: Collection[str]) -> set[str]:
    """Under which names answers with some ids wait.

    That is remembered in memory, where it says nothing of their order: whoever makes codes up would
    have every file read for each of them. What reads the files, once, is under
    the write lock of the database, so that nothing comes in meanwhile; do not ask within a
    transaction before you have asked without.
    """
    if not _is_known(database):
        with database.writing():
            _look(database)
    found = (database.memory.find(database.reading, WAITS, each) for each in ids)
    return {name for name in found if name is not None}


def _is_known(database: Database) -> bool:
    return bool(database.memory.find(database.reading, LOOKED_AT, ""))


def _look(database: Database) -> None:
    place = folder(database)
    for file in place.iterdir() if place.is_dir() else ():
        for one in waiting(database, file.name):
            database.memory.put(database.reading, WAITS, "", one["id"], file.name)
    database.memory.put(database.reading, LOOKED_AT, "", "", True)


def _note(database: Database, name: str, answer: str) -> None:
    if _is_known(database):
        database.memory.put(database.reading, WAITS, "", answer, name)


def _erase(database: Database, name: str) -> None:
    if _is_known(database):
        _forget(database, name, [one["id"] for one in waiting(database, name)])
    (folder(database) / name).unlink(missing_ok=True)


def _forget(database: Database, name: str, ids: Collection[str]) -> None:
    connection = database.reading
    known = [each for each in ids if database.memory.find(connection, WAITS, each) == name]
    database.memory.forget(connection, WAITS, "", known)


def take_out(database: Database, name: str, ids: Collection[str]) -> bool:
    """Overwrite what waits with some ids; says whether there was any."""
    if not name or not places.blank(folder(database) / name, ids):
        return False
    _forget(database, name, ids)
    to_the_day(folder(database) / name)
    return True


def release(database: Database, name: str) -> None:
    """Nothing waits under a name any more: it is in the database."""
    _erase(database, name)
    if folder(database).is_dir():
        _settle(folder(database))


def sweep(database: Database) -> int:
    """Erase all that waits for a group that has gone, and what a stop of the machine left behind;
    returns how many files that was.

    Under the write lock, so that what is just coming in is not taken for it; but nobody waits while
    all that is there is looked through.
    """
    place = folder(database)
    if not place.is_dir():
        return 0
    for file in place.iterdir():
        with suppress(FileNotFoundError):
            to_the_day(file)
    stray = _strays(database.reading, place)
    if stray:
        with database.writing() as connection:
            stray &= _strays(connection, place)
            for name in stray:
                _erase(database, name)
    _settle(place)
    return len(stray)


def _strays(connection: Connection, place: Path) -> set[str]:
    # First what lies there: what is named meanwhile came later.
    there = set(os.listdir(place))
    return there - {row["waits_in"] for row in queries.where_answers_wait(connection)}


def _settle(place: Path) -> None:
    """Have the names in the folder on the disk, and no time there but the day."""
    to_the_day(place)
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
