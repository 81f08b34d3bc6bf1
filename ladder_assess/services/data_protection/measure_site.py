"""Figures of a site for whoever watches it: what waits, what failed, how old and how large things
are. None of them is about a person, an organisation or a list.
"""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.back_up import days_of_backups
from ladder_assess.services.data_protection.check_site import HELD, why_not_ready
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.common import jobs
from ladder_assess.storage.people import mail


@dataclass(frozen=True)
class Measured:
    """A figure, or one for each value of its labels; `words` say what it is."""

    name: str
    words: str
    values: Mapping[tuple[str, ...], float]
    labels: tuple[str, ...] = ()


def measure_site(product: Product, backups: str, floor: int) -> Iterator[Measured]:
    """Each figure that is known. Where the database cannot be read, that alone is told."""
    database = product.database
    why = why_not_ready(product, floor)
    yield _one("ladder_ready", "1 where what people send could be kept, else 0.", not why)
    disk = os.statvfs(database.path.parent)
    yield _one("ladder_disk_free_bytes", "Room left on the disk.", disk.f_bavail * disk.f_frsize)
    for folder in filter(None, [backups]):
        days = days_of_backups(Path(folder), database.path.name)
        words = "When the last daily backup was made, to the day, in seconds since 1970."
        yield _one("ladder_backup_last_seconds", words, _seconds(days[-1]) if days else 0)
    if why not in ("", HELD):
        return
    yield _one("ladder_database_bytes", "The database and its log.", database.size())
    words = "Background work that waits or is under way."
    yield _each("ladder_jobs_waiting", words, "kind", jobs.count_waiting(database))
    given_up = jobs.count_given_up(database)
    yield _one("ladder_jobs_given_up", "Work that was given up for now.", given_up)
    states = Counter(message.state for message in mail.all_messages(database))
    yield _each("ladder_messages", "Messages in the outbox by state.", "state", states)
    for run in draws.list_runs(database, 1):
        words = "When figures of peers were drawn last, to the day, in seconds since 1970."
        yield _one("ladder_draw_last_seconds", words, _seconds(run.began_on))


def _one(name: str, words: str, value: float) -> Measured:
    return Measured(name, words, {(): float(value)})


def _each(name: str, words: str, label: str, counted: Mapping[str, int]) -> Measured:
    return Measured(name, words, {(each,): float(counted[each]) for each in counted}, (label,))


def _seconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
