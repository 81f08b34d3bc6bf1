"""How often each answer was given in a round, kept beside the answers of respondents.

What is told of a group follows from these alone (core.instruments.group_counts): a page reads some
hundred numbers, however many people have answered. They change in the transaction in which five
answers go in, tell nothing that those do not, and can be counted anew at any time.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.group_counts import Count, GroupCounts
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.storage.common.answer_mix import Group
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row
from ladder_assess.storage.instruments.responses import values_in


def read(database: Database, portfolio: Portfolio, wave: Wave) -> dict[str, GroupCounts]:
    """What is kept of each group (its form) of which five or more have answered."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = sorted(queries.list_answer_counts(database.reading, **key), key=itemgetter("form"))
    return {form: _counts(own) for form, own in groupby(rows, key=itemgetter("form"))}


def read_for_quotas(database: Database, wave: Wave) -> dict[str, GroupCounts]:
    """The same for whoever answers by a link, who has no list."""
    rows = sorted(queries.counts_of_wave(database.reading, wave=wave.id), key=itemgetter("form"))
    return {form: _counts(own) for form, own in groupby(rows, key=itemgetter("form"))}


def versions(database: Database, portfolio: Portfolio, wave: Wave) -> tuple[int, ...]:
    """The versions of the questions that were answered by five or more."""
    key = {"portfolio": portfolio.id, "wave": wave.id}
    rows = queries.list_answered_versions(database.reading, **key)
    return tuple(row["version"] for row in rows)


def take_in(
    connection: Writing, group: Group, batches: Iterable[Sequence[Mapping[str, Value]]], day: str
) -> None:
    """Count answers of a group that go in on a day, five by five."""
    wave, form = group["wave"], group["form"]
    counts = _kept(connection, wave, form)
    before = set(counts.each())
    for batch in batches:
        counts.take_in(batch, day)
    _put(connection, wave, form, sorted(set(counts.each()) - before))


def count_missing(database: Database) -> int:
    """Count the answers of each group whose counts are not there, as before there were any; gives
    how many groups that was.
    """
    missing = _missing(database.reading)
    for wave, form in missing:
        with database.writing() as connection:
            if (wave, form) in _missing(connection):
                count_anew(connection, wave, form)
    return len(missing)


def count_anew(connection: Writing, wave: int, form: str) -> bool:
    """Count all answers of a group again; says whether anything was kept otherwise."""
    before, now = set(_kept(connection, wave, form).each()), _counted(connection, wave, form)
    if before == set(now.each()):
        return False
    queries.forget_answer_counts(connection, wave=wave, form=form)
    _put(connection, wave, form, now.each())
    return True


def _missing(connection: Connection) -> list[tuple[int, str]]:
    rows = queries.list_counted_groups(connection)
    return [(row["wave_id"], row["form"]) for row in rows if row["given"] != row["counted"]]


def _counted(connection: Connection, wave: int, form: str) -> GroupCounts:
    found = GroupCounts()
    rows = queries.list_answers_in_order(connection, wave=wave, form=form)
    for _, own in groupby(rows, key=itemgetter("batch", "series")):
        batch = list(own)
        if len(batch) >= FEWEST_ANSWERS:
            found.take_in([values_in(row["document"]) for row in batch], batch[0]["given_on"])
    return found


def _kept(connection: Connection, wave: int, form: str) -> GroupCounts:
    return _counts(queries.answer_counts_of(connection, wave=wave, form=form))


def _counts(rows: Iterable[Row]) -> GroupCounts:
    return GroupCounts.of(Count(r["item"], r["option"], r["shown"], r["waits"]) for r in rows)


def _put(connection: Writing, wave: int, form: str, counts: Iterable[Count]) -> None:
    key = {"wave": wave, "form": form}
    queries.put_answer_counts(connection, [{**key, **vars(each)} for each in counts])
