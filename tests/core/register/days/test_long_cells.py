"""How long each function that reads a cell takes does not grow faster than the cell."""

import inspect
import time
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest

from ladder_assess.core import register

pytestmark = pytest.mark.thorough

LENGTH, SECONDS = 16_000, 0.5
# Alone or after something, what each of them looks at again and again.
UNITS = (
    "1.000", "1850 ", "1/2/1850 ", "31/2/2025", "29.", "30", "May ", "1 May 1850, ", "(", "- ",
    "1-2-", " ", "2025/26 ", "10:00 ", "'", "de ", "á", "ก.พ. ", "Q1 ", "dd/mm/", "1º", "令和",
)  # fmt: skip
AROUND = (("", ""), ("1 ", "x"), ("May ", " 2025"))


def of_a_text() -> dict[str, Callable[..., Any]]:
    """Each public function that reads one text."""
    found = {}
    for place in walk_packages(register.__path__, f"{register.__name__}."):
        module = import_module(place.name)
        for name, each in vars(module).items():
            ours = inspect.isfunction(each) and each.__module__ == module.__name__
            if ours and name[0] != "_" and reads_a_text(each):
                found[f"{module.__name__.removeprefix(register.__name__)[1:]}.{name}"] = each
    return found


def reads_a_text(function: Callable[..., Any]) -> bool:
    asked = [
        each
        for each in inspect.signature(function).parameters.values()
        if each.default is each.empty
    ]
    return bool(asked) and asked[0].annotation is str and len(asked) == 1


FUNCTIONS = of_a_text()


def test_they_are_found() -> None:
    assert {"days.dates.is_far", "days.dates.read_day", "days.dates.is_no_such_day"} <= set(
        FUNCTIONS
    )
    assert len(FUNCTIONS) > 20


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_long_cell_is_read_at_once(name: str) -> None:
    read = FUNCTIONS[name]
    read("1 May 2025")
    for unit in UNITS:
        for before, behind in AROUND:
            text = (before + unit * LENGTH)[: LENGTH - len(behind)] + behind
            begun = time.process_time()
            read(text)
            assert time.process_time() - begun < SECONDS, (before, unit, behind)
