"""No pattern is searched for in the square of a text's length: nothing else of the site runs, and
nothing can end it, while `re` looks through one text. What a name in capitals is asked to do is
read in the code, and each pattern is timed at that over texts of one sign, short and long.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ladder_assess

SIGNS = (
    "a", "A", "1", " ", ".", "-", "/", "@", ",", "\n", "\t", "a ", "1 ", "1-", "a.", "é", "<", "(",
    ":", "'", "_", "|", "a@", "\u200b",
)  # fmt: skip
SHORT, LONG = 500, 2000
# Four times as long takes four times the time, or sixteen.
MOST = 10
METHODS = ("search", "findall", "finditer", "sub", "subn", "split", "match", "fullmatch")
# Which texts they see, and no others.
BOUNDED = {
    ("core.register.looks", "NO_TEXT", "fullmatch"): "a sample of each column, cut",
    ("core.register.headings.kinds_of_heading", "NUMBERED", "fullmatch"): "headings, cut",
    ("publishing.common.narrow_table", "OTHER_TAG", "sub"): "our own tags: all else is escaped",
    ("publishing.files.layout", "_ASIDE", "split"): "our own tags: all else is escaped",
    ("storage.engines.translated", "REFERENCE", "sub"): "our own statements",
}


def asked() -> Iterator[tuple[str, str, str, re.Pattern[Any]]]:
    """Each pattern that has a name, with the module that asks it and what it is asked."""
    for found in pkgutil.walk_packages(ladder_assess.__path__, "ladder_assess."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        there = {name: p for name, p in vars(module).items() if isinstance(p, re.Pattern)}
        for name, method in sorted(_asks(Path(str(module.__file__)), there)):
            yield found.name.removeprefix("ladder_assess."), name, method, there[name]


def _asks(path: Path, there: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (node.value.id, node.attr)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id in there and node.attr in METHODS
    }  # fmt: skip


def _ask(pattern: re.Pattern[Any], method: str, text: str) -> Callable[[], object]:
    read: Any = text.encode() if isinstance(pattern.pattern, bytes) else text
    if method in ("sub", "subn"):
        return lambda: getattr(pattern, method)(read[:0], read)
    if method == "finditer":
        return lambda: list(pattern.finditer(read))
    return lambda: getattr(pattern, method)(read)


def seconds(ask: Callable[[], object]) -> float:
    """Of the processor: the least of three, as others work beside."""
    times = []
    for _ in range(3):
        began = time.thread_time()
        ask()
        times.append(time.thread_time() - began)
    return min(times)


def squared(pattern: re.Pattern[Any], method: str, plain: float) -> str:
    """The sign of which a text costs in the square of its length; nothing where none does."""
    for sign in SIGNS:
        # The end fits nothing, so that all ways are tried.
        short, long = ((sign * length)[:length] + "\0" for length in (SHORT, LONG))
        whole = seconds(_ask(pattern, method, long))
        if whole > plain and whole > MOST * seconds(_ask(pattern, method, short)):
            return sign
    return ""


def test_no_pattern_is_looked_for_in_the_square_of_a_text() -> None:
    # As long as going through such a text a hundred times.
    plain = 100 * seconds(_ask(re.compile("[^b]*"), "match", "a" * LONG))
    found = {
        (module, name, method): sign
        for module, name, method, pattern in asked()
        if (sign := squared(pattern, method, plain))
    }
    assert not {place: sign for place, sign in found.items() if place not in BOUNDED}
    assert len(list(asked())) > 100
