"""Releases: frozen counts by peer group, indicator and band, and the state they rest on."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.groups import Cell
from ladder_assess.core.benchmarks.release import Atom, Earlier, Outcome, State
from ladder_assess.storage.common.database import Database, queries


@dataclass(frozen=True)
class Release:
    """A release that is complete."""

    id: int
    made_on: date


@dataclass(frozen=True)
class Summary:
    """A release as a site administrator sees it: how many groups and figures it shows."""

    id: int
    made_on: date
    groups: int
    figures: int


@dataclass(frozen=True)
class Making:
    """A release in the making, with the numbers that cells and indicators are kept under."""

    id: int
    cells: Mapping[Cell, int]
    indicators: Mapping[str, int]


def latest_release(database: Database) -> Release | None:
    """The release that pages are read from; None before the first."""
    row = queries.latest_release(database.reading)
    return None if row is None else Release(row["id"], date.fromisoformat(row["made_on"]))


def list_releases(database: Database, most: int = 24) -> list[Summary]:
    """The latest releases that are complete, the newest first."""
    return [
        Summary(row["id"], date.fromisoformat(row["made_on"]), row["peer_groups"], row["figures"])
        for row in list(queries.list_releases(database.reading, most=most))
    ]


def open_release(
    database: Database, made_on: date, cells: Iterable[Cell], indicators: Iterable[str]
) -> Making:
    """Start a release, which nobody sees until it is finished. One that was cut short goes."""
    with database.writing() as connection:
        for row in list(queries.unfinished_releases(connection)):
            _drop(connection, row["id"])
        opened = queries.open_release(connection, made_on=made_on.isoformat())["id"]
        queries.insert_cells(connection, [cell._asdict() for cell in cells])
        for name in indicators:
            queries.insert_indicator(connection, name=name)
        kept = {Cell(r["kind"], r["area"], r["size"]): r["id"] for r in _cells(connection)}
        names = {row["name"]: row["id"] for row in queries.list_indicators(connection)}
    return Making(opened, kept, names)


def _cells(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return list(queries.list_cells(connection))


def _drop(connection: sqlite3.Connection, release: int) -> None:
    for statement in (
        queries.drop_figures,
        queries.drop_atoms,
        queries.reopen_atoms,
        queries.drop_release,
    ):
        statement(connection, release=release)


def history_of(
    database: Database, making: Making, indicator: str
) -> tuple[dict[int, Atom], list[Earlier]]:
    """The state of an indicator in the last release, and every release of it, the last one last."""
    number = making.indicators[indicator]
    atoms = _Atoms({at: cell for cell, at in making.cells.items()})
    state: dict[int, Atom] = {}
    ended = []
    for row in queries.list_atoms(database.reading, indicator=number):
        if row["until"] is None:
            state[row["organisation_id"]] = atoms.of(row)
        ended.append((row["organisation_id"], row["first"], row["until"], atoms.of(row)))
    published: dict[int, set[str]] = {}
    for row in queries.published_groups(database.reading, indicator=number):
        published.setdefault(row["release"], set()).add(row["peer_group"])
    releases = [row["id"] for row in queries.complete_releases(database.reading)]
    last = max(releases, default=0)
    return state, [
        Earlier(frozenset(published.get(release, ())), _then(release, last, ended, state))
        for release in releases
    ]


class _Atoms:
    """Makes each atom once: there are few of them and many organisations."""

    def __init__(self, cells: Mapping[int, Cell]) -> None:
        self._cells = cells
        self._made: dict[tuple[int, int], Atom] = {}

    def of(self, row: sqlite3.Row) -> Atom:
        key = (row["band"], row["cell"])
        if key not in self._made:
            self._made[key] = Atom(key[0], self._cells[key[1]])
        return self._made[key]


def _then(
    release: int, last: int, rows: Sequence[tuple[int, int, int | None, Atom]], state: State
) -> dict[int, Atom | None]:
    """The atoms in a release of the organisations whose atom is another now."""
    if release == last:
        return {}
    found: dict[int, Atom | None] = {}
    for organisation, first, until, atom in rows:
        if first <= release and (until is None or release < until):
            found[organisation] = atom
        else:
            found.setdefault(organisation, None)
    return {org: atom for org, atom in found.items() if atom != state.get(org)}


def keep(
    database: Database,
    making: Making,
    indicator: str,
    outcome: Outcome,
    figures: Mapping[str, Sequence[int]],
) -> None:
    """Add an indicator to a release in the making: what changed, and the counts of its groups."""
    number = making.indicators[indicator]
    changed = [
        {"indicator": number, "organisation": org, "release": making.id} for org in outcome.changes
    ]
    begun = [
        {
            "indicator": number,
            "organisation": organisation,
            "release": making.id,
            "band": atom.band,
            "cell": making.cells[atom.cell],
        }
        for organisation, atom in sorted(outcome.changes.items())
        if atom is not None
    ]
    counted = [
        {"release": making.id, "peer_group": group, "indicator": number, "counts": json.dumps(n)}
        for group, n in sorted(figures.items())
    ]
    with database.writing() as connection:
        queries.end_atoms(connection, changed)
        queries.insert_atoms(connection, begun)
        queries.insert_figures(connection, counted)


def finish(database: Database, making: Making) -> None:
    """From now on, pages are read from this release."""
    with database.writing() as connection:
        queries.finish_release(connection, release=making.id)


def figures_of(database: Database, release: Release, peer_group: str) -> dict[str, list[int]]:
    """The counts of a group by indicator: those that the release may show, and no others."""
    rows = queries.figures_of_group(database.reading, release=release.id, peer_group=peer_group)
    return {row["name"]: json.loads(row["counts"]) for row in rows}
