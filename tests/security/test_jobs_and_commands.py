"""Every job, export, command, statement and function of the storage says whose data it reaches."""

import importlib
import inspect
import io
import pkgutil
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import pytest

from ladder_assess import jobs, storage
from ladder_assess.cli import main
from ladder_assess.services.data_protection import erase_everything
from ladder_assess.services.data_protection.export_everything import export_everything
from ladder_assess.settings import PACKAGE
from ladder_assess.storage.data_protection.scopes import Scope
from ladder_assess.storage.plan import documents
from tests.security.declared import ROUTES
from tests.security.scoped import (
    COMMANDS,
    EXPORTS,
    FUNCTIONS,
    JOBS,
    PARAMETERS,
    SCOPES,
    STATEMENTS,
)
from tests.security.walking import Walker
from tests.support.command import run
from tests.support.kept.written import written
from tests.support.site import TODAY

QUERIES = PACKAGE / "storage" / "queries"


@pytest.fixture(autouse=True)
def _as_it_was(walker: Walker) -> Iterator[None]:
    walker.put_back()
    yield
    walker.put_back()


def statements() -> dict[str, str]:
    """Every statement of the storage by its name."""
    found = {}
    for file in sorted(QUERIES.glob("*.sql")):
        for part in re.split(r"^-- name: ", file.read_text("utf-8"), flags=re.M)[1:]:
            head, _, text = part.partition("\n")
            found[head.partition("(")[0]] = text
    return found


def has_scope(text: str) -> bool:
    """Is a scope among the conditions or, where a row is added, among what is put into it?"""
    plain = re.sub(r"--.*", "", text)
    within = plain if plain.lstrip().startswith("INSERT") else plain.partition("WHERE")[2]
    return any(re.search(rf"{scope}\b", within) for scope in SCOPES)


def test_every_statement_has_a_scope_or_a_reason_to_have_none() -> None:
    found = statements()
    assert len(found) > 100
    assert not {name for name, text in found.items() if not has_scope(text)} - set(STATEMENTS)
    assert set(STATEMENTS) <= set(found)


def test_no_two_statements_have_one_name() -> None:
    """Whichever was read last would be run for both: a statement that ends all sign-ins, for going
    back to a backup, was once run wherever one person's were meant.
    """
    files = sorted((PACKAGE / "storage" / "queries").glob("*.sql"))
    named = Counter(
        name
        for file in files
        for name in re.findall(r"^-- name: (\w+)", file.read_text("utf-8"), re.MULTILINE)
    )
    assert named.total() > 400
    assert [name for name, times in named.items() if times > 1] == []


def test_statements_are_in_files_or_in_the_modules_that_are_declared() -> None:
    """Where SQL is put together in code, a test of that module's own shows what it reaches."""
    wanted = re.compile(r"\.execute(?:many|script)?\(")
    found = {
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if wanted.search(file.read_text("utf-8"))
    }
    assert found == {
        "storage/common/database.py",
        "storage/engines/locks.py",
        "storage/engines/moving.py",
        "storage/engines/postgresql.py",
        "storage/engines/schema.py",
        "storage/engines/shared_memory.py",
        "storage/engines/sqlite.py",
        "storage/migrations/__init__.py",
        "storage/data_protection/scopes.py",
        "storage/data_protection/going_back.py",
    }


def functions() -> dict[str, FunctionType]:
    """Every function of the storage that others may call and that takes the database, or a
    connection on which a transaction is under way.
    """
    found = {}
    for module in pkgutil.walk_packages(storage.__path__, f"{storage.__name__}."):
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == loaded.__name__ and not name.startswith("_")
            if own and {"database", "connection"} & set(inspect.signature(function).parameters):
                found[f"{module.name.rpartition('.')[2]}.{name}"] = function
    return found


def test_every_function_of_the_storage_takes_a_scope_or_has_a_reason() -> None:
    found = functions()
    assert len(found) > 80
    without = {
        name
        for name, function in found.items()
        if not PARAMETERS & set(inspect.signature(function).parameters)
    }
    assert sorted(without - set(FUNCTIONS)) == [], "say in scoped.py whose rows each touches"
    assert set(FUNCTIONS) <= set(found)


def test_every_command_is_declared() -> None:
    assert set(main.commands) == set(COMMANDS)


def test_every_job_is_declared() -> None:
    """Those that are asked for, and those that fall due by themselves."""
    assert {work.do.__name__ for work in jobs.WORK.values()} == set(JOBS)
    assert set(jobs.CHORES) <= set(jobs.WORK)


def test_every_export_is_declared() -> None:
    assert {endpoint for endpoint in ROUTES if ".export" in endpoint} == set(EXPORTS)


@pytest.mark.parametrize("command", ["lint", "place", "plan"])
def test_a_command_about_files_makes_no_database(command: str, tmp_path: Any) -> None:
    given = {"lint": [], "place": ["-"], "plan": ["-", "--pdf", str(tmp_path / "plan.pdf")]}
    run(
        command, *given[command], given=b'{"id": "a", "answers": {"name": 1}}\n', directory=tmp_path
    )
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_the_pdf_job_writes_and_reads_one_portfolio(walker: Walker) -> None:
    world = walker.world
    wanted = written(walker.database, documents.ask_for_document, world.own.portfolio, TODAY)
    seen: list[Any] = []

    def render(_settings: Any, _rules: Any, plan: Any, _progress: Any) -> bytes:
        seen.append(plan)
        return b"%PDF-1.7"

    others = _everything(walker, world.other.id)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "render", render)
        jobs.make_file(walker.app.config["SETTINGS"], world.product, wanted)
    assert "Alder" in repr(seen[0])
    assert "Birch" not in repr(seen[0])
    assert _everything(walker, world.other.id) == others
    assert set(walker.changed()) == {"plan_document", "plan_snapshot", "job"}


def test_the_pdf_job_makes_nothing_that_nobody_asked_for(walker: Walker) -> None:
    for document in (0, 987654, walker.world.own.values["document_id"]):
        jobs.make_file(walker.app.config["SETTINGS"], walker.world.product, document)
    assert not walker.changed()


def test_what_is_due_is_the_same_for_everyone_and_nothing_else_goes(walker: Walker) -> None:
    """With nothing past its time, the retention job takes nothing from anyone."""
    from ladder_assess.services.data_protection.apply_retention import apply_retention

    world = walker.world
    before = [_everything(walker, office.id) for office in (world.own, world.other)]
    apply_retention(world.product, {"keep_files": 365}, TODAY, 1)
    assert [_everything(walker, office.id) for office in (world.own, world.other)] == before


def _everything(walker: Walker, organisation: int) -> dict[str, bytes]:
    return _unpacked(walker, erase_everything.of_organisation(organisation))


def _unpacked(walker: Walker, scope: Scope) -> dict[str, bytes]:
    with (
        export_everything(walker.world.product, scope, "2026-05-04") as file,
        zipfile.ZipFile(io.BytesIO(file.read())) as archive,
    ):
        return {name: archive.read(name) for name in archive.namelist()}


def test_an_organisations_export_has_all_of_it_and_nothing_of_another(walker: Walker) -> None:
    world = walker.world
    for office, other in ((world.own, world.other), (world.other, world.own)):
        found = b"".join(
            name.encode() + content for name, content in _everything(walker, office.id).items()
        )
        for text in ("activity 1", "action 1", "remark", "file 1", "office"):
            assert f"{office.mark} {text}".encode() in found, text
        assert other.mark.encode() not in found
        assert office.values["provider token"].encode() not in found


def test_a_persons_export_has_nothing_of_anyone_else(walker: Walker) -> None:
    world = walker.world
    scope = erase_everything.of_account(world.outsider)
    found = b"".join(_unpacked(walker, scope).values())
    assert world.outsider.email.encode() in found
    others = [world.administrator, *world.own.people.values(), *world.other.people.values()]
    assert not [person.email for person in others if person.email.encode() in found]
    assert b"Alder" not in found


def test_a_links_export_has_nothing_of_an_organisation(walker: Walker) -> None:
    found = b"".join(
        _unpacked(walker, erase_everything.of_portfolio(walker.world.link.portfolio)).values()
    )
    assert b"Riverside tenant panel" in found
    assert b"Alder" not in found
    assert b"Birch" not in found


def test_the_administrator_command_touches_one_account(walker: Walker) -> None:
    from ladder_assess.services.people.open_account import make_administrator

    world = walker.world
    assert make_administrator(world.product, world.outsider.email)
    assert set(walker.changed()) <= {"account", "audit"}
    rows = walker.database.reading.execute("SELECT id FROM account WHERE administrator = 1")
    assert {row["id"] for row in rows} == {world.outsider.id, world.administrator.id}
