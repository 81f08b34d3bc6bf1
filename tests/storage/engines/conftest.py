"""A server of PostgreSQL, and databases on it."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

from ladder_assess.storage.common.database import Database
from tests.support.kept import on_postgresql
from tests.support.kept.postgresql_server import programs, started

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server: the one that tests were told of, or one begun for these."""
    found = programs()
    if on_postgresql.address():
        yield on_postgresql.address()
    elif found is None:
        pytest.skip("PostgreSQL is not installed: make test does that")
    else:
        with started(found) as address:
            yield address


@pytest.fixture
def new_address(server: str) -> Iterator[Callable[[], str]]:
    """Gives the address of an empty database of its own, as often as it is called."""
    made: list[str] = []

    def make() -> str:
        made.append(f"engines_{next(_numbers)}")
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {made[-1]} CASCADE")
            connection.execute(f"CREATE SCHEMA {made[-1]}; {on_postgresql.ASKED}")
        also = f"options=-csearch_path%3D{made[-1]},{on_postgresql.SCHEMA}"
        return f"{server}{'&' if '?' in server else '?'}{also}"

    yield make
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    """The address of an empty database of its own."""
    return new_address()


@pytest.fixture
def database(address: str, tmp_path: Path) -> Iterator[Database]:
    """A database on the server, made ready."""
    opened = Database(tmp_path / "ladder.sqlite3", address)
    opened.migrate()
    yield opened
    opened.close()
