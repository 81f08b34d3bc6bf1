"""Sheets of a workbook with the same headings, as one for each year: they can be read as one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from ladder_assess.core.register.bounds import MOST_ROWS
from ladder_assess.core.register.columns import Headings, fold
from ladder_assess.core.register.flaws import BadRegister, Flaw
from ladder_assess.core.register.sheets import (
    BETWEEN,
    MOST_LOOKED_AT,
    as_one,
    row_of,
    stands_beside,
)
from ladder_assess.storage.common.sheet_cells import Workbook, first_rows, without_end
from ladder_assess.storage.register.header_row import likely_header
from ladder_assess.storage.register.table import EXAMPLES, FEW, RegisterTable, TableRow

# With fewer names of columns nothing says that two lists are of one kind.
FEWEST_NAMES = 2
# So many rows of a copy stand in the sheet that it was made of; of fewer nothing is concluded.
COPIED, FEWEST_ROWS = 0.8, 5


def alike_sheets(
    book: Workbook, title: str, titles: Sequence[str], known: Headings
) -> tuple[str, ...]:
    """Of some sheets those with the headings of one, in their order and with that one; nothing
    where there is no other.
    """
    wanted = _headings(book, title, known)
    named = sum(bool(text) for text in wanted)
    if named < FEWEST_NAMES or title not in titles:
        return ()
    lists = [n for n in titles if n == title or not stands_beside(n)]
    lists = [name for name in lists if BETWEEN not in name]
    found = tuple(n for n in lists if n == title or _headings(book, n, known) == wanted)
    return found if len(found) > 1 and title in found else ()


def _headings(book: Workbook, title: str, known: Headings) -> tuple[str, ...]:
    rows = first_rows(book, title, MOST_LOOKED_AT)
    texts = rows[likely_header(rows, known)].texts if rows else []
    folded = [fold(text) for text in texts]
    while folded and not folded[-1]:
        folded.pop()
    return tuple(folded)


def without_copies(tables: Sequence[RegisterTable]) -> list[RegisterTable]:
    """Tables with the same headings, without those most of whose rows stand in a longer one."""
    kept: list[RegisterTable] = []
    said: set[tuple[str, ...]] = set()
    for table in sorted(tables, key=lambda table: -len(table.rows)):
        rows = [tuple(without_end(row.cells)) for row in table.rows]
        copied = sum(row in said for row in rows)
        if len(rows) < FEWEST_ROWS or copied < COPIED * len(rows):
            kept.append(table)
        said.update(rows)
    return [table for table in tables if table in kept]


def put_together(tables: Sequence[RegisterTable]) -> RegisterTable:
    """Tables with the same headings as one, whose rows say which they stand in. Raises BadRegister
    where they have more rows than may be read.
    """
    first = max(tables, key=lambda table: len(table.headings))
    rows = [row for at, table in enumerate(tables) for row in _numbered(at, table.rows)]
    if len(rows) > MOST_ROWS:
        raise BadRegister(Flaw("too_many_rows", wanted=f"{MOST_ROWS:,}"))
    hidden = {at for table in tables for at in table.hidden_columns}
    return replace(
        first,
        row=tables[0].row,
        examples=tuple(_examples(tables, at) for at in range(len(first.headings))),
        rows=rows,
        sheet=as_one(table.sheet for table in tables),
        hidden_columns=tuple(sorted(hidden)),
        titles=sum(table.titles for table in tables),
        sections=tuple(islice(chain.from_iterable(t.sections for t in tables), FEW)),
        headed_again=sum(table.headed_again for table in tables),
        kinds_at=_first_row(table.kinds_at for table in tables),
        other_at=_first_row(table.other_at for table in tables),
        other_rows=sum(table.other_rows for table in tables),
        letters=sum(table.letters for table in tables),
        tall=tables[0].tall,
    )


def _numbered(at: int, rows: Iterable[TableRow]) -> Iterable[TableRow]:
    return (replace(row, number=row_of(at, row.number)) for row in rows)


def _first_row(numbers: Iterable[int]) -> int:
    """The first of some rows, each of its table, that is there; 0 for none."""
    return next((row_of(at, number) for at, number in enumerate(numbers) if number), 0)


def _examples(tables: Sequence[RegisterTable], place: int) -> tuple[str, ...]:
    found = (table.examples[place] for table in tables if place < len(table.examples))
    return tuple(islice(dict.fromkeys(chain.from_iterable(found)), EXAMPLES))
