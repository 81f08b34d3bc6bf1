"""Workshops: where each is, the votes of the round under way, and what earlier rounds came to.

Votes say nothing of who or when: at each, all of the room's are written anew in the order of keys
that are drawn anew for each round (in a page of the file, rows lie as they came, whatever their
keys), the log is emptied after each, and once a round is shown its votes are overwritten.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.workshops.course import Course
from ladder_assess.core.workshops.exercise import Exercise, read_exercise
from ladder_assess.core.workshops.tally import TableCount, Tally
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row
from ladder_assess.storage.workshops.facts import facts_text, with_facts

# What each round of each exercise came to, by their numbers; None of fewer than five votes.
Tallies = dict[tuple[int, int], Tally | None]
# The numbers of the choices that one person picked, the best first.
Picked = Sequence[int]


@dataclass(frozen=True)
class NewWorkshop:
    """A workshop to be made: `request` is the random id of the form that asked for it, `held_on`
    its date where that was typed, and `organisation` the id of that which keeps it, None where
    whoever has its link does.
    """

    request: str
    token: str
    title: str
    exercises: tuple[Exercise, ...]
    made_on: date
    organisation: int | None = None
    held_on: date | None = None


def add_workshop(connection: Writing, new: NewWorkshop, code: str) -> bool:
    """Make a workshop. False, and nothing made, where another has this code already."""
    if queries.find_workshop_by_code(connection, code=code) is not None:
        return False
    queries.insert_workshop(
        connection,
        request=new.request,
        token_digest=digest(new.token),
        code=code,
        title=new.title,
        agenda=_lines(new.exercises),
        held=(new.held_on or new.made_on).isoformat(),
        day_set=new.held_on is not None,
        day=new.made_on.isoformat(),
        organisation=new.organisation,
    )
    return True


def _lines(exercises: Sequence[Exercise]) -> str:
    return "\n".join(exercise.key for exercise in exercises)


def find(connection: Connection, token: str) -> Workshop | None:
    """The workshop that a facilitator's token opens; None for any other text."""
    return _workshop(queries.find_workshop(connection, token_digest=digest(token)))


def find_by_code(database: Database, code: str) -> Workshop | None:
    """The workshop that people join by a code; None for any other text."""
    return _workshop(queries.find_workshop_by_code(database.reading, code=code))


def of_organisation(database: Database, organisation: int) -> list[tuple[Workshop, str]]:
    """The workshops that an organisation keeps, the latest first, each with its request."""
    rows = queries.list_workshops(database.reading, organisation=organisation)
    found = ((_workshop(row), row["request"]) for row in rows)
    return [(workshop, request) for workshop, request in found if workshop]


def find_kept(database: Database, organisation: int, code: str) -> tuple[Workshop, str] | None:
    """One of them by the code of its room, with its request."""
    row = queries.find_kept_workshop(database.reading, organisation=organisation, code=code)
    found = _workshop(row)
    return (found, row["request"]) if found else None


def by_id(database: Database, workshop: int) -> Workshop | None:
    """A workshop by its number, for the worker, which has that from its own row."""
    return _workshop(queries.find_workshop_by_id(database.reading, workshop=workshop))


def reread(connection: Connection, workshop: Workshop) -> Workshop | None:
    """A workshop as it is now; None where it was deleted meanwhile."""
    return _workshop(queries.find_workshop_by_id(connection, workshop=workshop.id))


def _workshop(row: Row | None) -> Workshop | None:
    if row is None:
        return None
    return Workshop(
        row["id"],
        row["title"],
        row["code"],
        tuple(map(read_exercise, row["agenda"].splitlines())),
        _course(row),
        row["revision"],
        date.fromisoformat(row["made_on"]),
        row["organisation_id"],
        bool(row["too_few"]),
        bool(row["day_set"]),
    )


def _course(row: Row) -> Course:
    by_facts = bool(row["by_facts"])
    return Course(row["exercise"], row["round"], row["phase"], row["ends"], by_facts)


def move(connection: Writing, workshop: Workshop, course: Course, day: date) -> None:
    """Note where a workshop is from now on. Its date is the day on which the room begins, however
    long before it was made, unless it was typed.
    """
    begins = workshop.course == Course() and not workshop.day_set
    held = day if begins else workshop.made_on
    queries.move_workshop(
        connection,
        workshop=workshop.id,
        held=held.isoformat(),
        day=day.isoformat(),
        **vars(course),
    )


def put_agenda(
    connection: Writing, workshop: Workshop, exercises: Sequence[Exercise], day: date
) -> None:
    """Let a workshop do other exercises from now on."""
    agenda = _lines(exercises)
    queries.put_agenda(connection, workshop=workshop.id, agenda=agenda, day=day.isoformat())


def name(
    connection: Writing, workshop: Workshop, title: str, held_on: date | None, day: date
) -> None:
    """Let a workshop be called otherwise, and be held on a date, where one was typed."""
    queries.name_workshop(
        connection,
        workshop=workshop.id,
        title=title,
        held=(held_on or workshop.made_on).isoformat(),
        day_set=workshop.day_set or held_on is not None,
        day=day.isoformat(),
    )


def hand_over(connection: Writing, workshop: Workshop, organisation: int) -> bool:
    """Let an organisation keep a workshop. False where one does already, or it has gone."""
    kept: int = queries.hand_over_workshop(
        connection, workshop=workshop.id, organisation=organisation
    )
    return kept > 0


def use(connection: Writing, workshop: Workshop, day: date) -> None:
    """Note that somebody opened a workshop's page on a day."""
    queries.use_workshop(connection, workshop=workshop.id, day=day.isoformat())


def delete(connection: Writing, workshop: Workshop) -> bool:
    """Delete a workshop with all that was voted in it; False when it has gone already."""
    return bool(queries.delete_workshop(connection, workshop=workshop.id))


def put_vote(connection: Writing, workshop: Workshop, voter: str, picked: Picked) -> None:
    """Keep a vote in the round under way, in the place of the voter's last one."""
    key, picks = {"workshop": workshop.id}, " ".join(map(str, picked))
    rows = queries.list_workshop_votes(connection, **key)
    kept = {row["voter"]: row["picks"] for row in rows} | {voter: picks}
    queries.forget_workshop_votes(connection, **key)
    ordered = [{**key, "voter": voter, "picks": kept[voter]} for voter in sorted(kept)]
    queries.put_workshop_votes(connection, ordered)


def take_vote(connection: Writing, workshop: Workshop, voter: str) -> None:
    """Forget a vote of the round under way."""
    queries.take_workshop_vote(connection, workshop=workshop.id, voter=voter)


def vote_of(database: Database, workshop: Workshop, voter: str) -> Picked | None:
    """What a voter picked in the round under way; None where they did not vote."""
    found: str | None = queries.find_workshop_vote(
        database.reading, workshop=workshop.id, voter=voter
    )
    return None if found is None else _numbers(found)


def votes(connection: Connection, workshop: Workshop) -> list[Picked]:
    """Every vote of the round under way."""
    return list(votes_by_voter(connection, workshop).values())


def votes_by_voter(connection: Connection, workshop: Workshop) -> dict[str, Picked]:
    """The same by what each voter is known by."""
    rows = queries.list_workshop_votes(connection, workshop=workshop.id)
    return {row["voter"]: _numbers(row["picks"]) for row in rows}


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def forget_votes(connection: Writing, workshop: Workshop) -> None:
    """Overwrite the votes of the round under way."""
    queries.forget_workshop_votes(connection, workshop=workshop.id)


def put_tally(connection: Writing, workshop: Workshop, course: Course, came: Tally | None) -> None:
    """Keep what a round came to."""
    counts, points = (" ".join(map(str, came.counts)), came.points) if came else ("", 1)
    key = {"workshop": workshop.id, "exercise": course.exercise, "round": course.round}
    facts = facts_text(came) if came and came.by_facts else ""
    tables = json.dumps([(t.table, t.votes, t.above) for t in came.tables] if came else [])
    kept = {"counts": counts, "points": points, "facts": facts, "tables": tables}
    beside = came.beside if came else 0
    queries.put_workshop_tally(connection, **key, **kept, beside=beside)


def drop_tally(connection: Writing, workshop: Workshop, course: Course) -> None:
    """Forget that a round which goes on was shown."""
    key = {"workshop": workshop.id, "exercise": course.exercise, "round": course.round}
    queries.drop_workshop_tally(connection, **key)


def tallies(database: Database, workshop: Workshop) -> Tallies:
    """What each round that was shown came to."""
    rows = queries.list_workshop_tallies(database.reading, workshop=workshop.id)
    return {(row["exercise"], row["round"]): _tally(row) if row["counts"] else None for row in rows}


def _tally(row: Row) -> Tally:
    tables = tuple(TableCount(*each) for each in json.loads(row["tables"] or "[]"))
    tally = Tally(_numbers(row["counts"]), row["points"], tables=tables, beside=row["beside"])
    return with_facts(tally, row["facts"])
