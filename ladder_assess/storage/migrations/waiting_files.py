"""What migration 0032 needs beside SQL: ids of single pages, and files of answers that wait.

A file of before is a JSON list and stays, for whatever is cut short; once the migration is done no
row names it, and it is swept away.
"""

import hashlib
import json
import os
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

NAME_BYTES = 16
Put = Callable[[Path, Mapping[str, Any]], None]


def add_functions(connection: sqlite3.Connection, folder: Path, put: Put) -> None:
    """Let statements on a connection use one_page, waits_again and waits_for, on the files in
    `folder`; `put` writes an answer into one of now.
    """
    connection.create_function("one_page", 2, one_page)
    connection.create_function("waits_again", 4, partial(_waits_again, folder, put))
    connection.create_function("waits_for", 3, partial(_waits_for, folder))


def one_page(view: str, page: str) -> str:
    """The id of a page from that of a person's point of view, as storage.points_of_view.given works
    it out from what the person has.
    """
    return hashlib.sha256(f"{view} {page}".encode()).hexdigest()


def _read(folder: Path, name: str) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = json.loads((folder / name).read_text("utf-8"))
    except (FileNotFoundError, IsADirectoryError):
        return []
    return found


def _waits_again(folder: Path, put: Put, name: str, page: str, short: str, kept: str | None) -> str:
    """Let what waits in a file, but for what is kept, wait in a new one with those of a batch that
    is `short`; gives the new name, empty where nothing waits. A page's answers get own ids.
    """
    there = set((kept or "").split(","))
    waits = [answer for answer in _read(folder, name) if answer["id"] not in there]
    new = secrets.token_hex(NAME_BYTES)
    for answer in [*waits, *json.loads(short)]:
        folder.mkdir(mode=0o700, exist_ok=True)
        identity = one_page(answer["id"], page) if page else answer["id"]
        put(folder / new, {"id": identity, "document": answer["document"]})
        os.utime(folder / new, (0, 0))
    return new if (folder / new).exists() else ""


def _waits_for(folder: Path, name: str, what: str, short: str) -> str:
    """What stands with the answers in a file and of a short batch: the last, of wordings all."""
    answers = [*_read(folder, name), *json.loads(short)]
    found = sorted({str(answer[what]) for answer in answers})
    return " ".join(found if what == "consent" else found[-1:])
