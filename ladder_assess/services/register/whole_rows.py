"""Which rows with more or fewer cells than the others have what they have in its place."""

import re
from collections.abc import Callable, Sequence

from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.register.columns import RegisterColumn
from ladder_assess.core.register.looks import is_day
from ladder_assess.storage.register.table import RegisterTable, TableRow

NUMBER = re.compile(r"\d[\d.,]*")
KINDS: tuple[Callable[[str], object], ...] = (is_day, is_web_address, NUMBER.fullmatch)
# So many of the values of a column are of one kind, and of its rows filled, where a row that is
# otherwise is not as the others are. With fewer values nothing is concluded.
NEARLY_ALL, FEWEST = 0.9, 3

Kind = Callable[[str], object]


def whole_rows(
    table: RegisterTable, rows: Sequence[TableRow], columns: Sequence[RegisterColumn | None]
) -> frozenset[int]:
    """The numbers of the rows with something beneath no heading whose other cells are where they
    belong. In workbooks nothing moves; in a text a comma too many moves what is behind it, so that
    days, links or numbers have to stand where they do in other rows, behind all that is read.
    """
    wide = len(table.headings)
    over = [row for row in rows if row.wrong and max(row.wrong) >= wide]
    if not over or table.sheet:
        return frozenset(row.number for row in over)
    return _in_place(over, rows, wide, columns)


def whole_short_rows(
    table: RegisterTable, short: Sequence[TableRow], columns: Sequence[object]
) -> frozenset[int]:
    """The numbers of those rows of a text with fewer cells than others that lack none but the last,
    as far as days, links or numbers show that.
    """
    return _in_place(short, table.rows, len(table.headings), columns)


def _in_place(
    odd: Sequence[TableRow], rows: Sequence[TableRow], wide: int, columns: Sequence[object]
) -> frozenset[int]:
    """Those of some odd rows whose cells are of the kinds that others have in their places."""
    numbers = {row.number for row in odd}
    others = [row.cells for row in rows if row.number not in numbers]
    kinds = {at: kind for at in range(wide) if (kind := _kind_of(_values(others, at)))}
    always = {at for at in kinds if len(_values(others, at)) >= NEARLY_ALL * len(others)}
    return frozenset(r.number for r in odd if _is_in_place(r.cells, columns, kinds, always))


def _values(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    return [text for cells in rows if at < len(cells) and (text := cells[at].strip())]


def _kind_of(values: list[str]) -> Kind | None:
    """What nearly all values of a column are; None where they can be anything."""
    if len(values) < FEWEST:
        return None
    found = (k for k in KINDS if sum(bool(k(v)) for v in values) >= NEARLY_ALL * len(values))
    return next(found, None)


def _is_in_place(
    cells: Sequence[str],
    columns: Sequence[object],
    kinds: dict[int, Kind],
    always: set[int],
) -> bool:
    filled = {at: text for at, cell in enumerate(cells) if (text := cell.strip())}
    if not all(kinds[at](filled[at]) if at in filled else at not in always for at in kinds):
        return False
    last = max((at for at in filled if columns[at]), default=len(cells))
    return any(at >= last for at in kinds if at in filled)
