"""Where anonymous answers wait until five of a group are there (a threshold mix).

No database, log beside it or backup ever holds them in the order in which they came: a row stands
in its page where there was room, and old copies of pages stay behind. So what waits for a group
lies in one small file, written anew with each answer, in the order of random ids and without a
time. All five go into the database at once, in that order. Answers that wait are in no figure.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.common.instance import to_the_day

# Of JSON values, with a random `id`.
Answer = Mapping[str, Any]
NAME_BYTES = 16
DRAFT = ".part"


def new_name() -> str:
    """A name for what waits of a group, which says nothing of it."""
    return secrets.token_hex(NAME_BYTES)


def folder(database: Database) -> Path:
    """Where answers wait: beside the database, so that a backup of the folder holds both."""
    return database.path.parent / "waiting"


def waiting(database: Database, name: str) -> list[Answer]:
    """The answers that wait under a name, by id."""
    try:
        found: list[Answer] = json.loads((folder(database) / name).read_text("utf-8"))
    except FileNotFoundError:
        return []
    return found


def join(
    database: Database,
    name: str,
    answers: Sequence[Answer],
    places: int,
    kept: Callable[[str], bool],
) -> list[Answer]:
    """Let answers wait under a name. Once `places` are there, gives all of them, by id, to be put
    into the database and then released; until then none.

    Call it under the write lock of the database. One that waits already is not taken twice; one
    that `kept` finds in the database was put in before the machine stopped.
    """
    held = {answer["id"]: answer for answer in waiting(database, name) if not kept(answer["id"])}
    found = {**{answer["id"]: answer for answer in answers}, **held}
    together = [found[identity] for identity in sorted(found)]
    if len(together) >= places:
        return together
    let_wait(database, name, together)
    return []


def let_wait(database: Database, name: str, answers: Iterable[Answer]) -> None:
    """Let these answers and no others wait under a name. They are on the disk afterwards."""
    place, found = folder(database), list(answers)
    if not found:
        release(database, name)
        return
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place / f"{name}{DRAFT}"
    with open(draft, "w", encoding="utf-8", opener=_for_its_owner) as file:
        json.dump(found, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    to_the_day(draft)
    draft.replace(place / name)
    _settle(place)


def release(database: Database, name: str) -> None:
    """Nothing waits under a name any more: it is in the database, or was taken back."""
    (folder(database) / name).unlink(missing_ok=True)
    if folder(database).is_dir():
        _settle(folder(database))


def sweep(database: Database) -> int:
    """Erase all that waits for a group that has gone; returns of how many groups.

    Under the write lock, so that what is just coming in is not taken for it.
    """
    place = folder(database)
    with database.writing() as connection:
        if not place.is_dir():
            return 0
        known = {row["waits_in"] for row in queries.where_answers_wait(connection)}
        stray = [file for file in place.iterdir() if file.name not in known]
        for file in stray:
            file.unlink(missing_ok=True)
        _settle(place)
    return len(stray)


def _for_its_owner(path: str, flags: int) -> int:
    return os.open(path, flags, mode=0o600)


def _settle(place: Path) -> None:
    """Have the names in the folder on the disk, and no time there but the day."""
    to_the_day(place)
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
