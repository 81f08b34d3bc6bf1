"""The end of a round of votes."""

from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common.database import Database, Writing
from ladder_assess.storage.workshops import new_seats, tables, workshops


def forget(connection: Writing, database: Database, workshop: Workshop) -> None:
    """Overwrite the votes of the round under way, with all that is remembered of who gave them."""
    workshops.forget_votes(connection, workshop)
    tables.take(database, workshop)
    new_seats.forget(database, workshop, *new_seats.here(database, workshop))
