"""What can be wrong with one record of a file, whatever the records are of."""

from typing import NamedTuple

# After so many bad lines a file is read on only where one in so many could be read: a file of
# something else would be told of for minutes, a long register with slips in it is read to its end.
MOST_REJECTED, ONE_IN = 10_000, 10


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


def is_another_file(rejected: int, read: int) -> bool:
    """Is hardly a line what was expected? `rejected` lines are wrong, `read` ones were good: then
    the rest would say the same, for minutes.
    """
    return rejected >= MOST_REJECTED and rejected > (ONE_IN - 1) * read


def not_read_on(rejected: int, read: int) -> Problem:
    """Said in the last line of a report on a file whose rest was not read."""
    expected = (
        f"expected another file: {rejected} of the first {read} lines cannot be read, so the rest "
        "was not read"
    )
    return Problem("line", expected)
