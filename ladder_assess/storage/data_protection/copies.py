"""Copies an instance folder while the product is at work, so that the copy tells of when and in
which order things came no more than the folder does. Evidence files are put into it from wherever
they lie.

The database is written anew, without its log (WAL) and without what pages keep of rows that have
gone; every file says the day alone. What waits is copied first, so that none of it is lost; what
went into the database meanwhile then goes from the copy, or four of a batch beside all five would
tell who came last.
"""

import os
import shutil
from pathlib import Path

from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.instance import FILE, FOLDER, to_the_day
from ladder_assess.storage.contents.places import carry, contents_at, contents_of

# What programs agree on while they run, and drafts.
DRAFT = ".part"
PASSED_OVER = (".lock", "-wal", "-shm", "-journal", DRAFT)


def copy_instance(database: Database, to: Path) -> int:
    """Copy everything in the folder of the database into a new folder; returns how many files.

    Raises FileExistsError where there is something already, OSError where it cannot be written, and
    OutOfReach where evidence files cannot be read; then nothing stays behind.
    """
    if to.exists():
        raise FileExistsError(to)
    record = to.with_name(f"{to.name}.{os.getpid()}{DRAFT}")
    record.mkdir(mode=FOLDER, parents=True)
    try:
        count = _copy(database, record)
        for path in [*record.rglob("*"), record]:
            to_the_day(path)
        record.rename(to)
    except BaseException:
        shutil.rmtree(record, ignore_errors=True)
        raise
    return count


def _copy(database: Database, to: Path) -> int:
    home = database.path.parent
    first = _files(answer_mix.folder(database))
    for file in first:
        _copy_file(file, to / file.relative_to(home))
    database.copy_to(to / database.path.name)
    (to / database.path.name).chmod(FILE)
    copied = Database(to / database.path.name)
    gone = answer_mix.sweep(copied)
    copied.close()
    others = [file for file in _files(home) if file not in first and file != database.path]
    for file in others:
        _copy_file(file, to / file.relative_to(home))
    return len(first) - gone + 1 + len(others) + _copy_contents(database, to)


def _copy_contents(database: Database, to: Path) -> int:
    """Copy evidence files that lie elsewhere to where they would lie in the folder."""
    contents = contents_of(database)
    names = [] if contents.is_beside else contents.lying()
    carry(names, contents, contents_at("", to))
    return len(names)


def _files(folder: Path) -> list[Path]:
    """In the order of their names, as the order of their making would tell."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if not path.name.endswith(PASSED_OVER))


def _copy_file(file: Path, to: Path) -> None:
    to.parent.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    try:
        shutil.copyfile(file, to)
    except FileNotFoundError:
        # It went meanwhile: it was erased, or was put into the database.
        to.unlink(missing_ok=True)
        return
    to.chmod(FILE)
