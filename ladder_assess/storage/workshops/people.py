"""Who says to be in a room, by a digest of their phone's key. Names beside votes in a file would
tell of a small room who voted: so they are remembered in memory alone, until the workshop ends.
Where all who serve the site end before, each phone says its name anew.

Who is hidden or was taken out is kept, or a new start would show a rude name again.
"""

from ladder_assess.core.workshops.people import Person
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.common.database import Database, Writing, queries

MOST_NAMES, MOST_ROOMS = 1000, 200
NAME = "name"


def remember(database: Database, workshop: Workshop, person: str, name: str) -> None:
    """Note the name of somebody, none where it is empty; of a room that is full of names, no
    more.
    """
    memory, connection, room = database.memory, database.reading, str(workshop.id)
    if not name:
        memory.forget(connection, NAME, room, [person])
        return
    names = memory.of(connection, NAME, room)
    came = [place for place, _ in names.values()]
    if person in names or len(names) < MOST_NAMES:
        place = names[person][0] if person in names else max(came, default=0) + 1
        memory.put(connection, NAME, room, person, (place, name))
        memory.forget_first(connection, NAME, MOST_ROOMS)


def forget(database: Database, workshop: Workshop) -> None:
    """Forget every name of a room."""
    names = database.memory.of(database.reading, NAME, str(workshop.id))
    database.memory.forget(database.reading, NAME, str(workshop.id), names)


def here(database: Database, workshop: Workshop) -> list[Person]:
    """Everyone who said a name, in the order in which they came."""
    names = database.memory.of(database.reading, NAME, str(workshop.id))
    if not names:
        return []
    came = sorted((place, key, name) for key, (place, name) in names.items())
    rows = queries.list_workshop_people(database.reading, workshop=workshop.id)
    states = {row["person"]: row["state"] for row in rows}
    return [Person(key, name, states.get(key, "")) for _, key, name in came]


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
