"""Draws many more examples of every property that the tests hold than one run of them does."""

import os
import re
import subprocess
import sys
from pathlib import Path

from ladder_assess.settings import CHECKOUT
from tests.soak.report import Row

TESTS = CHECKOUT / "tests"
PROFILE = "many"
DRAWS = re.compile(r"^from hypothesis import .*\bgiven\b", re.M)
HELD, FELL = re.compile(r"(\d+) passed"), re.compile(r"^(?:FAILED|ERROR) (.+)$", re.M)


def property_files() -> list[str]:
    """Every file of tests that holds a property."""
    files = sorted(TESTS.rglob("test_*.py"))
    found = [file for file in files if DRAWS.search(file.read_text("utf-8"))]
    return [str(file.relative_to(CHECKOUT)) for file in found]


def draw_properties(place: Path, start: int) -> Row:
    """Hold every property again, from this start."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    options = [f"--hypothesis-profile={PROFILE}", f"--hypothesis-seed={start}"]
    options += ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    done = subprocess.run(
        [*command, *options, *property_files()],
        cwd=CHECKOUT,
        env={**os.environ, "TMPDIR": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    held, fell = HELD.findall(done.stdout), FELL.findall(done.stdout)
    if done.returncode and not fell:
        fell = [done.stdout[-300:] + done.stderr[-300:]]
    return Row("properties", int(held[0]) if held else 1, fell, f"tests in profile {PROFILE!r}")
