"""Lays a backup out beside the instance folder, and knows what has been ended since it was made.

What happened since is read from the folder in use before, which the statements know as `before`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ladder_assess.storage.common import answer_mix, places
from ladder_assess.storage.common.database import Database, Writing, is_sound, queries
from ladder_assess.storage.common.instance import close_to_others, to_the_day
from ladder_assess.storage.data_protection.belonging import ACCOUNT, ORGANISATION, PORTFOLIO
from ladder_assess.storage.data_protection.copies import DRAFT
from ladder_assess.storage.data_protection.scopes import Scope
from ladder_assess.storage.points_of_view.given import erase_view


class NotReadable(Exception):
    """Why the folder in use before cannot be asked."""


def lay_out(backup: Path, instance: Path) -> Path:
    """Copy a backup to a folder beside the instance folder, for its owner alone; returns where.

    Raises OSError where it cannot be written; then nothing stays behind.
    """
    draft = draft_of(instance)
    shutil.rmtree(draft, ignore_errors=True)
    try:
        shutil.copytree(backup, draft)
        close_to_others(draft)
        for path in [*draft.rglob("*"), draft]:
            to_the_day(path)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return draft


def draft_of(instance: Path) -> Path:
    """Where a backup is laid out before it takes the place of the instance folder."""
    return instance.with_name(f"{instance.name}.restored{DRAFT}")


def take_place(draft: Path, instance: Path, aside: Path) -> None:
    """Put what was laid out in the place of the instance folder, which is set aside where there is
    one. Where the second step fails the first is undone. Raises OSError.
    """
    there = instance.exists()
    if there:
        instance.rename(aside)
    try:
        draft.rename(instance)
    except OSError:
        if there:
            aside.rename(instance)
        raise


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


def end_what_ended(connection: Writing) -> None:
    """Let people and organisations have the names, passwords, rights and roles that they had last,
    let links and pages be closed that were closed since, and let nobody be written to who has asked
    for no more mail. Nobody is signed in, no mailed link opens, and nothing is sent once more.
    """
    queries.keep_tombstones(connection)
    for end in (
        queries.keep_accounts,
        queries.forget_recovery_codes_since,
        queries.keep_recovery_codes,
        queries.end_memberships_since,
        queries.keep_roles,
        queries.forget_confirmations_since,
        queries.keep_confirmations,
        queries.keep_refusals,
        queries.keep_unsubscribed,
        queries.withdraw_consents_since,
        queries.take_pages_down_since,
        queries.close_view_links_since,
        queries.close_wave_links_since,
        queries.pause_mailings,
        queries.keep_numbers,
        queries.keep_more_numbers,
        queries.keep_numbers_given,
    ):
        end(connection)
    end_visits(connection)


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


def _waited(before: Path) -> set[str]:
    place = Database(before).waiting
    files = place.iterdir() if place.is_dir() else ()
    return {str(one["id"]) for file in files for one in places.read(file).values()}
