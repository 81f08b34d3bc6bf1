"""Joins the days that a register splits over columns, each in a column behind the others."""

from dataclasses import replace

from ladder_assess.core.register.split_days import SplitDay, joined, split_days
from ladder_assess.storage.register.table import EXAMPLES, RegisterTable, TableRow


def join_days(table: RegisterTable) -> tuple[RegisterTable, dict[int, SplitDay]]:
    """A register with a column for each day that is split over others, and which those are, by the
    place of that column.
    """
    wide = len(table.headings)
    found = split_days(table.headings, [row.cells for row in table.rows])
    if not found:
        return table, {}
    named = tuple(" / ".join(table.headings[at] for at in split.places) for split in found)
    rows = [_with_days(row, wide, found) for row in table.rows]
    examples = tuple(_examples(rows, wide + at) for at in range(len(found)))
    wider = replace(
        table, headings=table.headings + named, examples=table.examples + examples, rows=rows
    )
    return wider, {wide + at: split for at, split in enumerate(found)}


def _with_days(row: TableRow, wide: int, found: list[SplitDay]) -> TableRow:
    if not row.cells:
        return row
    cells = row.cells[:wide] + [""] * (wide - len(row.cells))
    days = [joined(split, row.cells) for split in found]
    # What stands under no heading is behind the columns that are new.
    wrong = {at + len(found) * (at >= wide): flaw for at, flaw in row.wrong.items()}
    return replace(row, cells=cells + days, wrong=wrong)


def _examples(rows: list[TableRow], place: int) -> tuple[str, ...]:
    texts = dict.fromkeys(row.cells[place] for row in rows if place < len(row.cells))
    return tuple(text for text in texts if text)[:EXAMPLES]
