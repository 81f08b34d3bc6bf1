"""The table of requirements names tests that are there, and leaves none out; and what no other
test shows of it.
"""

import ast
import re
from collections import Counter
from pathlib import Path

from flask import Flask

from ladder_assess.settings import CHECKOUT, PACKAGE

TESTS = CHECKOUT / "tests"
TABLE = (TESTS / "security" / "asvs.md").read_text("utf-8")
MET, PARTLY, NOT_MET, NONE = "met", "partly", "not met", "does not apply"
# How many of chapters V2 to V14 count at level 2 of version 4.0.3.
IN_CHAPTER = {
    2: 53, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13, 14: 23,
}  # fmt: skip
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "render_template_string", "from_string"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "xml", "lxml", "yaml", "ctypes"}
OF_COMMANDS = {"os.system", "os.popen", "subprocess.getoutput"}


def rows() -> list[list[str]]:
    """Every row of the table: number, in short, status, tests, remark."""
    lines = [line for line in TABLE.splitlines() if re.match(r"\| \d+\.", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_no_requirement_is_left_out() -> None:
    numbers = [tuple(map(int, row[0].split("."))) for row in rows()]
    assert numbers == sorted(set(numbers))
    assert Counter(number[0] for number in numbers) == IN_CHAPTER


def test_every_status_is_one_and_has_what_it_needs() -> None:
    wrong = []
    for number, words, status, tests, remark in rows():
        known = status in (MET, PARTLY, NOT_MET, NONE) and bool(words)
        shown = bool(tests) == (status in (MET, PARTLY))
        if not known or not shown or (status != MET and not remark):
            wrong.append(number)
    assert not wrong


def test_every_test_that_is_named_is_there() -> None:
    missing = []
    for number, _, _, tests, _ in rows():
        for name, test in re.findall(r"`([\w/]+\.py)::(\w+)`", tests):
            file = TESTS / name
            if not file.is_file() or f"def {test}(" not in file.read_text("utf-8"):
                missing.append(f"{number}: {name}::{test}")
        assert tests.count("::") == len(re.findall(r"`[\w/]+\.py::\w+`", tests)), number
    assert not missing, "\n".join(missing)


def test_the_sums_are_right() -> None:
    found = Counter(row[2] for row in rows())
    words = (
        f"Of {len(rows())}: {found[MET]} met, {found[PARTLY]} partly, "
        f"{found[NOT_MET]} not met, {found[NONE]} do not apply."
    )
    assert words in TABLE


def modules() -> dict[str, ast.Module]:
    """Every file of the package."""
    return {
        str(file.relative_to(PACKAGE)): ast.parse(file.read_text("utf-8"))
        for file in PACKAGE.rglob("*.py")
    }


# Expat that refuses every document type, names of elements beside defusedxml's parser, and one call
# that names a process and ends it with its parent, made of constants and of no text that came in.
SAFE_HERE = {
    # Its parser of HTML alone: that has no document types, no entities but letters, no addresses.
    "core/register/markup.py imports lxml",
    "storage/register/web_tables.py imports lxml",
    "processes.py imports ctypes",
    # To end a page that is at work for too long: nothing of a request is handed to it.
    "breaking_off.py imports ctypes",
    # To let two folders change their names in one step: it is handed their names alone.
    "storage/data_protection/going_back.py imports ctypes",
    "publishing/files/outlines.py imports xml.etree.ElementTree",
    "storage/common/xml_stream.py imports xml.parsers",
}


def test_no_code_is_made_of_text() -> None:
    """No eval, no templates from strings, no shell, and nothing that reads objects from bytes."""
    found = []
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                shell = [k for k in node.keywords if k.arg == "shell"]
                built_in = called in UNSAFE_CALLS or called.endswith((".from_string",))
                if built_in or called in OF_COMMANDS or shell:
                    found.append(f"{name}:{node.lineno} {called}")
            if isinstance(node, ast.Import | ast.ImportFrom):
                module = getattr(node, "module", None) or ""
                names = [module, *(alias.name for alias in node.names)]
                found += [
                    f"{name} imports {n}" for n in names if n.partition(".")[0] in UNSAFE_MODULES
                ]
    assert set(found) == SAFE_HERE


def test_no_other_program_is_started() -> None:
    """Processes are copies of this one, and what they run is named in code."""
    for file in PACKAGE.rglob("*.py"):
        assert "subprocess" not in file.read_text("utf-8"), file


def test_requirements_are_pinned_by_their_digests() -> None:
    """Each with its version and digests, of which the installer checks one."""
    for file in sorted((CHECKOUT / "requirements").glob("*.txt")):
        lines = file.read_text("utf-8").replace("\\\n", " ").splitlines()
        wanted = [line for line in lines if line.strip() and not line.strip().startswith("#")]
        assert wanted
        for line in wanted:
            assert "==" in line, line
            assert "--hash=sha256:" in line, line
    lock = (CHECKOUT / "static" / "package-lock.json").read_text("utf-8")
    assert lock.count('"integrity": "sha512-') >= lock.count('"version": "') - 2
    assert "--require-hashes" in Path(CHECKOUT / "Makefile").read_text("utf-8")


def test_debugging_is_off(app: Flask) -> None:
    assert not app.debug
    assert not app.config["TEMPLATES_AUTO_RELOAD"]
    assert not app.testing
