"""Lays a backup out beside the instance folder, and knows what has been ended since it was made.

What happened since is read from the folder in use before, which the statements know as `before`.
"""

import ctypes
import errno
import os
import shutil
import signal
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common import answer_mix, places
from ladder_assess.storage.common.database import (
    Database,
    DatabaseError,
    Writing,
    is_sound,
    queries,
)
from ladder_assess.storage.common.instance import close_to_others, ensure_free, to_the_day
from ladder_assess.storage.contents.contents import FOLDER
from ladder_assess.storage.contents.places import carry, contents_at
from ladder_assess.storage.data_protection.belonging import ACCOUNT, ORGANISATION, PORTFOLIO
from ladder_assess.storage.data_protection.copies import DRAFT
from ladder_assess.storage.data_protection.restored import RESTORED
from ladder_assess.storage.data_protection.scopes import Scope
from ladder_assess.storage.engines.sqlite import lacks_something
from ladder_assess.storage.points_of_view.given import erase_view

# Of the system's own headers (fcntl.h, linux/fs.h).
AT_FDCWD, RENAME_EXCHANGE = -100, 2
LOCKED = ".lock"
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Strange(Exception):
    """What stands in a folder that no backup of ours has, in words."""


class NotReadable(Exception):
    """Why the folder in use before cannot be asked."""


def lay_out(backup: Path, instance: Path, goes_along: Collection[str], floor: int) -> Path:
    """Copy a backup to a folder beside the instance folder, for its owner alone; returns where.
    Files of these names that are in use stand in the copy too.

    Raises Strange for what no backup has, DiskFull where less than `floor` bytes would stay free,
    and OSError where it cannot be written; then nothing stays behind.
    """
    draft = draft_of(instance)
    shutil.rmtree(draft, ignore_errors=True)
    found = sorted(backup.rglob("*"))
    for path in found:
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise Strange(f"{path} is neither a file nor a folder")
    ensure_free(instance.parent, sum(p.stat().st_size for p in found if p.is_file()), floor)
    try:
        _copy(found, backup, draft)
        for file in filter(Path.is_file, map(instance.joinpath, goes_along)):
            shutil.copyfile(file, draft / file.name)
        close_to_others(draft)
        for path in [*draft.rglob("*"), draft]:
            to_the_day(path)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return draft


def _copy(found: list[Path], backup: Path, draft: Path) -> None:
    """Copy what was found in a backup, one by one: what fails then says what stood in its way."""
    draft.mkdir()
    for path in found:
        to = draft / path.relative_to(backup)
        if path.is_dir():
            to.mkdir()
        else:
            shutil.copyfile(path, to)


def ensure_ours(database: Database) -> None:
    """Raise Strange where a database does by itself what ours does not, or names files that are
    none of ours: whoever wrote a folder could have this site change or hand out other files.
    """
    lacking = what_it_lacks(database)
    if lacking:
        raise Strange(f"its database lacks {lacking[0]}")
    with _fresh() as fresh:
        ours = {tuple(row) for row in queries.what_acts_by_itself(fresh.reading)}
    if {tuple(row) for row in queries.what_acts_by_itself(database.reading)} != ours:
        raise Strange("its database has triggers or views that ours has not")
    if queries.count_strange_names(database.reading):
        raise Strange("its database names files as ours does not")


def what_it_lacks(database: Database) -> list[str]:
    """The tables that a database has not and one that was made now has, by their names."""
    with _fresh() as fresh:
        ours = {row["name"] for row in queries.tables(fresh.reading)}
    return sorted(ours - {row["name"] for row in queries.tables(database.reading)})


@contextmanager
def _fresh() -> Iterator[Database]:
    """A database that was made now, and goes."""
    with TemporaryDirectory() as directory:
        fresh = Database(Path(directory) / "fresh.sqlite3")
        fresh.migrate()
        try:
            yield fresh
        finally:
            fresh.close()


@contextmanager
def said_of(path: Path) -> Iterator[None]:
    """Say of a database that lacks what statements ask for that it is Strange."""
    try:
        yield
    except DatabaseError as error:
        if not lacks_something(error):
            raise
        raise Strange(f"its database {path.name} lacks what ours has ({error})") from None


def draft_of(instance: Path) -> Path:
    """Where a backup is laid out before it takes the place of the instance folder."""
    return instance.with_name(f"{instance.name}.restored{DRAFT}")


def take_place(draft: Path, instance: Path, aside: Path) -> None:
    """Put what was laid out in the place of the instance folder, which is set aside. One step does
    both, so that wherever it is cut short one of the two stands there whole. Whoever asks the
    program to stop meanwhile waits for that step. Raises OSError.
    """
    if not instance.exists():
        draft.rename(instance)
        return
    with _heard_afterwards():
        draft.rename(aside)
        try:
            _exchange(aside, instance)
        except BaseException:
            aside.rename(draft)
            raise


def bring_contents(laid: Path, before: Path, uploads: str) -> None:
    """Put the evidence files of a backup where they are kept, when that is not in the folder: those
    that lack there. What the database in use before alone names goes into its folder, as the next
    sweep removes it. Raises OutOfReach.
    """
    if not uploads:
        return
    ours, kept = contents_at("", laid.parent), contents_at(uploads, laid.parent)
    there = kept.lying()
    carry([name for name in ours.lying() if name not in there], ours, kept)
    if before.exists():
        left = [name for name in there if name in _named(before) - _named(laid)]
        carry(left, kept, contents_at("", before.parent))
    shutil.rmtree(laid.with_name(FOLDER), ignore_errors=True)


def _named(file: Path) -> set[str]:
    with closing(Database(file)) as database:
        return evidence_files.named_in(database.reading)


def let_go(aside: Path) -> None:
    """Remove a folder that was set aside where nothing is in it but what programs agree on."""
    if aside.is_dir() and all(path.name.endswith(LOCKED) for path in aside.iterdir()):
        shutil.rmtree(aside)


@contextmanager
def _heard_afterwards() -> Iterator[None]:
    """Heed what asks the program to stop once a step is done; for the main thread."""
    heard: list[int] = []
    before = {number: signal.signal(number, lambda n, _: heard.append(n)) for number in STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for asked in heard:
            signal.raise_signal(asked)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change their names: in one step where the system (Linux, renameat2) and its
    file system can do that, and in three elsewhere.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename and not rename(AT_FDCWD, bytes(one), AT_FDCWD, bytes(other), RENAME_EXCHANGE):
        return
    number = ctypes.get_errno() if rename else errno.ENOSYS
    if number not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(number, os.strerror(number), str(other))
    middle = one.with_name(f"{one.name}.meanwhile")
    other.rename(middle)
    one.rename(other)
    middle.rename(one)


@contextmanager
def beside(database: Database, before: Path) -> Iterator[None]:
    """Let the statements of this thread ask another database of the same site, known as `before`.

    Raises NotReadable where that is damaged, or of an earlier version.
    """
    if not is_sound(before):
        raise NotReadable("it is damaged")
    with database.with_another(before, "before"):
        if queries.count_other_migrations(database.reading):
            raise NotReadable("an earlier version of the product used it last")
        if queries.count_lost_tables(database.reading):
            raise NotReadable("it lacks a table")
        yield


def gone_or_there(database: Database) -> list[Scope]:
    """The people who have gone since, whose numbers are never given again, and all organisations
    and private links: which of those were erased since, their tombstones tell.
    """
    connection = database.reading
    people = [Scope(ACCOUNT, r["id"], r["email"]) for r in queries.people_gone_since(connection)]
    rows = queries.every_organisation_and_link(connection)
    others = [Scope(ORGANISATION if r["is_organisation"] else PORTFOLIO, r["id"]) for r in rows]
    return people + others


def went_another_way(database: Database) -> bool:
    """Is what is known under one number here and before not the same, as in another site?"""
    return bool(queries.count_other_people(database.reading))


def stones_since(database: Database) -> set[str]:
    """The digests of what has been erased since."""
    return {row["digest"] for row in queries.tombstones_since(database.reading)}


def end_what_ended(connection: Writing, day: date) -> None:
    """Let what ended since stay ended, in each table as `restored` declares: people have the names,
    passwords and roles that they had last, links are closed and rows removed that were so since. A
    public page of which another text was published since is taken down on this day. Nobody is
    signed in, no mailed link opens, and nothing is sent once more.
    """
    queries.keep_tombstones(connection)
    queries.take_pages_down_since(connection, day=day.isoformat())
    for end in (
        queries.free_addresses,
        queries.keep_accounts,
        queries.keep_addresses,
        queries.keep_subjects,
        queries.forget_recovery_codes_since,
        queries.keep_recovery_codes,
        queries.keep_used_codes,
        queries.end_memberships_since,
        queries.keep_roles,
        queries.unassign_who_left,
        queries.forget_confirmations_since,
        queries.keep_confirmations,
        queries.keep_refusals,
        queries.keep_refusals_as_they_stand,
        queries.keep_unsubscribed,
        queries.keep_lost_draws,
    ):
        end(connection)
    for table, back in RESTORED.items():
        for statement in back.statements(table):
            connection.execute(statement)
    queries.pause_mailings(connection)
    queries.keep_numbers(connection)
    queries.keep_more_numbers(connection)
    queries.keep_numbers_given(connection)
    end_visits(connection)


def end_keys(connection: Writing) -> None:
    """Let no program read anything by a key: nobody can say which of them were revoked."""
    queries.end_all_keys(connection)


def end_visits(connection: Writing) -> None:
    """Sign everybody out, and let neither mailed links nor messages that wait be good any more."""
    queries.end_all_sign_ins(connection)
    queries.end_all_tickets(connection)
    queries.drop_waiting_messages(connection)


def views_taken_back(connection: Writing, database: Database, before: Path) -> int:
    """Erase the answers about activities that were taken back since, also those that wait; returns
    how many pages of them. `before` is the database in use before, beside which others waited.
    """
    gone = [row["id"] for row in queries.views_gone_since(connection)]
    for view in gone:
        erase_view(connection, view)
    kept = {row["id"] for row in queries.views_before(connection)} | _waited(before)
    count = len(gone)
    for row in queries.views_waiting_for_kept_activities(connection):
        name = row["waits_in"]
        lost = {str(one["id"]) for one in answer_mix.waiting(database, name)} - kept
        if lost and answer_mix.take_out(database, name, lost):
            count += len(lost)
    return count


def drop_what_went_in(connection: Writing, database: Database, before: Path) -> None:
    """Let only that wait which waited before as well, in no other five and taken back by nobody:
    with others beside it, it would make five that differ from those by one, and two looks would
    tell whose answer that is. Where nothing is known of before, nothing waits.
    """
    waited = _waited(before)
    for row in list(queries.where_answers_wait(connection)):
        name = row["waits_in"]
        lost = {str(one["id"]) for one in answer_mix.waiting(database, name)} - waited
        if lost:
            answer_mix.take_out(database, name, lost)


def _waited(before: Path) -> set[str]:
    place = Database(before).waiting
    files = place.iterdir() if place.is_dir() else ()
    return {str(one["id"]) for file in files for one in places.read(file).values()}
