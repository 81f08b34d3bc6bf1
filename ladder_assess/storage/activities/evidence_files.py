"""Files that show what stands behind an activity's answers: rows here, contents in one place.

Contents lie there under random names, away from anything that is served.
"""

import logging
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO
from typing import BinaryIO

from ladder_assess.core.activities.evidence import (
    EvidenceFile,
    NewFile,
    NoRoom,
    NoRoomOfOnesOwn,
    TooMany,
)
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.disk import OutOfReach
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.contents.contents import Draft
from ladder_assess.storage.contents.places import contents_of
from ladder_assess.storage.engines.engine import Connection

log = logging.getLogger(__name__)


def ensure_free(database: Database, size: int, floor: int) -> None:
    """Raise DiskFull where a content of `size` would leave less than `floor` free (both bytes)."""
    contents_of(database).ensure_free(size, floor)


def drafted(database: Database, content: BinaryIO) -> AbstractContextManager[Draft]:
    """A content in its place, whole, under a name of its own, to be kept; gone where it is not.
    Raises OutOfReach.
    """
    return contents_of(database).drafted(content)


def same(connection: Writing, portfolio: Portfolio, activity: int, new: NewFile) -> int | None:
    """The id of an activity's file with the same content; None where it has none."""
    row = queries.evidence_file_by_digest(
        connection, portfolio=portfolio.id, activity=activity, digest=new.digest
    )
    return None if row is None else int(row["id"])


def ensure_room(connection: Writing, portfolio: Portfolio, size: int, space: int) -> None:
    """Raise NoRoom where a file of `size` would take a list's files beyond `space` (both bytes)."""
    taken = queries.size_of_evidence_files(connection, portfolio=portfolio.id)
    if taken + size > space:
        raise NoRoom(space)


def ensure_own_room(connection: Writing, account: int, size: int, space: int) -> None:
    """Raise NoRoomOfOnesOwn where a file of `size` would take what a person has added to any list
    beyond `space` (both bytes).
    """
    taken = queries.size_of_files_added_by(connection, account=account)
    if taken + size > space:
        raise NoRoomOfOnesOwn(space)


def keep(
    connection: Writing,
    portfolio: Portfolio,
    activity: int,
    new: NewFile,
    draft: Draft,
    most: int,
    consent: str,
) -> int:
    """Keep a file whose content lies in `draft`, under the reference of the `consent` given for it;
    returns its id. Raises TooMany beyond `most` files of an activity.
    """
    scope = {"portfolio": portfolio.id, "activity": activity}
    if queries.count_evidence_files(connection, **scope)["count"] >= most:
        raise TooMany(most)
    row = queries.insert_evidence_file(
        connection,
        **scope,
        stored_as=draft.name,
        **{**vars(new), "added_on": new.added_on.isoformat()},
        consent=consent,
    )
    draft.keep()
    return int(row["id"])


def of_activity(database: Database, portfolio: Portfolio, activity: int) -> list[EvidenceFile]:
    """An activity's files, the oldest first."""
    rows = queries.list_evidence_files(database.reading, portfolio=portfolio.id, activity=activity)
    return [EvidenceFile(**row) for row in rows]


def find(database: Database, portfolio: Portfolio, activity: int, file: int) -> EvidenceFile | None:
    """One of an activity's files; None when it has none with this id."""
    row = queries.find_evidence_file(
        database.reading, portfolio=portfolio.id, activity=activity, file=file
    )
    return None if row is None else EvidenceFile(**row)


def read(database: Database, file: EvidenceFile) -> bytes | None:
    """What is in a file; None where it has gone, when the disk was tampered with."""
    return contents_of(database).read(file.stored_as)


def remove(connection: Writing, portfolio: Portfolio, activity: int, file: int) -> bool:
    """Take a file off an activity; False when it has gone already. Its content is left for `sweep`,
    once this is certain.
    """
    gone: int = queries.delete_evidence_file(
        connection, portfolio=portfolio.id, activity=activity, file=file
    )
    return gone > 0


def withdraw_lost(connection: Writing, on: date) -> None:
    """Take back, on a day, each consent given for a file that is no longer kept."""
    queries.withdraw_consents_of_lost_files(connection, withdrawn_on=on.isoformat())


def sweep(database: Database, on: date) -> int:
    """Erase every content that no row names any more; returns how many there were. What was agreed
    to for files that went with something else is taken back too, on the day given.

    Rows are asked once more under the write lock, so that a file that is just being kept is not
    taken for one; but nobody waits while all that is there is looked through, or erased.
    """
    seen = strays(database.reading, lying(database))
    with database.writing() as connection:
        withdraw_lost(connection, on)
        found = strays(connection, seen)
    try:
        contents_of(database).erase(found)
    except OutOfReach as why:
        log.error("What was erased stays until tomorrow: %s", why)
    return len(found)


def lying(database: Database) -> list[str]:
    """The names of all contents; none, and a word in the log, where they are out of reach."""
    try:
        return contents_of(database).lying()
    except OutOfReach as why:
        log.error("What was erased stays until tomorrow: %s", why)
        return []


def try_out(database: Database) -> set[str]:
    """Write something where contents lie, when that is elsewhere, and remove it; returns the names
    of all that are there. Raises OutOfReach.
    """
    contents = contents_of(database)
    if not contents.is_beside:
        with contents.drafted(BytesIO(b"tried")) as draft:
            contents.read(draft.name)
    return set(contents.lying())


def strays(connection: Connection, there: list[str]) -> list[str]:
    """Which of the contents seen before no row names: what a row names by now came later."""
    named = named_in(connection) if there else set()
    return [name for name in there if name not in named]


def named_in(connection: Connection) -> set[str]:
    """The contents that rows name."""
    return {row["stored_as"] for row in queries.stored_evidence_files(connection)}
