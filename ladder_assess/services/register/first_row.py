"""Takes the row where a heading would stand for an activity, where a register has no heading."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ladder_assess.core.common.shortening import shortened
from ladder_assess.core.register.columns import Headings
from ladder_assess.core.register.evidence import Evidence
from ladder_assess.core.register.headings.first_row import (
    ACTIVITY,
    HEADING,
    OPEN,
    what_first_row_is,
)
from ladder_assess.storage.register.table import EXAMPLES, RegisterTable, TableRow
from ladder_assess.storage.register.tables import EXAMPLE

# Cells of the row that are shown where somebody has to say.
SHOWN = 8


@dataclass(frozen=True)
class FirstRow:
    """What the row is taken for, whether somebody has to say, and its cells where that is open."""

    headless: bool = False
    heading_open: bool = False
    first_row: tuple[str, ...] = ()


def first_row_of(table: RegisterTable, known: Headings, evidence: Evidence, said: str) -> FirstRow:
    """What the row is, by what somebody `said` of it (HEADING or ACTIVITY) or by the values."""
    judged = HEADING if table.tall > 1 else what_first_row_is(table.headings, known, evidence)
    if judged == HEADING and not said:
        return FirstRow()
    shown = tuple(shortened(text, EXAMPLE) for text in table.headings if text)[:SHOWN]
    return FirstRow((said or judged) == ACTIVITY, judged == OPEN and not said, shown)


def without_heading(table: RegisterTable) -> RegisterTable:
    """The same with its heading as the first of its rows: its columns have no names."""
    first = TableRow(table.row, list(table.headings))
    both = zip(table.headings, table.examples, strict=True)
    examples = tuple(tuple(_first(heading, below)) for heading, below in both)
    return replace(
        table,
        headings=("",) * len(table.headings),
        examples=examples,
        rows=[first, *table.rows],
    )


def _first(heading: str, below: tuple[str, ...]) -> Iterator[str]:
    yield from list(dict.fromkeys(text for text in (shortened(heading, EXAMPLE), *below) if text))[
        :EXAMPLES
    ]
