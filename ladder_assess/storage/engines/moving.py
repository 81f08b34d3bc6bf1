"""Takes all rows of a database into another one that is empty, whatever engine each has.

Batch by batch, each in a transaction of the other. Where it is cut short, the other one goes on
after the last row that is there; until the end no server takes it, as a mark stands among its
migrations. Then each row is read from both and compared.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from itertools import islice, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from ladder_assess.storage.engines import schema
from ladder_assess.storage.engines.engine import Connection, DatabaseError, Writing
from ladder_assess.storage.engines.sqlite import SQLite
from ladder_assess.storage.engines.sqlite import to_do as what_to_do
from ladder_assess.storage.migrations import BEING_MOVED, FORMERLY, NewerDatabase, later, missing

# So many rows are read and written at a time.
MANY = 1000
# Where there is anything in one of these, somebody has used the database.
USED = ("account", "organisation", "portfolio", "workshop", "tombstone")


@dataclass(frozen=True)
class Kept:
    """A table: its columns, those that tell its rows apart (none where nothing does), and those
    that name others of its rows.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    own: tuple[str, ...]


class BadRow(DatabaseError):
    """A row that cannot be taken: of which table, by which key, and why."""

    def __init__(self, table: Kept, key: Sequence[object], why: BaseException) -> None:
        super().__init__(f"{_said(table, key)} of the table {table.name}: {why}")


def is_used(connection: Connection) -> bool:
    """Is there anything in a database that its first start does not put there?"""
    asked = (f"SELECT 1 FROM {name} LIMIT 1" for name in USED)  # noqa: S608  (declared)
    return any(connection.execute(each).fetchone() for each in asked)


def is_under_way(connection: Connection) -> bool:
    """Does a database hold what is being moved to it?"""
    try:
        return BEING_MOVED in _migrations(connection)
    except DatabaseError:
        return False


def is_of_this_version(connection: Connection) -> bool:
    """Has it the tables that are known here, and no others?"""
    names = _migrations(connection) - {BEING_MOVED}
    return not (missing(names) or later(names))


def begin(target: Writing) -> None:
    """Let no server take a database from here on, and drop what the first start puts there."""
    _empty(target)
    mark(target)


def mark(target: Writing) -> None:
    """Let no server take a database from here on."""
    target.execute(
        f"INSERT INTO {schema.NAMES} (migration_set, name, applied_at) VALUES (?, ?, '')",  # noqa: S608
        ("ladder_assess", BEING_MOVED),
    )


def begin_anew(target: Writing) -> None:
    """Have a database on a server be as one that was just made, whatever was moved to it."""
    target.execute(f"TRUNCATE {', '.join(table.name for table in _tables())}")
    with closing(schema.model()) as model:
        copy_rows(model, target)
    end(target)


def end(target: Writing) -> None:
    """Let servers take it."""
    target.execute(f"DELETE FROM {schema.NAMES} WHERE name = ?", (BEING_MOVED,))  # noqa: S608


def go_on(
    source: Connection, target: Connection, writing: Callable[[], AbstractContextManager[Writing]]
) -> None:
    """Put there what lacks, a batch with each of the transactions that `writing` begins."""
    _ensure_known(source)
    for table in _tables():
        rows = _rows(source, table, _last(target, table))
        # Rows that nothing tells apart are all there or none.
        while some := list(islice(rows, MANY if table.key else None)):
            with writing() as connection:
                _insert(connection, table, some)
            if not table.key:
                break
        if table.own:
            with writing() as connection:
                _refer(source, connection, table)


def _last(connection: Connection, table: Kept) -> tuple[object, ...]:
    """The key of the last row of a table; empty where there is none."""
    columns = table.key or table.columns
    backwards = ", ".join(f"{name} DESC" for name in columns)
    row = connection.execute(
        f"SELECT {', '.join(columns)} FROM {table.name} ORDER BY {backwards} LIMIT 1"  # noqa: S608
    ).fetchone()
    return tuple(row or ())


def copy_rows(source: Connection, target: Writing) -> None:
    """Put all rows in place of those that the first start puts there. Raises NewerDatabase where
    there are tables or columns that are not known here.
    """
    _empty(target)
    go_on(source, target, lambda: nullcontext(target))


def count_rows(connection: Connection) -> int:
    """How many rows there are in all."""
    asked = (f"SELECT COUNT(*) FROM {table.name}" for table in _tables())  # noqa: S608
    return sum(int(connection.execute(each).fetchone()[0]) for each in asked)


def _empty(target: Writing) -> None:
    for table in reversed(_tables()):
        target.execute(f"DELETE FROM {table.name}")  # noqa: S608  (a table of ours)


def _ensure_known(source: Connection) -> None:
    unknown = later(_migrations(source))
    if unknown:
        raise NewerDatabase(", ".join(sorted(unknown)))


def _migrations(connection: Connection) -> set[str]:
    rows = connection.execute(f"SELECT name FROM {schema.NAMES}")  # noqa: S608
    return {FORMERLY.get(row["name"], row["name"]) for row in rows}


def _insert(target: Writing, table: Kept, rows: list[tuple[object, ...]]) -> None:
    """Put rows there, but for what refers to others of the table, which may come later."""
    names, places = ", ".join(table.columns), ", ".join(f":{name}" for name in table.columns)
    insert = f"INSERT INTO {table.name} ({names}) VALUES ({places})"  # noqa: S608
    none = dict.fromkeys(table.own)
    named = [{**dict(zip(table.columns, row, strict=True)), **none} for row in rows]
    _put(target, table, insert, named)


def _refer(source: Connection, target: Writing, table: Kept) -> None:
    """Let rows of a table refer to others of it, once all are there."""
    sets = ", ".join(f"{name} = :{name}" for name in table.own)
    update = f"UPDATE {table.name} SET {sets} WHERE id = :id"  # noqa: S608
    for row in _rows(source, table):
        named = dict(zip(table.columns, row, strict=True))
        if any(named[name] is not None for name in table.own):
            _put(target, table, update, [named])


def _put(target: Writing, table: Kept, statement: str, rows: list[dict[str, object]]) -> None:
    """Raises BadRow for the first that cannot be taken."""
    target.execute("SAVEPOINT rows_before")
    try:
        target.executemany(statement, rows)
    except (DatabaseError, ValueError) as error:
        if _is_of_the_machine(error):
            raise
        target.execute("ROLLBACK TO SAVEPOINT rows_before")
        for row in rows:
            try:
                target.execute(statement, row)
            except (DatabaseError, ValueError) as why:
                raise BadRow(table, [row[name] for name in table.key], why) from None
        raise
    target.execute("RELEASE SAVEPOINT rows_before")


def _is_of_the_machine(error: BaseException) -> bool:
    """Is it for another reason than what stands in a row?"""
    to_do = getattr(error, "to_do", "")
    return bool(to_do or (isinstance(error, DatabaseError) and what_to_do(error)))


def write_file(path: Path, source: Connection, numbers: Mapping[str, int]) -> None:
    """Write all rows to a new file of SQLite, without a log, whose tables give later `numbers`.
    They stand there in the order of their keys, which says nothing of when they came. Raises
    DatabaseError where one is not the same when the file is opened and read again.
    """
    file = SQLite(path)
    with TemporaryDirectory() as nothing:
        file.migrate(Path(nothing), lambda _path, _answer: None)
    with closing(file.connect()) as connection:
        target = cast("Writing", connection)
        file.begin(target)
        copy_rows(source, target)
        file.go_on_from(target, numbers)
        file.commit(target)
        file.empty_log(target, 0.0)
    # Opened anew, so that it is what lies on the disk.
    with closing(file.connect()) as connection:
        different = differing(source, connection)
    for beside in (path.with_suffix(".lock"), *file.files[1:]):
        beside.unlink(missing_ok=True)
    if different:
        raise DatabaseError(f"rows of {', '.join(different)} came out other in {path.name}")


def differing(source: Connection, target: Connection) -> list[str]:
    """The tables of which any row is not the same in both."""
    return [
        table.name
        for table in _tables()
        if any(a != b for a, b in zip_longest(_rows(source, table), _rows(target, table)))
    ]


def first_other(source: Connection, target: Connection, name: str) -> str:
    """The key of the first row of a table that is not the same in both; empty where all are."""
    (table,) = (each for each in _tables() if each.name == name)
    for one, other in zip_longest(_rows(source, table), _rows(target, table)):
        if one != other:
            row = dict(zip(table.columns, one or other, strict=True))
            return _said(table, [row[each] for each in table.key])
    return ""


def _said(table: Kept, key: Sequence[object]) -> str:
    values = (f"{name} {value!r:.80}" for name, value in zip(table.key, key, strict=False))
    return f"the row with {', '.join(values)}" if key else "a row"


def _rows(
    connection: Connection, table: Kept, after: tuple[object, ...] = ()
) -> Iterator[tuple[object, ...]]:
    """The rows of a table `after` a key, in an order that both engines have."""
    wanted = f"SELECT {', '.join(table.columns)} FROM {table.name}"  # noqa: S608
    if not table.key:
        yield from sorted(map(tuple, connection.execute(wanted)), key=repr)
        return
    key, marks = ", ".join(table.key), ", ".join("?" for _ in table.key)
    places = [table.columns.index(name) for name in table.key]
    while True:
        more = f" WHERE ({key}) > ({marks})" if after else ""
        ordered = f"{more} ORDER BY {key} LIMIT {MANY}"
        try:
            some = [tuple(row) for row in connection.execute(wanted + ordered, after).fetchall()]
        except DatabaseError as error:
            if _is_of_the_machine(error):
                raise
            keys = f"SELECT {key} FROM {table.name}{ordered}"  # noqa: S608
            raise BadRow(table, _unread(connection, keys, after, wanted), error) from None
        yield from some
        if len(some) < MANY:
            return
        after = tuple(some[-1][place] for place in places)


def _unread(
    connection: Connection, keys: str, after: tuple[object, ...], wanted: str
) -> tuple[object, ...]:
    """The key of the first of some rows that cannot be read."""
    found = connection.execute(keys, after)
    names = [column[0] for column in found.description]
    same = " AND ".join(f"{name} = ?" for name in names)
    for row in found.fetchall():
        try:
            connection.execute(f"{wanted} WHERE {same}", tuple(row)).fetchall()
        except DatabaseError:
            return tuple(row)
    return ()


@cache
def _tables() -> tuple[Kept, ...]:
    """Every table, after those that it refers to, but for the names of migrations."""
    with closing(schema.model()) as model:
        names = [name for kind, name, _ in schema.made(model) if kind == "table"]
        parents = {name: model.execute(schema.PARENTS, (name,)).fetchall() for name in names}
        order = TopologicalSorter(
            {name: {row["table"] for row in rows} - {name} for name, rows in parents.items()}
        )
        found = []
        for name in order.static_order():
            columns = model.execute("SELECT name, pk FROM pragma_table_info(?)", (name,)).fetchall()
            key = sorted((row["pk"], row["name"]) for row in columns if row["pk"])
            own = tuple(row["from"] for row in parents[name] if row["table"] == name)
            named = tuple(row["name"] for row in columns)
            found.append(Kept(name, named, tuple(each for _, each in key), own))
    return tuple(table for table in found if table.name != schema.NAMES)
