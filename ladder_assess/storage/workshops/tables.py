"""At which table whoever has voted sits. Beside a vote in a file, that would tell who gave it where
few sit at one: so it is remembered in memory alone, until the votes are shown. It goes when all who
serve the site end, and is then missing in the record.
"""

from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common.database import Database

TABLE = "table"


def remember(database: Database, workshop: Workshop, voter: str, table: int) -> None:
    """Note at which table a voter of the round under way sits; 0 for none."""
    database.memory.put(database.reading, TABLE, str(workshop.id), voter, table)


def take(database: Database, workshop: Workshop) -> dict[str, int]:
    """Where the voters of the round sit, for the last time: nothing is remembered any more."""
    seated = database.memory.of(database.reading, TABLE, str(workshop.id))
    database.memory.forget(database.reading, TABLE, str(workshop.id), seated)
    return {voter: table for voter, table in seated.items() if table}
