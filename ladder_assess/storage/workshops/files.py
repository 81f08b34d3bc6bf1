"""Files of a workshop that are made in the background: the last of each kind."""

from datetime import date

from ladder_assess.core.common.made_file import DONE, FAILED, MadeFile
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.workshops import workshops


def ask_for(connection: Writing, workshop: Workshop, kind: str, day: date) -> None:
    """Have a file made, in the place of the last of its kind."""
    file = queries.put_workshop_file(
        connection, workshop=workshop.id, kind=kind, day=day.isoformat()
    )
    jobs.put(connection, jobs.WORKSHOP, int(file))


def find(database: Database, workshop: Workshop, kind: str) -> MadeFile | None:
    """The file of a kind that was asked for last; None where none was."""
    row = queries.find_workshop_file(database.reading, workshop=workshop.id, kind=kind)
    if row is None:
        return None
    made_on, content = date.fromisoformat(row["made_on"]), bytes(row["content"] or b"")
    return MadeFile(row["id"], row["kind"], row["state"], made_on, content)


def wanted(database: Database, file: int) -> tuple[Workshop, str, date] | None:
    """Whose file is to be made, of which kind and day; None where it is not wanted any more.

    This looks over all workshops. Only the worker asks it, and shows nobody.
    """
    row = queries.wanted_workshop_file(database.reading, file=file)
    if row is None:
        return None
    found = workshops.by_id(database, row["workshop_id"])
    return (found, row["kind"], date.fromisoformat(row["made_on"])) if found else None


def finish(connection: Writing, workshop: Workshop, kind: str, content: bytes | None) -> None:
    """Keep a file that was made, or note that it could not be where there is no content."""
    queries.note_workshop_file(
        connection,
        workshop=workshop.id,
        kind=kind,
        state=FAILED if content is None else DONE,
        content=content,
    )
