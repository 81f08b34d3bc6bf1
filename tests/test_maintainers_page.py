"""The page for maintainers is true: each of its recipes is carried out as written, on a copy.

A block of code says in its opening line what is done with it: `new=PATH` writes a file,
`into=PATH after="WORDS"` puts lines behind the first line with those words, and `sh` is run.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ladder_assess.settings import CHECKOUT, PACKAGE

PAGE = PACKAGE / "guides" / "maintainers" / "changing.md"
COPIED = ("ladder_assess", "questionnaires", "templates", "tests", "static/dist", "static/src")
SINGLE = ("pyproject.toml", "README.md", "Makefile", ".gitignore", "static/package.json")
RECIPES = (
    "Add an item",
    "Add a rule",
    "Add a contradiction",
    "Add an instrument",
    "Add a vignette",
    "Add a page",
)
INTO = re.compile(r'into=(\S+) after="([^"]+)"')


def steps(title: str) -> list[tuple[str, str]]:
    """The blocks below a heading, in order: what is said of each, and what is in it."""
    section = PAGE.read_text("utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    tokens = MarkdownIt().parse(section)
    return [(token.info, token.content) for token in tokens if token.type == "fence"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout of the test's own, with what is compiled already of what stays as it is."""
    for name in COPIED:
        # Other processes of the tests may be writing some of it.
        unfinished = shutil.ignore_patterns("*.pyc.*")
        shutil.copytree(CHECKOUT / name, tmp_path / name, ignore=unfinished)
    for name in SINGLE:
        shutil.copy(CHECKOUT / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("title", RECIPES)
def test_a_recipe_does_what_it_says(title: str, copy: Path) -> None:
    done = [carry_out(info, content, copy) for info, content in steps(title)]
    assert done[-1] == "sh", "a recipe ends with the command that proves it"


def test_every_recipe_with_code_is_carried_out() -> None:
    titles = re.findall(r"^## (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = [title for title in titles if any(info for info, _ in steps(title))]
    assert told == list(RECIPES)


def carry_out(info: str, content: str, copy: Path) -> str:
    """Do what one block says. Gives the kind of step it was; fails where it cannot be done."""
    if "new=" in info:
        file = copy / info.partition("new=")[2]
        assert not file.exists(), f"{file} is there already"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
        return "new"
    if found := INTO.search(info):
        put_into(copy / found[1], found[2], content)
        return "into"
    assert info == "sh", f"what is to be done with a block that says {info!r}?"
    run(content, copy)
    return "sh"


def put_into(file: Path, words: str, content: str) -> None:
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = next((n for n, line in enumerate(lines) if words in line), None)
    assert at is not None, f"{file} has no line with {words!r}"
    file.write_text("".join([*lines[: at + 1], content, *lines[at + 1 :]]), "utf-8")


def run(command: str, copy: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=copy,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(copy), "LADDER_INSTANCE": "instance"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
