"""How far each table of a room stands from the rules, of tables with five people or more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.workshops.tally import FEWEST_EXERCISES, TableCount, Tally, above

MOST_TABLES = 99


def count_tables(
    picked: Mapping[str, int], tables: Mapping[str, int], placed: Interval
) -> tuple[TableCount, ...]:
    """What each table picked, of who voted for which rung and who sits where. Of a table with fewer
    than five nothing is told; nor of the smallest other one where what is left of the room would be
    fewer than five, as they could be worked out from it.
    """
    by_table: dict[int, list[int]] = {}
    for voter, rung in picked.items():
        if voter in tables:
            by_table.setdefault(tables[voter], []).append(rung)
    told = {table: rungs for table, rungs in by_table.items() if len(rungs) >= FEWEST_ANSWERS}
    if 0 < len(picked) - sum(map(len, told.values())) < FEWEST_ANSWERS and told:
        del told[min(told, key=lambda table: (len(told[table]), table))]
    return tuple(
        TableCount(table, len(rungs), sum(above(rung, placed) for rung in rungs))
        for table, rungs in sorted(told.items())
    )


@dataclass(frozen=True)
class TableTogether:
    """How many rungs a table stands above the rules on the mean, over so many activities and votes;
    below zero where it is stricter.
    """

    table: int
    exercises: int
    votes: int
    generosity: float


def over_tables(tallies: Iterable[Tally]) -> tuple[TableTogether, ...]:
    """The same over several exercises, of tables that can be told of two or more."""
    found: dict[int, list[TableCount]] = {}
    for tally in tallies:
        for count in tally.tables:
            found.setdefault(count.table, []).append(count)
    return tuple(
        TableTogether(
            table,
            len(counts),
            votes := sum(each.votes for each in counts),
            sum(each.above for each in counts) / votes,
        )
        for table, counts in sorted(found.items())
        if len(counts) >= FEWEST_EXERCISES
    )
