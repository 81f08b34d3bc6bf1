"""No word, trace or log tells the password of a database, however its address is written."""

import logging
import string
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from ladder_assess import cli
from ladder_assess.settings import from_environment
from ladder_assess.storage.common.database import Database, DatabaseError
from ladder_assess.storage.engines.address import BadAddress, read_address

PIECE = 4
# Read by nobody: all that is ever said of such an address.
NOT_READ = "postgresql://ladder@@127.0.0.1:1/ladder"
PASSWORDS = st.text(string.printable, min_size=PIECE, max_size=20)
# The @ before the host was forgotten.
NO_AT = "postgresql://ladder:{}127.0.0.1:1/ladder"
SHAPES = (
    "postgresql://ladder:{}@127.0.0.1:1/ladder",
    "postgresql://lad@der:{}@127.0.0.1:1/ladder",
    NO_AT,
    "postgresql://ladder@127.0.0.1:1,{}/ladder",
    "postgresql://ladder@127.0.0.1:1/ladder,{}",
    "postgresql://ladder@127.0.0.1:1/ladder?password={}",
    "postgresql://ladder@127.0.0.1:1/ladder?passwort={}",
    "postgresql://ladder@127.0.0.1:1/ladder?sslmode={}",
)  # fmt: skip


def empty(shape: str) -> str:
    """The address without the password and what parts it from the rest."""
    return shape.format("").replace(",/", "/").replace(":@", "@").replace(":127", "@127")


def pieces(password: str) -> set[str]:
    """All that would tell a part of it: four signs on end that stand nowhere by themselves."""
    found = (password[at : at + PIECE] for at in range(len(password) - PIECE + 1))
    return {each for each in found if any(sign.isalnum() for sign in each)}


def told(address: str, folder: Path, caplog: pytest.LogCaptureFixture) -> str:
    """All that is said, traced and logged of an address that cannot be used."""
    caplog.clear()
    said = []
    try:
        database = Database(folder / "ladder.sqlite3", address)
        said.append(database.engine.named)
        with closing(database):
            database.migrate()
    except (BadAddress, DatabaseError) as error:
        said += [str(error), *traceback.format_exception(error)]
    else:
        pytest.fail("there is no server there")
    return "\n".join([*said, caplog.text])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(password=PASSWORDS, shape=st.sampled_from(SHAPES))
@example(password="S3cret%Pw", shape=SHAPES[0])
@example(password="S3:cr et", shape=SHAPES[0])
@example(password="S3cret/Pw", shape=SHAPES[0])
@example(password="1234/Pw9x", shape=SHAPES[0])
@example(password="S3cr@et", shape=SHAPES[0])
@example(password="S3cret", shape=SHAPES[1])
@example(password="S3cret", shape=SHAPES[3])
@example(password="S3cret..Pw", shape=SHAPES[3])
@example(password="S" * 64, shape=SHAPES[3])
@example(password="S3cret", shape=SHAPES[4])
def test_nothing_of_a_password_is_told(
    password: str, shape: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # With an @ in it, that is an address like any other: the host stands after it.
    assume(shape != NO_AT or "@" not in password)
    caplog.set_level(logging.DEBUG)
    usual = "".join(told(each, tmp_path, caplog) for each in (empty(shape), NOT_READ)) + __file__
    said = told(shape.format(password), tmp_path, caplog)
    assert not [each for each in pieces(password) if each in said and each not in usual]


@given(password=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_password_that_is_written_as_is_said_is_read(password: str) -> None:
    address = f"postgresql://ladder:{quote(password, safe='')}@db.example.org:5432/ladder"
    read = read_address(address)
    assert read.parts.get("password", "") == password
    assert read.named == "postgresql://ladder@db.example.org:5432/ladder"


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("postgres://host/name", "postgresql://host/name"),
        ("postgresql://[::1]:5432/name", "postgresql://[::1]:5432/name"),
        ("postgresql://ann@a:1,b:2/name?sslmode=require", "postgresql://ann@a:1/name"),
        ("postgresql://ann@/name?host=/run/postgresql", "postgresql://ann@/run/postgresql/name"),
    ],
)
def test_where_a_database_is_is_put_together(address: str, named: str) -> None:
    assert read_address(address).named == named


@pytest.mark.parametrize("password", ["S3cret%Pw", "S3:cr et", "S3cret/Pw", "S3cr@et", "?", "a#/"])
@pytest.mark.parametrize("command", ["setup", "check", "administrator", "move", "retention"])
def test_each_command_ends_with_a_sentence(
    command: str, password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LADDER_INSTANCE", str(tmp_path))
    monkeypatch.setenv("LADDER_DATABASE", f"postgresql://ladder:{password}@127.0.0.1:1/ladder")
    more = ["ann@example.org"] if command == "administrator" else []
    done = CliRunner().invoke(cli.main, [command, *more])
    assert isinstance(done.exception, SystemExit)
    assert done.output.startswith("Error: LADDER_DATABASE: expected postgresql://USER:PASSWORD@")
    assert "@ as %40" in done.output


@pytest.mark.thorough
def test_what_is_typed_is_in_no_trace(
    new_address: Callable[[], str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The server quotes the row that it refuses."""
    with closing(Database(tmp_path / "x", new_address())) as database:
        database.migrate()
        for statement, typed in (
            ("INSERT INTO number_given (kind, last) VALUES (?, 1)", "Ann"),
            ("INSERT INTO number_given (kind, last) VALUES ('new', CAST(? AS BIGINT))", "Ann Who"),
        ):
            with pytest.raises(DatabaseError) as refused:
                twice(database, statement, typed)
            assert typed not in "".join(traceback.format_exception(refused.value))


def twice(database: Database, statement: str, typed: str) -> None:
    with database.writing() as connection:
        connection.executemany(statement, [(typed,), (typed,)])


def test_settings_say_nothing_of_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="LADDER_DATABASE: expected") as refused:
        from_environment({"LADDER_DATABASE": "postgresql://ann:S3c/x@host/y"})
    assert "S3c" not in str(refused.value)
