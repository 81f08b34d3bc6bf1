"""Many numbers in few letters: 1, 2, 3 and 7 as `1-3.7`."""

from collections.abc import Collection, Iterable
from itertools import groupby

BETWEEN, TO = ".", "-"


def as_runs(numbers: Iterable[int]) -> str:
    """Numbers, from 0, as runs in their order; each once."""
    placed = enumerate(sorted(set(numbers)))
    found = [[n for _, n in run] for _, run in groupby(placed, key=lambda pair: pair[1] - pair[0])]
    return BETWEEN.join(f"{r[0]}{TO}{r[-1]}" if len(r) > 1 else str(r[0]) for r in found)


def read_runs(text: str, known: Collection[int]) -> tuple[int, ...]:
    """Those of the known numbers that lie in runs. Raises ValueError where they are none."""
    ends = [tuple(map(int, run.split(TO))) for run in text.split(BETWEEN)]
    return tuple(n for n in sorted(known) if any(e[0] <= n <= e[-1] for e in ends))
