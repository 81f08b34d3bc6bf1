"""Files that show what stands behind an activity's answers: rows here, contents on disk.

Contents lie beside the database under random names, away from anything that is served.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ladder_assess.core.activities.evidence import (
    EvidenceFile,
    NewFile,
    NoRoom,
    NoRoomOfOnesOwn,
    TooMany,
)
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection

DRAFT = ".part"
DRAFT_LASTS = 60 * 60


def folder(database: Database) -> Path:
    """Where contents lie."""
    return database.path.parent / "uploads"


@contextmanager
def drafted(database: Database, content: BinaryIO) -> Iterator[Path]:
    """A content on the disk, whole, under a name of its own, to be kept; gone where it is not."""
    draft = _draft(folder(database))
    try:
        content.seek(0)
        with draft.open("wb") as file:
            shutil.copyfileobj(content, file)
        yield draft
    finally:
        draft.unlink(missing_ok=True)


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
    draft: Path,
    most: int,
    consent: str,
) -> int:
    """Keep a file whose content lies in `draft`, under the reference of the `consent` given for it;
    returns its id. Raises TooMany beyond `most` files of an activity.
    """
    scope = {"portfolio": portfolio.id, "activity": activity}
    if queries.count_evidence_files(connection, **scope)["count"] >= most:
        raise TooMany(most)
    stored_as = draft.name.removesuffix(DRAFT)
    row = queries.insert_evidence_file(
        connection,
        **scope,
        stored_as=stored_as,
        **{**vars(new), "added_on": new.added_on.isoformat()},
        consent=consent,
    )
    draft.rename(draft.with_name(stored_as))
    return int(row["id"])


def _draft(directory: Path) -> Path:
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = directory / f"{secrets.token_hex(16)}{DRAFT}"
    draft.touch(mode=0o600)
    return draft


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


def content_of(database: Database, file: EvidenceFile) -> Path:
    """Where a file's content lies; it may have gone, when the disk was tampered with."""
    return folder(database) / Path(file.stored_as).name


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

    Under the write lock, so that a file that is just being kept is not taken for one; but nobody
    waits while all that is there is looked through.
    """
    seen = set(strays(database.reading, database))
    with database.writing() as connection:
        withdraw_lost(connection, on)
        found = seen.intersection(strays(connection, database)) if seen else seen
        for file in found:
            file.unlink(missing_ok=True)
    return len(found)


def strays(connection: Connection, database: Database) -> list[Path]:
    """The contents that no row names any more."""
    directory = folder(database)
    if not directory.is_dir():
        return []
    # First what lies there: what is named meanwhile came later.
    there = list(directory.iterdir())
    named = {row["stored_as"] for row in queries.stored_evidence_files(connection)}
    return [file for file in there if file.name not in named and _done(file)]


def _done(file: Path) -> bool:
    """Is this no draft that someone is writing now?"""
    try:
        age = time.time() - os.stat(file).st_mtime
    except FileNotFoundError:
        return False
    return file.suffix != DRAFT or age > DRAFT_LASTS
