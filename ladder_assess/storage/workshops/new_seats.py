"""Which votes of a round come from seats that have not been seen again since. Beside a vote in a
file, that would tell who came late: so it is remembered in memory alone, until the votes are shown.
Where all who serve the site end before, no seat is new any more.
"""

from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common.database import Database

SEAT = "seat"


def remember(database: Database, workshop: Workshop, voter: str) -> None:
    """Note that a voter of the round under way is new."""
    database.memory.put(database.reading, SEAT, str(workshop.id), voter, True)


def here(database: Database, workshop: Workshop) -> set[str]:
    """The voters of the round that are new."""
    return set(database.memory.of(database.reading, SEAT, str(workshop.id)))


def forget(database: Database, workshop: Workshop, *voters: str) -> None:
    """Some are new no more."""
    database.memory.forget(database.reading, SEAT, str(workshop.id), voters)
