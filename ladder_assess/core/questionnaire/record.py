"""What can be wrong with one record of a file, whatever the records are of."""

from typing import NamedTuple


class Problem(NamedTuple):
    """Something wrong with an item of a record, and what was expected instead."""

    item: str
    expected: str


class BadRecord(ValueError):
    """A record could not be read; `problems` holds everything that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{p.item}: {p.expected}" for p in problems))
        self.problems = problems


class Rejected(NamedTuple):
    """A record that was not taken: the line on which it starts and all that is wrong with it."""

    line: int
    problems: list[Problem]
