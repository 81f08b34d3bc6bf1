"""A row in each table of a database, whatever its tables were then."""

import re
from typing import Any

from ladder_assess.storage.engines.engine import Connection

DAY = "2026-05-04"
NOT_OURS = "name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'"
# What no declaration of a column says of its values.
NUMBERS = {"organisations": 5, "numbers_used": 1, "revision": 1}
LISTS = ("people", "agenda", "rounds", "reasons", "counts", "picks")


def tables(connection: Connection) -> dict[str, str]:
    """The tables that are ours, and how each was declared."""
    return dict(
        connection.execute(
            f"SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND {NOT_OURS} ORDER BY name"
        ).fetchall()
    )


def fill(connection: Connection) -> None:
    """Put a row into each table, those that others rest on first."""
    left = tables(connection)
    while left:
        ready = [name for name in left if not _rests_on(connection, name) & left.keys()]
        assert ready, f"these rest on each other: {sorted(left)}"
        for name in ready:
            _fill(connection, name, left.pop(name))


def kept(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows of each table, by their columns."""
    found = {}
    for name in tables(connection):
        cursor = connection.execute(f"SELECT * FROM {name}")
        columns = [column[0] for column in cursor.description]
        found[name] = [dict(zip(columns, row, strict=True)) for row in cursor]
    return found


def _rests_on(connection: Connection, name: str) -> set[str]:
    return {key[2] for key in _keys(connection, name)} - {name}


def _keys(connection: Connection, name: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(f"PRAGMA foreign_key_list({name})")]


def _fill(connection: Connection, name: str, declared: str) -> None:
    values = {}
    keys = {key[3]: (key[2], key[4]) for key in _keys(connection, name)}
    for _, column, kind, _, _, _ in connection.execute(f"PRAGMA table_info({name})"):
        if column in keys:
            table, other = keys[column]
            query = f"SELECT {other} FROM {table}"
            found = None if table == name else connection.execute(query).fetchone()
            values[column] = found and found[0]
        else:
            values[column] = _value(name, column, kind, declared)
    marks = ", ".join("?" * len(values))
    if not connection.execute(f"SELECT 1 FROM {name}").fetchone():
        connection.execute(
            f"INSERT INTO {name} ({', '.join(values)}) VALUES ({marks})", tuple(values.values())
        )


def _value(table: str, column: str, kind: str, declared: str) -> object:
    if kind == "INTEGER":
        return NUMBERS.get(column, 1)
    if kind == "BLOB":
        return b"bytes"
    if allowed := re.search(rf"\b{column} IN \((?:'', )?'(\w+)'", declared):
        return allowed[1]
    if column.endswith("_on") or re.search(rf"\b{column} GLOB", declared):
        return DAY
    if column in ("document", "fields", "published"):
        return "{}"
    return "[]" if column in LISTS else f"{column} of {table}"
