"""Practice stories that somebody placed for themselves under a private link."""

from collections.abc import Iterator
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.storage.common.database import Database, Writing, queries


def place(
    connection: Writing, portfolio: Portfolio, story: str, rung: int | None, day: date
) -> None:
    """Keep what was chosen for a story; what was chosen first that day stays."""
    queries.place_story(
        connection, portfolio=portfolio.id, story=story, rung=rung, day=day.isoformat()
    )


def list_placed(database: Database, portfolio: Portfolio) -> Iterator[tuple[str, int | None, date]]:
    """Each story with the rung that was chosen for it and the day, in the order of choosing."""
    for row in queries.list_placed_stories(database.reading, portfolio=portfolio.id):
        yield row["story"], row["rung"], date.fromisoformat(row["placed_on"])


def has_placed(database: Database, portfolio: Portfolio) -> bool:
    """Was any placed?"""
    return bool(queries.has_placed_stories(database.reading, portfolio=portfolio.id))
