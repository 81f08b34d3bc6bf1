"""The house is as agreed: how imports run, what stands where, and that all is written down."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.cli import main
from ladder_assess.settings import CHECKOUT, PACKAGE
from tests.suites import asserted, counted, suites

BELOW = {
    "core": {"core"},
    "storage": {"core", "storage"},
    "services": {"core", "storage", "services"},
    "publishing": {"core", "publishing"},
}
# The rooms of each floor, from the ground: a module imports from its own and from lower ones.
ROOMS = {
    "core": "common people benchmarks questionnaire placement activities points_of_view "
    "instruments campaigns workshops plan checks register",
    "storage": "engines common contents questionnaire activities people benchmarks points_of_view "
    "instruments campaigns workshops plan register data_protection",
    "services": "common data_protection people placement checks activities points_of_view "
    "instruments campaigns workshops benchmarks register plan",
    "publishing": "common charts files placement points_of_view activities instruments "
    "campaigns workshops benchmarks register plan",
    "web": "common access people activities points_of_view instruments benchmarks "
    "plan register campaigns workshops data_protection",
}
# Beside the rooms of storage: what SQL says, and how it came to be.
NO_ROOMS = {"migrations", "queries"}
# Use cases that open more than one transaction, and why that is right.
SWEPT = "contents on the disk go once the rows that name them have gone for good"
PIECES = "ladder_assess.services.common.in_pieces.in_pieces"
GOES_ON = "pieces, so that others save in between: where it is cut short, it is gone on with"
MARKED = "no server takes what is moved before all is there, and it goes on where it was cut short"
SEVERAL = {
    "activities.land_rows.land": GOES_ON,
    "data_protection.apply_retention._expire_in_pieces": GOES_ON,
    "register.import_register.forget_register": GOES_ON,
    "register.read_register.send_register": GOES_ON,
    "activities.take_in_portfolio.take_in_portfolio": GOES_ON,
    "campaigns.keep_contacts.remove_contacts": GOES_ON,
    "campaigns.keep_contacts.take_list": GOES_ON,
    "campaigns.send_invitations.prepare": GOES_ON,
    "data_protection.erase_in_pieces.erase_in_pieces": GOES_ON,
    "register.import_register._take_out": GOES_ON,
    "register.import_register.give_up_register": "one of two: says so, or has it go out again",
    "activities.keep_evidence.remove_evidence": SWEPT,
    "activities.put_back_activity.erase_removed_activity": SWEPT,
    "benchmarks.draw_figures.draw_due_figures": "an indicator each, so that a job goes on",
    "campaigns.answer_by_link.give": "one of two: what a pilot keeps apart, or what counts",
    "campaigns.keep_contacts.send_list": "what was typed is read at once, as a job would",
    "campaigns.send_invitations.send_invitations": "a message each: what has left is noted at once",
    "common.product.open_product": "brings all up to date, step by step, before it serves",
    "data_protection.apply_retention.apply_retention": SWEPT,
    "data_protection.erase_everything._sweep": SWEPT,
    "data_protection.erase_everything.erase_account": SWEPT,
    "data_protection.erase_everything.erase_again": SWEPT,
    "data_protection.erase_everything.erase_organisation": SWEPT,
    "data_protection.erase_everything.erase_portfolio": SWEPT,
    "data_protection.go_back._carry_over": "in a copy, which takes its place once all is done",
    "data_protection.go_back._prepared": "in a copy, which takes its place once all is done",
    "data_protection.go_back_there._gone_back": MARKED,
    "data_protection.go_back_there.go_back_there": MARKED,
    "data_protection.move_site._moved": MARKED,
    "data_protection.move_site.put_in": MARKED,
    "data_protection.move_site.take_out": MARKED,
    "people.send_mail.deliver": "a message each: what has left is forgotten at once",
    "people.sign_in.sign_in": "one of two: it failed, or the hash is renewed",
    "plan.make_document._progress": "its page says meanwhile how far it has come",
    "plan.make_document.make_document": "its page says meanwhile how far it has come",
    "plan.make_document.make_editable": "its page says meanwhile how far it has come",
    "plan.make_document.make_register": "its page says meanwhile how far it has come",
    "points_of_view.take_back_view.take_back_view": "looks once where answers wait, then erases",
    "register.import_register._save": GOES_ON,
    "register.import_register.work_on_register": "one of three",
    "register.read_register.read_register": "its page says meanwhile how far it has come",
}
# Storage that opens a transaction by itself, and why. Everything else is handed a connection.
QUEUE = "the queue of jobs: each step stands for itself, whatever the job does"
BY_ITSELF = {
    "activities.evidence_files.sweep": "under the lock, so that no new file is taken for a stray",
    "common.answer_mix.names_of": "once, so that no answer comes in while the files are read",
    "common.answer_mix.sweep": "under the lock, so that no new file is taken for a stray",
    "common.database.erasing": "a transaction that leaves nothing behind",
    "common.jobs.claim": QUEUE,
    "common.jobs.drop": QUEUE,
    "common.jobs.give_back": QUEUE,
    "common.jobs.give_up": QUEUE,
    "common.jobs.put_once": QUEUE,
    "common.jobs.renew": QUEUE,
    "campaigns.answer_counts.count_missing": "a group each, before anybody is served",
    "campaigns.anonymous_answers.add_view": "leaves no trace of the order of answers",
    "points_of_view.given.add_page": "leaves no trace of the order of answers",
}
OPENS = {"writing", "erasing"}
MOST_NAMES = 25
# One invalid definition a file, and each migration a file.
MANY_ON_PURPOSE = {"invalid_definitions", "migrations"}
AT_HOME = {
    "aiosql": "storage",
    "obstore": "storage",
    "openpyxl": "storage",
    "psycopg": "storage",
    "psycopg_pool": "storage",
    "sqlite3": "storage",
    "sqlite_utils": "storage",
    "icalendar": "publishing",
    "docx": "publishing",
    "pikepdf": "publishing",
    "plotly": "publishing",
    "weasyprint": "publishing",
    "waitress": "answering",
    "prometheus_client": "metrics",
}
# Where SQLite's own driver is known beside its engine, and why.
KNOWS_SQLITE = {
    "storage/migrations/__init__.py": "tells the statements of a file apart as SQLite does",
    "storage/migrations/waiting_files.py": "functions for one migration of a file",
    "storage/campaigns/open_data_file.py": "open data for others, as a file that SQLite reads",
}
ON_THE_TOP_FLOOR = {"click", "flask", "flask_babel", "flask_wtf", "werkzeug", "wtforms"}
NOT_IN_CORE = {"io", "os", "pathlib", "random", "shutil", "socket", "subprocess", "time"}
AT_THE_TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "LICENSE", "Makefile", "README.md", "SECURITY.md",
    "instance", "ladder_assess", "pyproject.toml", "questionnaires",
    "requirements", "static", "templates", "tests",
}  # fmt: skip
# Put together here, so that this file does not hold what it looks for.
ADDRESSES = re.compile(r"https?://[^\s\"'>)]*(?:py" + r"pi|npm" + r"js|python" + r"hosted|debian)")
MACHINE = re.compile(r"(?<![\w./])/(?:wo" + r"rk|ro" + r"ot)/")


@cache
def imports() -> list[tuple[str, str, str]]:
    """Every import of the package: the file, the floor it stands on, and what it imports."""
    return list(_imports())


def _imports() -> Iterator[tuple[str, str, str]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        place = file.relative_to(PACKAGE)
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            yield from ((str(place), place.parts[0].removesuffix(".py"), name) for name in names)


def floor_of(name: str) -> str:
    return name.split(".")[1] if name.startswith("ladder_assess.") else ""


def test_imports_run_down_only() -> None:
    up = [
        f"{file} imports {name}"
        for file, floor, name in imports()
        if floor in BELOW and floor_of(name) and floor_of(name) not in BELOW[floor]
    ]
    assert not up


def rooms(floor: str) -> list[str]:
    return ROOMS[floor].split()


def test_every_module_of_a_floor_stands_in_a_room() -> None:
    for floor in ROOMS:
        folders = {at.name for at in (PACKAGE / floor).iterdir() if at.is_dir()} - {"__pycache__"}
        assert folders - NO_ROOMS == set(rooms(floor))
        assert {file.name for file in (PACKAGE / floor).glob("*.py")} == {"__init__.py"}


def test_rooms_keep_their_order_on_each_floor() -> None:
    up = []
    for file, floor, name in imports():
        place, parts = Path(file).parts, name.split(".")
        same_floor = parts[0] == "ladder_assess" and len(parts) > 2 and parts[1] == floor
        if floor in ROOMS and len(place) > 2 and same_floor and parts[2] not in NO_ROOMS:
            order = rooms(floor)
            if order.index(parts[2]) > order.index(place[1]):
                up.append(f"{file} imports {name}")
    assert not up


def test_pages_reach_what_is_kept_through_use_cases() -> None:
    """Web imports no storage. What a page does is one service, named as a verb phrase: one
    transaction with its audit entry inside. A record that a page shows is a frozen dataclass of
    core (`Account`, `Portfolio`), which storage fills in and the service hands on, or the service's
    own where it puts several together.
    """
    through = [
        f"{file} imports {name}"
        for file, floor, name in imports()
        if floor == "web" and floor_of(name) == "storage"
    ]
    assert not through


def test_a_use_case_is_one_transaction() -> None:
    """Storage is handed a connection that writes, so that what belongs together, and the entry in
    the log that tells of it, is there as a whole or not at all; the types see to the rest.
    """
    calls = Calls()
    several = {name for name in calls.of("services") if calls.transactions(name) > 1}
    assert {short(name) for name in several} == set(SEVERAL), "say why, or make it one"
    opened = {short(name) for name in calls.of("storage") if calls.opens(name)}
    assert opened == set(BY_ITSELF), "take a connection (Writing) instead"


def short(name: str) -> str:
    """A function's name less the package and the floor."""
    return name.split(".", 2)[2]


class Calls:
    """Which functions of services and storage open a transaction, by themselves or by a call."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[list[ast.Call], dict[str, str], str]] = {}
        for floor in ("services", "storage"):
            for file in sorted((PACKAGE / floor).rglob("*.py")):
                place = file.relative_to(PACKAGE.parent).with_suffix("")
                self._read(ast.parse(file.read_text("utf-8")), ".".join(place.parts))

    def _read(self, tree: ast.Module, module: str) -> None:
        known = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
                self.found[f"{module}.{node.name}"] = calls, known, module

    def of(self, floor: str) -> list[str]:
        """The functions of a floor."""
        return [name for name in self.found if name.split(".")[1] == floor]

    def opens(self, name: str) -> int:
        """How often a function itself opens a transaction."""
        called = (call.func for call in self.found[name][0])
        return sum(isinstance(f, ast.Attribute) and f.attr in OPENS for f in called)

    def transactions(self, name: str, within: tuple[str, ...] = ()) -> int:
        """How many transactions it opens: its own, and one for each call that opens any."""
        if name in within:
            return 0
        below = (
            2 if called == PIECES else min(1, self.transactions(called, (*within, name)))
            for called in self._called(name)
        )
        return self.opens(name) + sum(below)

    def _called(self, name: str) -> Iterator[str]:
        calls, known, module = self.found[name]
        for node in calls:
            if isinstance(node.func, ast.Name):
                named = known.get(node.func.id, f"{module}.{node.func.id}")
            elif isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                of = node.func.value.id
                named = f"{module if of == 'self' else known.get(of, '')}.{node.func.attr}"
            else:
                continue
            if named in self.found:
                yield named


def test_no_folder_holds_more_than_one_can_take_in() -> None:
    held: dict[Path, set[str]] = {}
    for file in committed():
        for part in file.relative_to(CHECKOUT).parents:
            below = file.relative_to(CHECKOUT / part).parts[0]
            held.setdefault(part, set()).add(below)
    full = {
        str(folder): len(names)
        for folder, names in held.items()
        if folder.parts[:1] in {("ladder_assess",), ("templates",), ("tests",)}
        and len(names) > MOST_NAMES
        and folder.name not in MANY_ON_PURPOSE
    }
    assert not full


def test_each_library_has_one_home() -> None:
    strays = []
    for file, floor, name in imports():
        library = name.split(".")[0]
        strayed = (
            AT_HOME.get(library, floor) != floor
            or (library in ON_THE_TOP_FLOOR and floor in BELOW)
            or (library in NOT_IN_CORE and floor == "core")
        )
        if strayed:
            strays.append(f"{file} imports {name}")
    assert not strays


def test_an_engine_is_known_by_its_driver_in_its_room_alone() -> None:
    found = {
        file
        for file, _, name in imports()
        if name.split(".")[0] in {"sqlite3", "sqlite_utils", "psycopg", "psycopg_pool"}
        and not file.startswith("storage/engines/")
    }
    assert found == set(KNOWS_SQLITE)


def committed() -> list[Path]:
    """The files under version control, and those about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not under version control")
    return [CHECKOUT / name for name in listed.stdout.split("\0") if (CHECKOUT / name).is_file()]


def test_nothing_new_stands_at_the_top() -> None:
    names = {file.relative_to(CHECKOUT).parts[0] for file in committed()}
    assert not names - AT_THE_TOP


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [
        f"{file.relative_to(CHECKOUT)}: {match.group()}"
        for file in committed()
        for pattern in (ADDRESSES, MACHINE)
        for match in pattern.finditer(file.read_text("utf-8", "replace"))
    ]
    assert not found


def guide(place: str) -> str:
    return (PACKAGE / "guides" / place).read_text("utf-8")


def test_every_command_is_in_its_guide() -> None:
    said = guide("administrators/commands.md")
    missing = [name for name in main.commands if f"`ladder-assess {name}" not in said]
    assert not missing, "add a row to ladder_assess/guides/administrators/commands.md"


def test_every_setting_is_in_its_guide() -> None:
    settings = set(re.findall(r"LADDER_[A-Z_]+", (PACKAGE / "settings.py").read_text("utf-8")))
    said = guide("administrators/settings.md")
    missing = [name for name in settings if f"`{name}`" not in said]
    assert not missing, "add a row to ladder_assess/guides/administrators/settings.md"


def test_every_address_says_what_it_is_for(installation: Flask) -> None:
    """The page of addresses shows a view's docstring: so each has to have one of its own."""
    views = installation.view_functions
    bare = [endpoint for endpoint, view in views.items() if not (view.__doc__ or "").strip()]
    assert not bare, "give the view a docstring: what the page is for, in a sentence"


def test_every_room_says_what_it_is_for() -> None:
    said = guide("maintainers/house.md")
    missing = {room for floor in ROOMS for room in rooms(floor) if f"`{room}`" not in said}
    assert not missing, "add a row to ladder_assess/guides/maintainers/house.md"


def test_every_suite_says_what_it_asserts() -> None:
    assert set(asserted()) == suites(), "ladder_assess/guides/maintainers/house.md lists them"


def test_suites_are_counted_by_room() -> None:
    listed = "tests/core/plan/test_a.py: 3\ntests/core/plan/deep/test_b.py: 2\ntests/test_c.py: 1"
    assert counted(listed) == {"tests/core/": {"plan": 5}, "tests/test_*.py": {"": 1}}


def test_every_target_of_make_says_what_it_does() -> None:
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.M)[0].split()
    assert set(targets) == set(re.findall(r"^(\w+):.*## ", makefile, re.M))
