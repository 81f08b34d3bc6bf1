"""Lets tests run on PostgreSQL: with LADDER_TEST_DATABASE, each database is a schema there.

`LADDER_TEST_DATABASE=postgresql://… pytest tests/storage` runs the same tests. The server is for
nothing else: the schemas that tests made go as they end.
"""

import atexit
import hashlib
import os
from pathlib import Path

import psycopg
import pytest

from ladder_assess.storage.common import database
from ladder_assess.storage.engines.engine import Engine

SCHEMA = "ladder_tests"
# What tests ask of SQLite by its own names.
ASKED = """
CREATE SCHEMA IF NOT EXISTS ladder_tests;
CREATE OR REPLACE VIEW ladder_tests.sqlite_schema AS
    SELECT tablename AS name, 'table' AS type FROM pg_tables WHERE schemaname = current_schema();
CREATE OR REPLACE VIEW ladder_tests.sqlite_master AS SELECT * FROM ladder_tests.sqlite_schema;
CREATE OR REPLACE FUNCTION ladder_tests.pragma_table_info(text)
RETURNS TABLE (name text, type text, "notnull" int, pk int) LANGUAGE sql AS $$
    SELECT column_name,
        CASE data_type WHEN 'bigint' THEN 'INTEGER' WHEN 'bytea' THEN 'BLOB' ELSE 'TEXT' END,
        CAST(is_nullable = 'NO' AS int), COALESCE((SELECT key.ordinal_position
            FROM information_schema.key_column_usage AS key
            JOIN information_schema.table_constraints AS made
                USING (constraint_schema, constraint_name)
            WHERE made.constraint_type = 'PRIMARY KEY' AND key.table_name = $1
            AND key.table_schema = current_schema() AND key.column_name = each.column_name), 0)
    FROM information_schema.columns AS each
    WHERE table_name = $1 AND table_schema = current_schema() ORDER BY ordinal_position $$;
CREATE OR REPLACE FUNCTION ladder_tests.pragma_foreign_key_list(text)
RETURNS TABLE ("from" text, "table" text) LANGUAGE sql AS $$
    SELECT attname, CAST(CAST(confrelid AS regclass) AS text) FROM pg_constraint
    JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
    WHERE contype = 'f' AND conrelid = CAST($1 AS regclass) $$;
"""
NAMED = "LADDER_TEST_DATABASE"
SQLITE_ALONE = pytest.mark.skipif(NAMED in os.environ, reason="this is of SQLite alone")
_made: dict[Path, str] = {}


def address() -> str:
    """The server that tests run on; empty where they run on SQLite."""
    return os.environ.get(NAMED, "")


def schema_of(path: Path) -> str:
    """The address of a database for the file that it would be on SQLite."""
    path = path.absolute()
    if path not in _made:
        name = "test_" + hashlib.sha256(str(path).encode()).hexdigest()[:16]
        with psycopg.connect(address(), autocommit=True) as server:
            if not _made:
                server.execute(f"SELECT pg_advisory_lock(3); {ASKED}")
            server.execute(f"CREATE SCHEMA IF NOT EXISTS {name}")
        _made[path] = name
    return f"{address()}?options=-csearch_path%3D{_made[path]},{SCHEMA}"


def run_there(patch: pytest.MonkeyPatch) -> None:
    """Have each database be on the server from here on."""
    engine_of = database.engine_of

    def there(path: Path, postgresql: str) -> Engine:
        return engine_of(path, postgresql or schema_of(path))

    patch.setattr(database, "engine_of", there)
    atexit.register(_drop)


def _drop() -> None:
    with psycopg.connect(address(), autocommit=True) as server:
        for name in _made.values():
            server.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
