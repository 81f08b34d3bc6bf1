"""Draws of peer figures: kept for ever as drawn, with their day and number of organisations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ladder_assess.core.benchmarks.draw import Quartiles
from ladder_assess.core.benchmarks.figures import Outcome
from ladder_assess.core.benchmarks.schedule import Lost, Run, latest_day
from ladder_assess.core.benchmarks.shown import Figure
from ladder_assess.storage.common.database import Database, DatabaseError, Writing, queries

# A figure is known by its indicator and its peer group.
Key = tuple[str, str]


@dataclass(frozen=True)
class Past:
    """What was done so far with an indicator: by group, the day it was last drawn, and the day it
    was last withdrawn.
    """

    drawn: Mapping[str, date]
    withdrawn: Mapping[str, date]


@dataclass(frozen=True)
class RunSummary:
    """A job as a site administrator sees it: how many figures it drew."""

    began_on: date
    finished: bool
    figures: int


@dataclass(frozen=True)
class Everything:
    """All that was ever drawn and withdrawn, and by which jobs: rows as they are kept."""

    draws: tuple[Mapping[str, object], ...]
    withdrawals: tuple[Mapping[str, object], ...]
    runs: tuple[Mapping[str, object], ...]


def everything(database: Database) -> Everything:
    """All that was ever drawn in a database."""
    rows = queries.all_draws, queries.all_withdrawals, queries.all_runs
    return Everything(*(tuple(map(dict, each(database.reading))) for each in rows))


def everything_in(file: Path) -> Everything | None:
    """All that was ever drawn in another database; None where that cannot be read from the file."""
    other = Database(file)
    try:
        return everything(other)
    except DatabaseError:
        return None
    finally:
        other.close()


def keep_everything(connection: Writing, found: Everything) -> int:
    """Keep what was drawn elsewhere of the same figures; returns how many draws were not here."""
    before = len(list(queries.all_draws(connection)))
    queries.keep_draws(connection, found.draws)
    queries.insert_withdrawals(connection, found.withdrawals)
    queries.keep_runs(connection, found.runs)
    return len(list(queries.all_draws(connection))) - before


def note_lost(connection: Writing, until: date) -> None:
    """Note that a site was lost, and is on this day as it was in a backup."""
    queries.note_lost_draws(connection, until=until.isoformat())


def lost(database: Database, today: date) -> list[Lost]:
    """When figures may have been drawn of which nothing is known any more."""
    return [
        Lost(date.fromisoformat(row["since"]) if row["since"] else None, until)
        for row in queries.lost_draws(database.reading)
        if (until := date.fromisoformat(row["until"])) <= latest_day(today)
    ]


def latest_run(database: Database, today: date) -> Run | None:
    """The job that ran last; None before the first. One that only a wrong clock dated is none."""
    row = queries.latest_run(database.reading, until=latest_day(today).isoformat())
    if row is None:
        return None
    return Run(date.fromisoformat(row["began_on"]), bool(row["finished"]))


def list_runs(database: Database, most: int = 24) -> list[RunSummary]:
    """The latest jobs, the newest first."""
    rows = queries.list_runs(database.reading, most=most)
    return [
        RunSummary(date.fromisoformat(r["began_on"]), bool(r["finished"]), r["figures"])
        for r in rows
    ]


def begin_run(connection: Writing, began_on: date) -> None:
    """Note that the job of this day has begun."""
    queries.begin_run(connection, began_on=began_on.isoformat())


def finish_run(connection: Writing, began_on: date) -> None:
    """Note that a job has come to its end."""
    queries.finish_run(connection, began_on=began_on.isoformat())


def days_of_draws(database: Database) -> dict[Key, list[date]]:
    """The days on which each figure was drawn."""
    found: dict[Key, list[date]] = {}
    for row in queries.days_of_draws(database.reading):
        key = row["indicator"], row["peer_group"]
        found.setdefault(key, []).append(date.fromisoformat(row["drawn_on"]))
    return found


def past_of(connection: Writing, indicator: str, today: date) -> Past:
    """What was drawn of an indicator before, and stays so within this transaction."""
    until = latest_day(today).isoformat()
    drawn = queries.last_draws(connection, indicator=indicator, until=until)
    gone = queries.withdrawn_figures(connection, indicator=indicator, until=until)
    return Past(_days(drawn, "drawn_on"), _days(gone, "withdrawn_on"))


def keep(connection: Writing, indicator: str, day: date, outcomes: Iterable[Outcome]) -> None:
    """Keep what was drawn of an indicator, and what was withdrawn."""
    found = list(outcomes)
    queries.insert_draws(
        connection, [_row(indicator, day, o, o.quartiles) for o in found if o.quartiles]
    )
    queries.insert_withdrawals(
        connection,
        [
            {"peer_group": o.group, "indicator": indicator, "withdrawn_on": day.isoformat()}
            for o in found
            if o.quartiles is None
        ],
    )


def _days(rows: Iterable[Mapping[str, str]], column: str) -> dict[str, date]:
    return {row["peer_group"]: date.fromisoformat(row[column]) for row in rows}


def _row(indicator: str, day: date, of: Outcome, quartiles: Quartiles) -> dict[str, object]:
    return {
        "peer_group": of.group,
        "indicator": indicator,
        "drawn_on": day.isoformat(),
        "organisations": of.organisations,
        **quartiles._asdict(),
    }


def figures_of(database: Database, peer_group: str, today: date) -> dict[str, Figure]:
    """The last draw of each indicator in a group, but for those that were withdrawn since."""
    rows = queries.figures_of_group(
        database.reading,
        peer_group=peer_group,
        until=latest_day(today).isoformat(),
    )
    return {
        row["indicator"]: Figure(
            row["organisations"],
            Quartiles(row["lower"], row["median"], row["upper"]),
            date.fromisoformat(row["drawn_on"]),
        )
        for row in rows
    }


def withdrawn_of(database: Database, peer_group: str, today: date) -> dict[str, tuple[date, date]]:
    """By indicator of a group: the day of its last draw and of its last withdrawal, where that came
    later.
    """
    found = {
        row["indicator"]: (
            date.fromisoformat(row["drawn_on"]),
            date.fromisoformat(row["withdrawn_on"]),
        )
        for row in queries.withdrawn_of_group(
            database.reading, peer_group=peer_group, until=latest_day(today).isoformat()
        )
        if row["drawn_on"] is not None
    }
    return {name: days for name, days in found.items() if days[1] > days[0]}


def last_of_releases(database: Database) -> date | None:
    """The day of the last release that was made before figures were drawn by chance, if any was."""
    row = queries.last_of_releases(database.reading)
    return None if row is None else date.fromisoformat(row["ended_on"])
