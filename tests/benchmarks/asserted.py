"""Lists what the suite asserts, to compare before and after: `python -m tests.benchmarks.asserted`.

One line for each test (its cases, the assertions in it, its name) and one for each folder.
"""

import ast
import inspect
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

CHECKS = ("raises", "warns", "fail")


class Collected:
    """A plugin that keeps what was collected."""

    def __init__(self) -> None:
        self.items: list[Any] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = list(session.items)


def asserted(function: Callable[..., object]) -> int:
    """How many statements of a test can make it fail, its helpers' not counted."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    return sum(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Attribute) and node.attr in CHECKS)
        for node in ast.walk(tree)
    )


def lines(items: Iterable[Any]) -> Iterable[str]:
    """The list, sorted, so that two of them can be compared line by line."""
    cases: Counter[str] = Counter()
    found: dict[str, int] = {}
    for item in items:
        name = item.nodeid.split("[")[0]
        cases[name] += 1
        test = getattr(item.function, "hypothesis", None)
        found[name] = asserted(test.inner_test if test else item.function)
    folders: dict[str, Counter[str]] = {}
    for name, number in sorted(cases.items()):
        yield f"{number:5} {found[name]:4} {name}"
        folder = folders.setdefault("/".join(Path(name.split("::")[0]).parts[:2]), Counter())
        folder.update(tests=1, cases=number, asserts=found[name])
    for folder_name, sums in sorted(folders.items()):
        told = ", ".join(f"{sums[what]} {what}" for what in ("tests", "cases", "asserts"))
        yield f"{folder_name}: {told}"


def main(chosen: list[str]) -> int:
    """Collect what is chosen, all without a choice, and list it."""
    kept = Collected()
    code = pytest.main(["--collect-only", "-qqq", *chosen], [kept])
    sys.stdout.write("".join(f"{line}\n" for line in lines(kept.items)))
    return int(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
