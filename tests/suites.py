"""Lists what each suite of tests asserts, and how many tests its rooms have: `make suites`."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import PurePath

from ladder_assess.settings import CHECKOUT, PACKAGE

HOUSE = PACKAGE / "guides" / "maintainers" / "house.md"
# Files beside the folders are a suite of their own.
BESIDE = "tests/test_*.py"


def asserted() -> dict[str, str]:
    """What the page for maintainers says of each suite."""
    section = HOUSE.read_text("utf-8").partition("## What the tests assert\n")[2]
    return dict(re.findall(r"^\| `(tests/\S+)` \| (.+) \|$", section.partition("\n## ")[0], re.M))


def suites() -> set[str]:
    """The folders that tests stand in, as that page calls them."""
    tests = CHECKOUT / "tests"
    inside = (file.relative_to(tests).parts[0] for file in tests.glob("*/**/test_*.py"))
    return {BESIDE, *(f"tests/{folder}/" for folder in inside)}


def counted(listed: str) -> dict[str, Counter[str]]:
    """How many tests each room of each suite has, of what pytest lists: a file and its number."""
    found: dict[str, Counter[str]] = {}
    for name, number in re.findall(r"^(tests/\S+\.py): (\d+)$", listed, re.M):
        _, *folders, _file = PurePath(name).parts
        suite, rooms = (f"tests/{folders[0]}/", folders[1:]) if folders else (BESIDE, [])
        room = rooms[0] if rooms else ""
        found.setdefault(suite, Counter())[room] += int(number)
    return found


def lines(listed: str) -> list[str]:
    """Each suite with its number, what it asserts and how many tests its rooms have."""
    said, told = asserted(), []
    for suite, rooms in sorted(counted(listed).items()):
        told.append(f"{rooms.total():6}  {suite}  {said.get(suite, '')}")
        told += [f"        {rooms[room]:6}  {room}" for room in sorted(rooms) if room]
    return told


if __name__ == "__main__":
    command = (sys.executable, "-m", "pytest", "--collect-only", "-qq")
    listed = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    sys.stdout.write("\n".join([*lines(listed.stdout), ""]))
