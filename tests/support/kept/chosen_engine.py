"""On which engine a bench or a soak runs: SQLite or, where a run says so, a server of PostgreSQL.

A run does what touches a database on each in turn. A process calls `on_the_engine` before it opens
anything, and hands what `site.as_served` gives to the servers that it starts.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from ladder_assess.storage.common import database
from ladder_assess.storage.engines.engine import Engine
from tests.support.kept.postgresql_server import programs, started

# The address of the server, as the run hands it to its processes.
SERVER = "LADDER_RUN_DATABASE"
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
engine_of = database.engine_of


def engine() -> str:
    """What this run is on."""
    return POSTGRESQL if os.environ.get(SERVER) else SQLITE


def on_the_engine() -> None:
    """Have each database that this process opens be on the engine of the run."""
    database.engine_of = _engine_there


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """The address of the server of each engine, "" for SQLite. PostgreSQL is among them where it is
    installed, and writes to the disk as it does when nobody tells it otherwise.
    """
    found = programs()
    if found is None:
        yield {SQLITE: ""}
        return
    with started(found, careful=True) as address:
        yield {SQLITE: "", POSTGRESQL: address}


def _engine_there(path: Path, postgresql: str) -> Engine:
    return engine_of(path, postgresql or address_of(path))


def address_of(path: Path) -> str:
    """A database for the file that it would be, made where there is none; "" on SQLite."""
    server = os.environ.get(SERVER, "")
    if not server:
        return ""
    name = "run_" + hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]
    with psycopg.connect(server, autocommit=True) as asked:
        there = asked.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not there:
            asked.execute(f"CREATE DATABASE {name}")
    start, _, options = server.partition("?")
    return f"{start.rpartition('/')[0]}/{name}?{options}"
