"""Looks at what a site rests on, and says of each thing whether it is well and how to mend it.

It changes nothing: neither does it bring the database up to date, nor does it send a message.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ladder_assess.core.common.clock import written
from ladder_assess.core.common.disk import DiskFull, OutOfReach
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.back_up import days_of_backups
from ladder_assess.services.data_protection.believe_clock import is_borne_out
from ladder_assess.services.data_protection.move_site import draft_of
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database, DatabaseError, is_sound
from ladder_assess.storage.common.instance import ensure_free, open_to_others
from ladder_assess.storage.common.obstacles import obstacle
from ladder_assess.storage.data_protection import going_back
from ladder_assess.storage.migrations import NewerDatabase, version
from ladder_assess.storage.people import audit

WELL, LOOK, BAD = "well", "look", "bad"
NO_FOLDER = "Use another folder (LADDER_INSTANCE), or run ladder-assess setup."
# In seconds: what was noted later than this from now was noted by another clock.
AHEAD = 5 * 60

# Whoever saves waits longer than so many seconds where others hold the database.
A_MOMENT = 1.0
HELD = "nobody can save, as another program holds the database"


@dataclass(frozen=True)
class Found:
    """One thing that was looked at: whether it is WELL, somebody should LOOK, or it is BAD, and in
    words how it stands and, where it is not well, what to do.
    """

    name: str
    state: str
    words: str
    mend: str = ""


@dataclass(frozen=True)
class Site:
    """What to look at, and whether it is `running`, of which `version` where that is known.
    `backups` is the folder for backups, if any; `unset` are the settings that pages need and lack,
    and what that means; `floor` is how many bytes of the disk are to stay free; `reach_mail` says
    why the mail server does not let us in, empty where it does, and is None where none is set.
    """

    database: Path
    running: bool
    backups: Path | None
    unset: Mapping[str, str]
    floor: int
    reach_mail: Callable[[], str] | None
    postgresql: str = ""
    uploads: str = ""
    version: str = ""


def check_site(site: Site, today: date, now: int) -> Iterator[Found]:
    """Everything that is looked at, in an order in which it can be mended."""
    yield from _settings(site)
    if not site.database.parent.is_dir():
        words = f"there is no folder {site.database.parent}"
        yield Found("Database", BAD, words, NO_FOLDER)
        return
    if not site.postgresql:
        yield _running(site)
    yield _permissions(site.database.parent)
    yield _disk(site)
    found = _on_a_server(site) if site.postgresql else _database(site.database)
    yield found
    if found.state == WELL:
        database = Database(site.database, site.postgresql, site.uploads)
        if site.postgresql:
            yield _servers(database)
            yield _roles(database)
        yield _uploads(database)
        yield _clock(database, now)
        yield _jobs(database)
        database.close()
    yield _mail(site)
    yield from _set_aside(site.database.parent)
    yield from _left_by_moves(site)
    yield _backups(site.backups, site.database.name, today)


def why_not_ready(product: Product, floor: int) -> str:
    """Why nothing that people send could be kept just now; empty where it could. `floor` is how
    many bytes of the disk are to stay free. Changes nothing, and takes a moment.
    """
    database = product.database
    try:
        waiting = database.to_be_applied()
        ensure_free(database.path.parent, 0, floor)
    except DiskFull:
        return "too little of the disk is free"
    except (NewerDatabase, DatabaseError, OSError):
        return "the database cannot be read"
    if waiting:
        return "the database is of an earlier version"
    return "" if database.can_write(A_MOMENT) else HELD


def _settings(site: Site) -> Iterator[Found]:
    for name, why in site.unset.items():
        yield Found("Settings", LOOK, f"{name} is not set: {why}", f"Set {name}.")
    if not site.unset:
        yield Found("Settings", WELL, "all are set that pages need")


def _running(site: Site) -> Found:
    if not site.running:
        return Found("Server", LOOK, "it does not run from this folder", "Run ladder-assess serve.")
    if site.version and site.version != version():
        words = f"version {site.version} runs, and this is {version()}"
        return Found("Server", LOOK, words, "Start the site anew.")
    return Found("Server", WELL, "it runs")


def _servers(database: Database) -> Found:
    """On a server of databases several may serve, for a while of two versions."""
    by_version: dict[str, list[str]] = {}
    for server in database.servers():
        by_version.setdefault(server.version or "an earlier version", []).append(server.host)
    if not by_version:
        return Found("Servers", LOOK, "none runs with this database", "Run ladder-assess serve.")
    many = sum(map(len, by_version.values()))
    said = [
        f"{one} on {', '.join(hosts)}" if all(hosts) else one for one, hosts in by_version.items()
    ]
    words = f"{many} {'runs' if many == 1 else 'run'}: {'; '.join(said)}"
    if len(by_version) > 1:
        return Found("Servers", LOOK, words, "Bring the others to the same version.")
    if version() not in by_version:
        return Found("Servers", LOOK, f"{words}, and this is {version()}", "Start them anew.")
    if database.is_behind():
        return Found("Servers", LOOK, f"{words}; a later one added to it", "Start that one.")
    return Found("Servers", WELL, words)


def _roles(database: Database) -> Found:
    """Whoever connects can hold the locks that a site waits for."""
    others = database.others()
    if others is None:
        return Found("Roles", WELL, "no role but the site's own may connect to the database")
    words = f"{', '.join(others.roles)} may connect to the database, and so stop the site"
    return Found("Roles", LOOK, words, f"As its owner, but for whom you know: {others.mend}")


def _permissions(instance: Path) -> Found:
    found = open_to_others(instance)
    if not found:
        return Found("Permissions", WELL, f"nobody else may read {instance}")
    named = ", ".join(path.name for path in found[:3])
    words = f"others on this machine may read {len(found)} of the files in {instance}, as {named}"
    return Found("Permissions", BAD, words, f"chmod -R go= {instance}, as the user who owns it.")


def _disk(site: Site) -> Found:
    free = shutil.disk_usage(site.database.parent).free
    words = f"{free // 2**20:,} MiB are free"
    if free < site.floor:
        return Found("Disk", BAD, f"{words}: files and registers are refused", "Free some space.")
    if free < 4 * site.floor:
        return Found("Disk", LOOK, words, "Free some space soon.")
    return Found("Disk", WELL, words)


def _database(path: Path) -> Found:
    if not path.exists():
        return Found("Database", BAD, f"there is no {path}", "Run ladder-assess setup.")
    if not is_sound(path):
        mend = "Stop the site and go back to a backup: ladder-assess restore FOLDER --replace."
        return Found("Database", BAD, f"{path} cannot be read as a whole", mend)
    database = Database(path)
    waiting = database.to_be_applied()
    lacking = [] if waiting else going_back.what_it_lacks(database)
    database.close()
    if lacking:
        words = f"{path} lacks what ours has, such as {lacking[0]}"
        mend = "Stop the site and go back to a backup: ladder-assess restore FOLDER --replace."
        return Found("Database", BAD, words, mend)
    if waiting:
        words = f"{waiting} changes of the tables wait to be made"
        return Found("Database", LOOK, words, "Run ladder-assess setup, or start the site anew.")
    return Found("Database", WELL, f"{path.stat().st_size // 2**20:,} MiB, all of it can be read")


def _on_a_server(site: Site) -> Found:
    database = Database(site.database, site.postgresql)
    where = database.engine.named
    try:
        waiting = database.to_be_applied()
    except (DatabaseError, NewerDatabase) as error:
        words, _, mend = obstacle(error, where).partition(". ")
        words = words or f"{where} cannot be used: {error}"
        return Found("Database", BAD, words, mend)
    finally:
        database.close()
    if waiting:
        words = f"{waiting} changes of the tables wait to be made"
        return Found("Database", LOOK, words, "Run ladder-assess setup, or start the site anew.")
    return Found("Database", WELL, f"{where} answers")


def _uploads(database: Database) -> Found:
    try:
        there = evidence_files.try_out(database)
    except OutOfReach as why:
        words, _, mend = str(why).partition(". ")
        return Found("Uploads", BAD, words, mend)
    named = evidence_files.named_in(database.reading)
    lacking = len(named - there)
    if lacking:
        words = f"of {len(named)} files that were added, {lacking} are not there"
        return Found("Uploads", BAD, words, "Put them back from a backup, under the same names.")
    return Found("Uploads", WELL, f"all {len(named)} files that were added are there")


def _clock(database: Database, now: int) -> Found:
    latest = audit.latest(database)
    if latest > now + AHEAD:
        words = f"it is {written(now)} here, yet something was noted at {written(latest)}"
        return Found("Clock", BAD, words, "Set the clock, best by a time service (NTP).")
    if not is_borne_out(database, now):
        words = f"it is {written(now)} here, and the last entry but for today's is of long ago"
        mend = "Set the clock if it is wrong. What goes by the day waits for a day until then."
        return Found("Clock", LOOK, words, mend)
    return Found("Clock", WELL, f"it is {written(now)}")


def _jobs(database: Database) -> Found:
    failed = jobs.count_given_up(database)
    if failed:
        words = f"{failed} things that the site does by itself were given up"
        return Found("Background work", LOOK, words, "The log says why.")
    return Found("Background work", WELL, "nothing was given up")


def _mail(site: Site) -> Found:
    if site.reach_mail is None:
        words = "no mail server is set, so that no message is sent"
        return Found("E-mail", LOOK, words, "Set LADDER_SMTP_HOST and LADDER_SMTP_FROM.")
    problem = site.reach_mail()
    if problem:
        mend = "Check LADDER_SMTP_HOST, its port, TLS, user and password."
        return Found("E-mail", BAD, f"the mail server does not let us in: {problem}", mend)
    return Found("E-mail", WELL, "the mail server lets us in")


def _set_aside(instance: Path) -> Iterator[Found]:
    found = sorted(instance.parent.glob(f"{instance.name}.before-*"))
    if found:
        words = f"{found[0]} is kept, with what has been erased since it was set aside"
        yield Found("Set aside", LOOK, words, "Remove it once you do not need it.")


def _left_by_moves(site: Site) -> Iterator[Found]:
    """Files of the database that nothing erases from any more."""
    draft = draft_of(site.database)
    if draft.exists():
        words = f"{draft} is what a move that was cut short has written"
        yield Found("Moved", LOOK, words, "Run ladder-assess move --back again, or remove it.")
    if site.postgresql and site.database.exists():
        words = f"{site.database} is kept beside the database that is used, with what was erased"
        yield Found("Moved", LOOK, words, "Remove it once you do not need it.")


def _backups(folder: Path | None, file: str, today: date) -> Found:
    if folder is None:
        words = "this site makes none by itself, and cannot see others"
        return Found("Backups", LOOK, words, "Set LADDER_BACKUPS to a folder on another disk.")
    found = days_of_backups(folder, file)
    days = [day for day in found if day <= today]
    if days != found:
        words = f"those of {found[-1].isoformat()} and such are of days to come"
        mend = f"Set the clock. They go once there are enough others, or remove them from {folder}."
        return Found("Backups", LOOK, words, mend)
    if not days:
        mend = f"See that {folder} can be written; the log says what stands in the way."
        return Found("Backups", BAD, f"there is none in {folder}", mend)
    words = f"{len(days)} in {folder}, the last of {days[-1].isoformat()}"
    if days[-1] < today - timedelta(days=1):
        return Found("Backups", BAD, words, "See that the site runs; the log says what went wrong.")
    return Found("Backups", WELL, words)
