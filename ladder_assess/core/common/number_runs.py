"""Many numbers in few letters: 1, 2, 3 and 7 as `1-3.7`, or as bits."""

from base64 import b64decode, urlsafe_b64encode
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

BETWEEN, TO = ".", "-"
# What stands before bits.
BITS = "b"


def as_runs(numbers: Iterable[int]) -> str:
    """Numbers, from 0, as runs in their order; each once."""
    placed = enumerate(sorted(set(numbers)))
    found = [[n for _, n in run] for _, run in groupby(placed, key=lambda pair: pair[1] - pair[0])]
    return BETWEEN.join(f"{r[0]}{TO}{r[-1]}" if len(r) > 1 else str(r[0]) for r in found)


def in_few_letters(numbers: Collection[int]) -> str:
    """The same or, where it is shorter, a bit for each number: many single ones make long runs."""
    runs = as_runs(numbers)
    # Six bits a letter.
    if len(runs) <= max(numbers, default=0) // 6 + 8:
        return runs
    bits = bytearray(max(numbers) // 8 + 1)
    for number in numbers:
        bits[number // 8] |= 1 << number % 8
    return BITS + urlsafe_b64encode(bits).decode().rstrip("=")


def read_runs(text: str, ordered: Sequence[int]) -> tuple[int, ...]:
    """Those of the known numbers, given in order, that are meant. Raises ValueError where the text
    is not of one of the two kinds.

    However long the runs are, how many, and in what order, it takes no longer than to sort the runs
    and to give what is meant.
    """
    if text.startswith(BITS):
        return tuple(_in_bits(text.removeprefix(BITS), ordered))
    ends = sorted(tuple(map(int, run.split(TO))) for run in text.split(BETWEEN))
    found: list[int] = []
    after = 0
    for end in ends:
        first = max(after, bisect_left(ordered, end[0]))
        after = max(after, bisect_right(ordered, end[-1]))
        found += ordered[first:after]
    return tuple(found)


def _in_bits(letters: str, ordered: Sequence[int]) -> Iterator[int]:
    bits = b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    for number in ordered[: bisect_left(ordered, len(bits) * 8)]:
        if bits[number // 8] >> number % 8 & 1:
            yield number


def numbers_in(text: str) -> frozenset[int]:
    """All the numbers of runs that `as_runs` made; none of an empty text."""
    ends = [tuple(map(int, run.split(TO))) for run in text.split(BETWEEN)] if text else []
    return frozenset(n for end in ends for n in range(end[0], end[-1] + 1))
