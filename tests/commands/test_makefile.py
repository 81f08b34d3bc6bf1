"""`make` mends a virtual environment that was moved or broken, and leaves a sound one alone."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ladder_assess.settings import CHECKOUT

ANEW = "anew, as it was moved or is broken"
# Stands for the Python of the machine: what it makes is as small as can be, and sound.
MAKES = f"""#!/bin/sh
if [ "$2" = venv ]; then
  mkdir -p "$3/bin" && echo "command = python -m venv $PWD/$3" >"$3/pyvenv.cfg"
  printf '#!/bin/sh\\nexec {sys.executable} "$@"\\n' >"$3/bin/python" && chmod +x "$3/bin/python"
fi
"""


def made(checkout: Path, target: str = ".venv/pyvenv.cfg") -> str:
    """What make says."""
    done = subprocess.run(
        ["make", target, f"PYTHON={checkout}/python"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with a virtual environment."""
    found = tmp_path / "checkout"
    found.mkdir()
    shutil.copy(CHECKOUT / "Makefile", found)
    (found / "static" / "src").mkdir(parents=True)
    (found / "python").write_text(MAKES)
    (found / "python").chmod(0o755)
    assert "Making .venv" in made(found)
    return found


def test_a_sound_one_is_left_alone(checkout: Path) -> None:
    (checkout / ".venv" / "mine").touch()
    assert "Making" not in made(checkout)
    assert (checkout / ".venv" / "mine").exists()


def test_one_that_was_moved_is_made_anew(checkout: Path) -> None:
    moved = checkout.rename(checkout.with_name("elsewhere"))
    assert ANEW in made(moved)
    assert str(moved) in (moved / ".venv" / "pyvenv.cfg").read_text()
    assert "Making" not in made(moved)


@pytest.mark.parametrize("gone", ["bin/python", "bin", "pyvenv.cfg"])
def test_one_that_is_broken_is_made_anew(checkout: Path, gone: str) -> None:
    lost = checkout / ".venv" / gone
    shutil.rmtree(lost) if lost.is_dir() else lost.unlink()
    assert ANEW in made(checkout)
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert "Making" not in made(checkout)


def test_to_list_what_there_is_removes_nothing(checkout: Path) -> None:
    (checkout / ".venv" / "bin" / "python").unlink()
    assert "make install" in made(checkout, "help")
    assert (checkout / ".venv" / "bin").exists()


def test_what_is_compiled_is_kept_even_where_the_environment_says_otherwise(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without that, each of the many processes that tests start compiles the product again."""
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with (checkout / "Makefile").open("a") as makefile:
        makefile.write('shown: ; @echo "<$${PYTHONDONTWRITEBYTECODE-}>"\n')
    assert made(checkout, "shown") == "<>\n"


class Machine:
    """A checkout on a machine with these Pythons and no others; `make` notes what it is asked."""

    def __init__(self, directory: Path, *pythons: str) -> None:
        self.bin, self.asked = directory / "bin", directory / "asked"
        self.script = directory / "checkout" / ".ci" / "run"
        self.script.parent.mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(CHECKOUT / ".ci" / "run", self.script)
        for needed in ("bash", "dirname"):
            (self.bin / needed).symlink_to(shutil.which(needed) or needed)
        self.add("make", f'echo "$@" >>{self.asked}')
        for version in pythons:
            self.add(f"python{version}", f"echo {version}")

    def add(self, name: str, does: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{does}\n")
        (self.bin / name).chmod(0o755)

    def run(self) -> list[str]:
        """What `make` is asked, in order."""
        home = str(self.bin.parent)
        command = (self.bin / "bash", self.script)
        subprocess.run(command, env={"PATH": str(self.bin), "HOME": home}, check=True)
        return self.asked.read_text().splitlines()


FEW = "PYTEST_MORE=--hypothesis-profile=few"
NEWEST = f"VENV=.venv-newest {FEW} coverage"


@pytest.mark.parametrize(
    ("pythons", "newest"),
    [
        (("3.11", "3.12", "3.13"), f"PYTHON=python3.13 {NEWEST}"),
        (("3.11", "3.12"), f"PYTHON=python3.12 {NEWEST}"),
        (("3.11",), f"PYTHON=python3.11 {FEW} coverage"),
    ],
)
def test_all_is_tested_on_the_oldest_python_and_the_core_on_the_newest(
    tmp_path: Path, pythons: tuple[str, ...], newest: str
) -> None:
    assert Machine(tmp_path, *pythons).run() == ["PYTHON=python3.11 test", newest]


def test_a_python_that_is_there_by_name_alone_is_passed_over(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "3.11")
    machine.add("python3.13", "exit 127")
    assert machine.run()[1] == f"PYTHON=python3.11 {FEW} coverage"


def test_where_no_supported_python_has_its_name_the_one_that_is_there_is_taken(
    tmp_path: Path,
) -> None:
    machine = Machine(tmp_path)
    machine.add("python3", "echo 3.12")
    assert machine.run() == ["PYTHON=python3 test", f"PYTHON=python3 {FEW} coverage"]


def test_the_pythons_that_are_said_to_be_supported_are_those_that_are_tested() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    said = {line.rpartition(" ")[2] for line in project["classifiers"]}
    script = (CHECKOUT / ".ci" / "run").read_text("utf-8")
    assert set(re.findall(r"python(3\.\d+)", script)) == said
