"""Files of a campaign that are made in the background: the last of each kind."""

from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.made_file import DONE, FAILED, MadeFile
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.instruments.waves import wave_of


@dataclass(frozen=True)
class WaveFileJob:
    """A file that is to be made: of which campaign, its kind and its day."""

    portfolio: Portfolio
    wave: Wave
    kind: str
    day: date


def ask_for(connection: Writing, portfolio: Portfolio, wave: Wave, kind: str, day: date) -> None:
    """Have a file made, in the place of the last of its kind."""
    file = queries.put_wave_file(
        connection, portfolio=portfolio.id, wave=wave.id, kind=kind, day=day.isoformat()
    )
    if file is not None:
        jobs.put(connection, jobs.CAMPAIGN, int(file))


def find(database: Database, portfolio: Portfolio, wave: Wave, kind: str) -> MadeFile | None:
    """The file of a kind that was asked for last; None where none was."""
    row = queries.find_wave_file(database.reading, portfolio=portfolio.id, wave=wave.id, kind=kind)
    if row is None:
        return None
    made_on, content = date.fromisoformat(row["made_on"]), bytes(row["content"] or b"")
    return MadeFile(row["id"], row["kind"], row["state"], made_on, content)


def wanted(database: Database, file: int) -> WaveFileJob | None:
    """What is to be made; None where it is not wanted any more.

    This looks over all portfolios. Only the worker asks it, and shows nobody.
    """
    row = queries.wanted_wave_file(database.reading, file=file)
    if row is None:
        return None
    portfolio = Portfolio(row["portfolio_id"], row["title"], bool(row["sample"]))
    return WaveFileJob(portfolio, wave_of(row), row["kind"], date.fromisoformat(row["day"]))


def finish(connection: Writing, wanted: WaveFileJob, content: bytes | None) -> None:
    """Keep a file that was made, or note that it could not be where there is no content."""
    queries.note_wave_file(
        connection,
        portfolio=wanted.portfolio.id,
        wave=wanted.wave.id,
        kind=wanted.kind,
        state=FAILED if content is None else DONE,
        content=content,
    )
