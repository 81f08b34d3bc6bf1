"""Which rows of a register are no activities, although something stands where names do: titles of
sections, and what a list ends with.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import isclose

from ladder_assess.core.register.days.which_day import fold

TOTALS = frozenset(
    ("total", "totals", "grand total", "overall total", "sub total", "subtotal", "total s", "sum")
)
# How the line below a list begins that says where it is from, or what its marks mean.
BELOW = re.compile(
    r"(?:\*|†|©|sources?\b|notes?\b|nb\b|key\b|(?:last |date )?updated\b|as (?:at|of)\b|"
    r"data (?:from|as|source)|prepared by|compiled by|generated|end of)",
    re.IGNORECASE,
)
# Under each title there are so many rows at the least, on average, and as many titles.
ROWS, TITLES = 2, 2
# So many of the other rows have so many of the columns filled that most rows fill.
MOSTLY, HALF = 0.9, 0.5
# Words of a sentence, and of what is hardly a name.
SENTENCE, LONG = 6, 25
# So many empty rows set a text of so many words apart from a list.
EMPTY, MANY = 2, 12
# A figure, and what stands in one for those who read it; so many come to a sum.
FIGURE = re.compile(r"[£$€]? ?-?\d{1,12}(?:,\d{3}){0,4}(?:\.\d+)?")
NO_FIGURE = re.compile(r"[£$€, ]")
SUMMED = 3
CAPITALS = re.compile(r"[^\W\d_]{2}")

Rows = Sequence[Sequence[str]]


def title_rows(
    rows: Rows, name: int, identity: int = -1, numbers: Sequence[int] = ()
) -> frozenset[int]:
    """Places of the rows that are titles of sections: several, each with a name alone and full rows
    below it, where something more speaks for that: the list begins with one, all others have an id,
    or they alone are written as titles are.
    """
    ends = ending_rows(rows, name, numbers)
    kept = [at for at, row in enumerate(rows) if filled(row) and at not in ends]
    alone = {at for at in kept if filled(rows[at]) == [name]}
    others = [rows[at] for at in kept if at not in alone]
    if len(alone) < TITLES or len(others) < ROWS * len(alone) or not _are_full(others, name):
        return frozenset()
    followed = {at for at, after in pairwise(kept) if after not in alone}
    have_ids = identity >= 0 and all(identity in filled(row) for row in others)
    shouted = all(_is_title(rows[at][name]) for at in alone) and not any(
        _is_title(row[name]) for row in others if name < len(row)
    )
    good = alone <= followed and (kept[0] in alone or have_ids or shouted)
    return frozenset(alone) if good else frozenset()


def ending_rows(rows: Rows, name: int, numbers: Sequence[int] = ()) -> frozenset[int]:
    """Places of the rows that say a total, and of those at the end that have one text that says
    where a list is from. Their `numbers`, where they are known, show which stand apart.
    """
    found = {at for at, row in enumerate(rows) if _is_total(row)} | _sums(rows, name)
    alone = []
    for at in range(len(rows) - 1, 0, -1):
        cells = filled(rows[at])
        if cells == [name]:
            alone.append(at)
        elif cells and at not in found:
            break
    others = [row for at, row in enumerate(rows) if at not in found and at not in alone]
    if _are_full([row for row in others if filled(row)], name):
        # What stands below the first note goes on with it.
        notes = [at for at in alone if _is_note(rows[at][name]) or _is_apart(at, rows[at], numbers)]
        return frozenset((*found, *(at for at in alone if notes and at >= min(notes))))
    for at in alone:
        if not BELOW.match(rows[at][name].strip()):
            break
        found.add(at)
    return frozenset(found)


def filled(row: Sequence[str]) -> list[int]:
    """The places of a row where something stands."""
    return [at for at, cell in enumerate(row) if cell and not cell.isspace()]


def _is_total(row: Sequence[str]) -> bool:
    """Is the first text of a row that of a total, with figures behind it alone?"""
    first, *rest = (row[at] for at in filled(row)) if any(row) else ("",)
    return fold(first) in TOTALS and not any(CAPITALS.search(cell) for cell in rest)


def _sums(rows: Rows, name: int) -> set[int]:
    """The place of the last row, where it has no name and figures alone, one of which at least is
    what several above it come to.
    """
    last = max((at for at, row in enumerate(rows) if filled(row)), default=0)
    places = filled(rows[last]) if last else []
    if name in places or not all(_is_figure(rows[last], at) for at in places):
        return set()
    below = any(_is_sum(rows[:last], at, _figure(rows[last], at)) for at in places)
    return {last} if below else set()


def _is_sum(rows: Rows, place: int, total: float) -> bool:
    some = [number for row in rows if (number := _figure(row, place))]
    return len(some) >= SUMMED and isclose(sum(some), total, abs_tol=0.01)


def _is_figure(row: Sequence[str], at: int) -> bool:
    return at < len(row) and bool(FIGURE.fullmatch(row[at].strip()))


def _figure(row: Sequence[str], at: int) -> float:
    return float(NO_FIGURE.sub("", row[at])) if _is_figure(row, at) else 0


def _are_full(rows: Rows, name: int) -> bool:
    """Have nearly all rows most of what most rows have, and so more than a name?"""
    places = [set(filled(row)) - {name} for row in rows]
    times = Counter(at for found in places for at in found)
    often = {at for at, many in times.items() if many * 2 >= len(rows)}
    full = sum(len(found & often) >= max(1, HALF * len(often)) for found in places)
    return bool(often) and full >= MOSTLY * len(rows)


def _is_note(cell: str) -> bool:
    """Does a text say where a list is from or what it means, or is it a whole sentence?"""
    text = cell.strip()
    words = len(text.split())
    return bool(BELOW.match(text)) or (text.endswith(".") and words >= SENTENCE) or words >= LONG


def _is_apart(at: int, row: Sequence[str], numbers: Sequence[int]) -> bool:
    """Does a row stand below several that are empty, with more than a name has in words?"""
    gap = numbers[at] - numbers[at - 1] if numbers else 1
    return gap > EMPTY and len(" ".join(row).split()) >= MANY


def _is_title(cell: str) -> bool:
    text = cell.strip()
    return text.endswith(":") or (text.isupper() and bool(CAPITALS.search(text)))
