"""What stands in the way of a command is said in words: what, where and what to do; no trace."""

import errno
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from ladder_assess import cli, jobs, settings
from ladder_assess.settings import CHECKOUT, DATABASE
from ladder_assess.storage.common.obstacles import TO_DO, obstacle
from ladder_assess.storage.engines.sqlite import TO_DO as OF_THE_DATABASE
from ladder_assess.storage.migrations import NewerDatabase
from tests.support.command import activity, as_line, run
from tests.support.site import settings_in

HERE = Path("/some/where/ladder.sqlite3")


def leaves(group: click.Group, *above: str) -> Iterator[tuple[str, ...]]:
    """Every command, as the words that call it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from leaves(command, *above, name)
        else:
            yield (*above, name)


COMMANDS = sorted(leaves(cli.main))
MORE = {
    "unpublish": ["anything"],
    "administrator": ["site@example.org"],
    "score": ["--instrument", "enablers"],
    "plan": ["--pdf", "plan.pdf"],
    "backup": ["a-backup"],
    "keep-draws": ["a-folder"],
    "restore": ["a-folder"],
}
TAKE_A_FILE = {"place", "score", "reliability", "agreement", "plan", "update"}


def call(command: tuple[str, ...], directory: Path, instance: Path) -> str:
    """What a command says that cannot do its work, which must be words alone."""
    file = directory / "file.jsonl"
    file.write_bytes(as_line(activity(purpose="listen")))
    given = [str(file)] if command[-1] in TAKE_A_FILE else []
    arguments = [*command, *given, *MORE.get(command[-1], [])]
    done = CliRunner().invoke(cli.main, arguments, env={"LADDER_INSTANCE": str(instance)})
    assert done.exit_code == 1, (arguments, done.output)
    assert isinstance(done.exception, SystemExit), (arguments, done.exception)
    assert done.stderr.startswith("Error: ")
    return done.output


# Read a file and the definitions, whatever the instance is: see test_check_site too.
NEEDS_NO_DATABASE = {"reliability", "lint", "place", "score", "agreement", "plan"}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c[-1] not in NEEDS_NO_DATABASE])
def test_an_instance_that_can_be_no_folder(command: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    said = call(command, tmp_path, tmp_path / "taken" / "instance")
    assert str(tmp_path / "taken") in said
    assert "Use another" in said


# Two say more of it: see test_go_back and test_check_site in tests/services/data_protection. One
# asks for a second database first: see tests/storage/engines/test_move.py.
NOT_HERE = {*NEEDS_NO_DATABASE, "restore", "check", "move"}
WITH_A_DATABASE = [c for c in COMMANDS if c[-1] not in NOT_HERE]


@pytest.mark.parametrize("command", WITH_A_DATABASE)
def test_a_database_of_a_later_version_is_left_alone(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    kept = settings_in(tmp_path).database
    with closing(sqlite3.connect(kept)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('ladder_assess', '9999_from_the_future', '2099-01-01')"
        )
    before = kept.read_bytes()
    said = call(command, tmp_path, kept.parent)
    assert "9999_from_the_future" in said
    assert "later version" in said
    assert kept.read_bytes() == before


@pytest.mark.parametrize("command", WITH_A_DATABASE)
def test_a_database_that_is_none(command: tuple[str, ...], tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / DATABASE).write_bytes(b"no database at all " * 500)
    said = call(command, tmp_path, instance)
    assert str(instance / DATABASE) in said
    assert "Put back a copy" in said


BROKEN: dict[str, Callable[[Path], object]] = {
    "is missing": lambda folder: None,
    "is empty": lambda folder: folder.mkdir(),
    "is a file": lambda folder: folder.write_text("a file"),
    "holds no YAML": lambda folder: _copied(folder, b"a: [1"),
    "holds no text": lambda folder: _copied(folder, b"\xff\xfe\x00"),
    "holds nothing in a file": lambda folder: _copied(folder, b""),
}


def _copied(folder: Path, content: bytes) -> None:
    folder.mkdir()
    for file in (CHECKOUT / "questionnaires").iterdir():
        if file.is_file():
            (folder / file.name).write_bytes(file.read_bytes())
    for file in folder.glob("activity-v*.yaml"):
        file.write_bytes(content)


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("command", [("place",), ("setup",), ("lint",)])
def test_questionnaires_that_cannot_be_read(
    command: tuple[str, ...], how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    BROKEN[how](tmp_path / "questionnaires")
    monkeypatch.setattr(settings, "CHECKOUT", tmp_path)
    file = tmp_path / "file.jsonl"
    file.write_bytes(as_line(activity(purpose="listen")))
    given = [str(file)] if command[-1] in TAKE_A_FILE else []
    done = CliRunner().invoke(
        cli.main, [*command, *given], env={"LADDER_INSTANCE": str(tmp_path / "instance")}
    )
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), done.exception
    assert "activity-v" in done.stderr or "questionnaires" in done.stderr


def plan(pdf: Path) -> list[str]:
    return run("plan", "-", "--pdf", str(pdf), given=as_line(activity(purpose="listen"))).errors


def test_a_pdf_for_a_folder_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "render", lambda *_: b"%PDF")
    (said,) = plan(tmp_path / "missing" / "plan.pdf")
    assert said.startswith(f"Error: {tmp_path}/missing/plan.pdf cannot be used")


def test_a_pdf_without_pango(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bytes:
        raise OSError("cannot load library 'libpango-1.0-0': libpango-1.0-0: no such file")

    monkeypatch.setattr(jobs, "render", fail)
    (said,) = plan(tmp_path / "plan.pdf")
    assert "make install" in said
    assert "libpango-1.0-0 and libpangoft2-1.0-0" in said
    assert not (tmp_path / "plan.pdf").exists()


@pytest.mark.parametrize("code", OF_THE_DATABASE)
@pytest.mark.parametrize("detail", [0, 1, 17])
def test_whatever_sqlite_says_of_the_machine_has_its_words(code: int, detail: int) -> None:
    error = sqlite3.OperationalError("what it says")
    error.sqlite_errorcode = code | detail << 8
    said = obstacle(error, HERE)
    assert said == f"The database {HERE} cannot be used: what it says. {OF_THE_DATABASE[code]}"


@pytest.mark.parametrize("number", TO_DO)
def test_whatever_the_system_says_has_its_words(number: int) -> None:
    assert TO_DO[number] in obstacle(OSError(number, "why", "/a/file"), HERE)
    assert "/a/file" in obstacle(OSError(number, "why", "/a/file"), HERE)


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        sqlite3.ProgrammingError("no such column"),
        sqlite3.IntegrityError("FOREIGN KEY"),
        OSError(errno.EBADF, "ours"),
        KeyError("x"),
    ],
)
def test_a_mistake_of_ours_keeps_its_trace(error: Exception, tmp_path: Path) -> None:
    assert obstacle(error, HERE) == ""
    assert obstacle(NewerDatabase("0099"), HERE)


def test_it_says_its_version() -> None:
    done = run("--version")
    assert (done.code, done.out.split()[:2]) == (0, ["Ladder", "Assess"])


def test_a_command_that_says_what_there_is_loads_nothing_else() -> None:
    told = "import sys, ladder_assess.cli; print(*(n for n in sys.modules if 'ladder_assess' in n))"
    found = subprocess.run(
        (sys.executable, "-c", told), cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    names = {name.removeprefix("ladder_assess").lstrip(".") for name in found.stdout.split()}
    assert names == {"", "cli", "cli_files", "cli_lines", "cli_words"}
