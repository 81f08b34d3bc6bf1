"""Files that show what stands behind an activity's answers: rows here, contents on disk.

Contents lie beside the database under random names, away from anything that is served.
"""

import os
import secrets
import sqlite3
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ladder_assess.core.activities.evidence import EvidenceFile, NewFile, TooMany
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, queries

# What is checked before a file is kept or removed, or noted with it, in the same transaction.
Within = Callable[[], object]
# Notes a file that is about to be kept; returns the reference of the consent given for it.
Consented = Callable[[], str]
DRAFT = ".part"
DRAFT_LASTS = 60 * 60


def folder(database: Database) -> Path:
    """Where contents lie."""
    return database.path.parent / "uploads"


def keep(
    database: Database,
    portfolio: Portfolio,
    activity: int,
    new: NewFile,
    write: Callable[[Path], object],
    most: int,
    check: Within,
    note: Consented,
) -> int:
    """Keep a file, its content written by `write` to a path, and return its id.

    The same content again is the same file, and is not noted again. Raises TooMany beyond `most`
    files of an activity, and what `check` raises.
    """
    draft = _draft(folder(database))
    try:
        write(draft)
        with database.writing() as connection:
            check()
            scope = {"portfolio": portfolio.id, "activity": activity}
            row = queries.evidence_file_by_digest(connection, **scope, digest=new.digest)
            if row is not None:
                return int(row["id"])
            if queries.count_evidence_files(connection, **scope)["count"] >= most:
                raise TooMany(most)
            stored_as = draft.name.removesuffix(DRAFT)
            row = queries.insert_evidence_file(
                connection,
                **scope,
                stored_as=stored_as,
                **{**vars(new), "added_on": new.added_on.isoformat()},
                consent=note(),
            )
            draft.rename(draft.with_name(stored_as))
        return int(row["id"])
    finally:
        draft.unlink(missing_ok=True)


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
    return folder(database) / file.stored_as


def remove(
    database: Database,
    portfolio: Portfolio,
    activity: int,
    file: int,
    on: date,
    check: Within,
    note: Within,
) -> None:
    """Erase a file and its content, and so take back the consent given for it, on a day.

    What has gone already is not noted. Raises what `check` does.
    """
    with database.writing() as connection:
        check()
        gone = queries.delete_evidence_file(
            connection, portfolio=portfolio.id, activity=activity, file=file
        )
        if gone:
            note()
        withdraw_lost(connection, on)
    sweep(database, on)


def withdraw_lost(connection: sqlite3.Connection, on: date) -> None:
    """Take back, on a day, each consent given for a file that is no longer kept."""
    queries.withdraw_consents_of_lost_files(connection, withdrawn_on=on.isoformat())


def sweep(database: Database, on: date) -> int:
    """Erase every content that no row names any more; returns how many there were. What was agreed
    to for files that went with something else is taken back too, on the day given.

    Under the write lock, so that a file that is just being kept is not taken for one.
    """
    directory = folder(database)
    with database.writing() as connection:
        withdraw_lost(connection, on)
        if not directory.is_dir():
            return 0
        named = {row["stored_as"] for row in queries.stored_evidence_files(connection)}
        stray = [file for file in directory.iterdir() if file.name not in named and _done(file)]
        for file in stray:
            file.unlink(missing_ok=True)
    return len(stray)


def _done(file: Path) -> bool:
    """Is this no draft that someone is writing now?"""
    try:
        age = time.time() - os.stat(file).st_mtime
    except FileNotFoundError:
        return False
    return file.suffix != DRAFT or age > DRAFT_LASTS
