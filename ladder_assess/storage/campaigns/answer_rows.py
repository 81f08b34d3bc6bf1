"""What respondents answered, row by row, of rounds that were opened to be read so and no others.

All that is in the table came in as five of one group at a time (anonymous_answers), so each row is
one of five at least; and rows come by their random ids, which tell nothing of who or when.
"""

from collections.abc import Iterator
from itertools import count, groupby
from operator import itemgetter

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.instruments.responses import values_in

# So many are in memory at a time.
AT_ONCE = 1000


def each_row(database: Database, portfolio: Portfolio, wave: Wave) -> Iterator[AnswerRow]:
    """Every row of a wave; none where it was not opened for being read by rows.

    Those that are there as it begins: of five that come in meanwhile, some would be in the file and
    some in the next alone, and what tells the two apart would be fewer than five.
    """
    key = {"portfolio": portfolio.id, "wave": wave.id}
    there = [row["id"] for row in queries.ids_of_answer_rows(database.reading, **key)]
    known, number = frozenset(there), count(1)
    for at in range(0, len(there), AT_ONCE):
        some = there[at : at + AT_ONCE]
        rows = queries.list_answer_rows(database.reading, **key, first=some[0], last=some[-1])
        for row in list(rows):
            if row["id"] in known:
                values = values_in(row["document"])
                yield AnswerRow(next(number), row["form"], row["version"], values)


def in_fives(database: Database, portfolio: Portfolio, wave: Wave) -> Iterator[list[AnswerRow]]:
    """The same rows, all of them in memory, as they went in: those of one group together."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = list(queries.list_rows_in_fives(database.reading, **key))
    for _, batch in groupby(rows, key=itemgetter("form", "batch", "version")):
        yield [AnswerRow(0, r["form"], r["version"], values_in(r["document"])) for r in batch]


def count_rows(database: Database, portfolio: Portfolio, wave: Wave) -> int:
    """How many rows there are: a multiple of five."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return int(queries.count_answer_rows(database.reading, **key))
