"""Who says to be in a room, by a digest of their phone's key. Names beside votes in a file would
tell of a small room who voted: so they are remembered in memory alone, until the workshop ends.
Where all who serve the site end before, each phone says its name anew.

Who is hidden or was taken out is kept, or a new start would show a rude name again.
"""

from collections.abc import Mapping

from ladder_assess.core.workshops.people import REMOVED, Person, number_among, shown_as
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common.database import Database, Writing, queries

MOST_NAMES, MOST_ROOMS = 1000, 200
NAME = "name"
# The place in which somebody came, the name that they chose, and by which number it is shown.
Named = tuple[int, str, int]


def remember(database: Database, workshop: Workshop, person: str, name: str) -> None:
    """Note the name of somebody, none where it is empty, told apart from the others of the room; of
    a room that is full of names, no more.
    """
    memory, connection, room = database.memory, database.reading, str(workshop.id)
    if not name:
        memory.forget(connection, NAME, room, [person])
        return
    known = memory.find(connection, NAME, person)
    if known and known[1] == name:
        return
    # Each phone asks every two seconds: all names are read only where there is something to note.
    if not known and memory.many(connection, NAME, room) >= MOST_NAMES:
        return
    names = memory.of(connection, NAME, room)
    place = names[person][0] if person in names else _last(names) + 1
    others = [shown_as(*said[1:]) for key, said in names.items() if key != person]
    memory.put(connection, NAME, room, person, (place, name, number_among(name, others)))
    if not names:
        memory.forget_first(connection, NAME, MOST_ROOMS)


def _last(names: Mapping[str, Named]) -> int:
    """The place of whoever came last."""
    return max((said[0] for said in names.values()), default=0)


def name_of(database: Database, person: str) -> str:
    """The name of somebody as it is shown; empty where they have none."""
    known: Named | None = database.memory.find(database.reading, NAME, person)
    return shown_as(*known[1:]) if known else ""


def forget(database: Database, workshop: Workshop) -> None:
    """Forget every name of a room."""
    names = database.memory.of(database.reading, NAME, str(workshop.id))
    database.memory.forget(database.reading, NAME, str(workshop.id), names)


def here(database: Database, workshop: Workshop) -> list[Person]:
    """Everyone who said a name, in the order in which they came, and after them, until the workshop
    ends, who was taken out and has none any more.
    """
    names = database.memory.of(database.reading, NAME, str(workshop.id))
    rows = queries.list_workshop_people(database.reading, workshop=workshop.id)
    states = {row["person"]: row["state"] for row in rows}
    came = sorted((place, key, shown_as(*of)) for key, (place, *of) in names.items())
    gone = sorted(key for key, state in states.items() if state == REMOVED and key not in names)
    named = [Person(key, name, states.get(key, "")) for _, key, name in came]
    return named + [Person(key, "", REMOVED) for key in gone if workshop.now_at]


def state_of(database: Database, workshop: Workshop, person: str) -> str:
    """What was done to somebody; empty where nothing was."""
    found = queries.find_workshop_person(database.reading, workshop=workshop.id, person=person)
    return found or ""


def put(connection: Writing, workshop: Workshop, person: str, state: str) -> None:
    """Note what is done to somebody, in the place of what was before."""
    queries.drop_workshop_person(connection, workshop=workshop.id, person=person)
    if state:
        key = {"workshop": workshop.id, "person": person}
        queries.put_workshop_person(connection, **key, state=state)
