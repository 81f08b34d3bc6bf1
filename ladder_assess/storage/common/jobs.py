"""The job queue: what is to be done in the background, each leased to whoever works on it.

A job names a kind and the row that it is about; what is to be done stands in that row. It is put
into the queue in the transaction that makes it necessary, so that none is lost, and is claimed for
a while (a lease) that whoever works on it keeps renewing: it comes back by itself where they end.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.engines.engine import Connection

# Their subjects are a file to be made (plan_document, workshop_file, wave_file), a register and
# contacts that were sent.
DOCUMENT, WORKSHOP, CAMPAIGN = "document", "workshop", "campaign"
IMPORT, CONTACTS = "import", "contacts"
# For so many seconds a job is claimed at most: one that is due later was claimed by a clock that
# ran ahead, and is due now.
LEASE = 30
LATEST = 4 * LEASE
_turn: ContextVar[Callable[[], int]] = ContextVar("turn", default=int)


@dataclass(frozen=True)
class Job:
    """A job that was claimed: for the first time where `attempts` is 1."""

    id: int
    kind: str
    subject: int
    attempts: int


class NotHeld(Exception):
    """A job is not its holder's any more."""


def count_turns(count: Callable[[], int]) -> None:
    """Let what this thread has done from here on wait for its turn: `count` says how many that is
    of those who ask for it, fair queueing by whatever they are counted by.
    """
    _turn.set(count)


def put(connection: Connection, kind: str, subject: int) -> None:
    """Have something done, within the caller's transaction; afresh where it was asked before."""
    queries.forget_job(connection, kind=kind, subject=subject)
    queries.insert_job(connection, kind=kind, subject=subject, turn=_turn.get()())


def put_once(database: Database, kind: str, subject: int) -> None:
    """Have something done that falls due by itself, unless it is in the queue still. `subject`
    grows with time: what was given up is not tried again before it has grown, and one that is later
    than now was put there by a clock that ran ahead.
    """
    with database.writing() as connection:
        queries.forget_other_jobs(connection, kind=kind, subject=subject)
        if not queries.count_jobs(connection, kind=kind):
            queries.insert_job(connection, kind=kind, subject=subject, turn=0)


def claim(database: Database, kind: str, attempts: int, now: int, until: int) -> Job | None:
    """The job of a kind to do next that was tried so many times, which nobody else is given before
    `until` (seconds since 1970); None where none is due.

    Whose is next is drawn among the organisations that have one waiting and, as one of them, all
    private links: however many jobs come under those, an organisation waits behind few. Among the
    same, the first that somebody asked for comes before the second of others.
    """
    with database.writing() as connection:
        row = queries.claim_job(
            connection, kind=kind, attempts=attempts, now=now, latest=now + LATEST, until=until
        )
    return None if row is None else Job(**row)


def lost(database: Database, kind: str, attempts: int, now: int) -> Job | None:
    """A job whose last attempt, of so many, ended without a word."""
    row = queries.lost_job(
        database.reading, kind=kind, attempts=attempts, now=now, latest=now + LATEST
    )
    return None if row is None else Job(**row)


def renew(database: Database, job: Job, until: int) -> bool:
    """Keep a job for longer. Returns whether it was still the caller's."""
    with database.writing() as connection:
        kept: int = queries.renew_job(connection, job=job.id, attempts=job.attempts, until=until)
    return kept == 1


def try_again(database: Database, job: Job, due: int) -> None:
    """Let a job be claimed for its next attempt, from `due` on."""
    renew(database, job, due)


def give_back(database: Database, job: Job, due: int = 0) -> None:
    """Let a job be claimed from `due` on, as if this attempt had not been; at once by default."""
    with database.writing() as connection:
        queries.give_job_back(connection, job=job.id, attempts=job.attempts, due=due)


@contextmanager
def while_held(database: Database, job: Job) -> Iterator[None]:
    """Let nothing be written once a job is not its holder's any more: what it was about has gone,
    and its number may be another's by now, or somebody else works on it. NotHeld is raised then.
    """

    def ask() -> None:
        kept = queries.held_job(database.reading, job=job.id, attempts=job.attempts)
        if kept is None:
            raise NotHeld(job)

    before, database.before_writing = database.before_writing, ask
    try:
        yield
    finally:
        database.before_writing = before


def give_up(database: Database, job: Job, problem: str) -> None:
    """Try a job no more, and keep why."""
    with database.writing() as connection:
        queries.give_job_up(connection, job=job.id, attempts=job.attempts, problem=problem)


def drop(database: Database, job: Job) -> None:
    """Forget a job: it is done, or what it is about says why it is not."""
    with database.writing() as connection:
        queries.drop_job(connection, job=job.id, attempts=job.attempts)


def due(database: Database, now: int) -> set[tuple[str, int]]:
    """Of which kinds there are jobs to do, and how often those were tried. Only reads."""
    rows = queries.due_jobs(database.reading, now=now, latest=now + LATEST)
    return {(row["kind"], row["attempts"]) for row in rows}


def count_waiting(database: Database) -> dict[str, int]:
    """How many wait or are under way, by kind."""
    rows = queries.count_waiting_jobs(database.reading)
    return {row["kind"]: row["waiting"] for row in rows}


def count_given_up(database: Database) -> int:
    """How many jobs failed at every attempt, of those that say so nowhere else."""
    return int(queries.count_given_up(database.reading))
