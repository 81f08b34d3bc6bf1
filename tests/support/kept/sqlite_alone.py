"""What SQLite alone tells of a connection."""

import sqlite3

import pytest

from ladder_assess.storage.engines.engine import Connection


def sqlite_of(connection: Connection) -> sqlite3.Connection:
    """A connection as SQLite has it; a test that asks for one of another engine is skipped."""
    if not isinstance(connection, sqlite3.Connection):
        pytest.skip("SQLite alone tells this")
    return connection
