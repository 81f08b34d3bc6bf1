"""How long people take for a round, and where they stop: counts of five people at a time.

Beside an answer or a link, either would tell who it is of. So until there are five it is remembered
in memory alone, and lies in no file: how long each of those took whose answers wait, and how far
each has come who has begun and not sent. It goes when all who serve the site end, and is then
missing in the counts.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.memory import whose

# Who has sent nothing for so long has stopped.
STOPPED_AFTER = 3 * 60 * 60
# Nobody is followed beyond so many of a group at a time.
MOST_FOLLOWED = 10_000
PACE, BEGUN = "pace", "begun"
Counts = dict[str, dict[int, int]]


@dataclass(frozen=True)
class Stopped:
    """Somebody of a group who has begun and sent nothing for long: how far they came."""

    wave: int
    form: str
    visit: str
    place: int


def remember_pace(
    connection: Writing, database: Database, group: Mapping[str, Any], view: str, pace: int
) -> None:
    """Note how long somebody took whose answers (`view`) wait."""
    database.memory.put(connection, PACE, whose(group), view, pace)


def write_paces(
    connection: Writing, database: Database, group: Mapping[str, Any], views: Collection[str]
) -> None:
    """Add how long those took whose answers go in now, where that is known of five."""
    known = database.memory.of(connection, PACE, whose(group))
    found = Counter(known[view] for view in views if view in known)
    database.memory.forget(connection, PACE, whose(group), views)
    if sum(found.values()) >= FEWEST_ANSWERS:
        about = {"wave": group["wave"], "form": group["form"]}
        rows = [{**about, "pace": pace, "people": found[pace]} for pace in sorted(found)]
        queries.add_paces(connection, rows)


def follow(database: Database, wave: int, form: str, visit: str, place: int, now: int) -> None:
    """Note that somebody who sent nothing so far has come to a page, by its place."""
    group = _begun(database, wave, form)
    if visit in group or len(group) < MOST_FOLLOWED:
        furthest = max(place, group.get(visit, (0, 0))[0])
        database.memory.put(database.reading, BEGUN, _whose(wave, form), visit, (furthest, now))


def forget(database: Database, wave: int, form: str, visit: str) -> None:
    """Somebody has sent their answers."""
    database.memory.forget(database.reading, BEGUN, _whose(wave, form), [visit])


def _begun(database: Database, wave: int, form: str) -> dict[str, Any]:
    """Who of a group has begun: how far they came, and when they were seen."""
    return database.memory.of(database.reading, BEGUN, _whose(wave, form))


def _whose(wave: int, form: str) -> str:
    return whose({"wave": wave, "form": form})


def stopped(database: Database, wave: int, form: str, now: int) -> list[Stopped]:
    """Who of a group has stopped, where five or more have."""
    stale = [
        Stopped(wave, form, visit, place)
        for visit, (place, seen) in _begun(database, wave, form).items()
        if now - seen >= STOPPED_AFTER
    ]
    return stale if len(stale) >= FEWEST_ANSWERS else []


def write_stops(connection: Writing, database: Database, stops: Collection[Stopped]) -> None:
    """Add at which page people stopped, and follow them no more."""
    counts = Counter((stop.wave, stop.form, stop.place) for stop in stops)
    rows = [
        {"wave": wave, "form": form, "place": place, "people": people}
        for (wave, form, place), people in sorted(counts.items())
    ]
    queries.add_stops(connection, rows)
    for stop in stops:
        forget(database, stop.wave, stop.form, stop.visit)


def list_paces(database: Database, portfolio: Portfolio, wave: Wave) -> Counts:
    """How many took how long, by group (its form) and class."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return _counts(
        (r["form"], r["pace"], r["people"]) for r in queries.list_paces(database.reading, **key)
    )


def list_stops(database: Database, portfolio: Portfolio, wave: Wave) -> Counts:
    """How many stopped, by group (its form) and the place of the page."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    return _counts(
        (r["form"], r["place"], r["people"]) for r in queries.list_stops(database.reading, **key)
    )


def list_days(database: Database, portfolio: Portfolio, wave: Wave) -> list[tuple[str, str, int]]:
    """On which days answers went in, five at a time, in order: the day, the group (its form) and
    how many.
    """
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = list(queries.list_days_of_answers(database.reading, **key))
    return [(row["given_on"], row["form"], row["people"]) for row in rows]


def _counts(rows: Iterable[tuple[str, int, int]]) -> Counts:
    found: Counts = {}
    for form, key, people in rows:
        found.setdefault(form, {})[key] = people
    return found
