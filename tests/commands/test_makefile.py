"""`make` mends a virtual environment that was moved or broken, and leaves a sound one alone."""

import shutil
import subprocess
import sys
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
