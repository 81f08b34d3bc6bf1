"""Joins the days that a register splits over columns, each in a column behind the others."""

from dataclasses import replace

from ladder_assess.core.register.split_days import (
    SplitDay,
    carried_down,
    joined,
    split_days,
    written_once,
)
from ladder_assess.storage.register.table import EXAMPLES, RegisterTable, TableRow


def join_days(table: RegisterTable) -> tuple[RegisterTable, dict[int, SplitDay]]:
    """A register with a column for each day that is split over others, and which those are, by the
    place of that column.
    """
    wide = len(table.headings)
    cells = [row.cells for row in table.rows]
    found = split_days(table.headings, cells)
    if not found:
        return table, {}
    once = {at for split in found for at in written_once(split, cells)}
    whole = carried_down(cells, once)
    named = tuple(" / ".join(table.headings[at] for at in split.places) for split in found)
    rows = [
        _with_days(row, wide, [joined(split, full) for split in found])
        for row, full in zip(table.rows, whole, strict=True)
    ]
    examples = tuple(_examples(rows, wide + at) for at in range(len(found)))
    wider = replace(
        table,
        headings=table.headings + named,
        examples=table.examples + examples,
        rows=rows,
        written_once=tuple(sorted(once)),
    )
    return wider, {wide + at: split for at, split in enumerate(found)}


def _with_days(row: TableRow, wide: int, days: list[str]) -> TableRow:
    if not row.cells:
        return row
    cells = row.cells[:wide] + [""] * (wide - len(row.cells))
    # What stands under no heading is behind the columns that are new.
    wrong = {at + len(days) * (at >= wide): flaw for at, flaw in row.wrong.items()}
    return replace(row, cells=cells + days, wrong=wrong)


def _examples(rows: list[TableRow], place: int) -> tuple[str, ...]:
    texts = dict.fromkeys(row.cells[place] for row in rows if place < len(row.cells))
    return tuple(text for text in texts if text)[:EXAMPLES]
