"""What respondents answered, row by row, of rounds that were opened to be read so and no others.

All that is in the table came in as five of one group at a time (anonymous_answers), so each row is
one of five at least; and rows come by their random ids, which tell nothing of who or when.
"""

from collections.abc import Iterator

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.instruments.responses import values_in

# So many are in memory at a time.
AT_ONCE = 1000


def each_row(database: Database, portfolio: Portfolio, wave: Wave) -> Iterator[AnswerRow]:
    """Every row of a wave; none where it was not opened for being read by rows."""
    before, after = 0, ""
    while True:
        key = {"portfolio": portfolio.id, "wave": wave.id, "after": after, "most": AT_ONCE}
        found = list(queries.list_answer_rows(database.reading, **key))
        for number, row in enumerate(found, start=before + 1):
            yield AnswerRow(number, row["form"], row["version"], values_in(row["document"]))
        if len(found) < AT_ONCE:
            return
        before, after = before + len(found), found[-1]["id"]


def count_rows(database: Database, portfolio: Portfolio, wave: Wave) -> int:
    """How many rows there are: a multiple of five."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return int(queries.count_answer_rows(database.reading, **key))
