"""What becomes of a real service: its disk, its lock, its clock, its mail, its uploads, its starts.

Each is tried on a site that is served while people work on it, and is over by itself or by what an
operator would do anyway; the site is not touched.
"""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path

from aiosmtpd.controller import Controller

from ladder_assess.storage import migrations
from ladder_assess.storage.common.database import is_sound
from tests.processes.browsing import Browser
from tests.processes.running import HERE, Running, environment_in, free_port, until
from tests.soak.at_work import HIDDEN, NOT_DONE, Site, end, served, settings_of
from tests.soak.kills import back
from tests.soak.report import Row
from tests.support.kept.mail_server import Box

MEBIBYTE = 1024 * 1024
SMALL_DISK = 24 * MEBIBYTE
INSTANCE = "instance"
A_WHILE = 3.0
# A mail server that says nothing is heard no longer than this, and one that was away asked again.
FIRST_TRIED_AGAIN, ALL_SENT = 60.0, 240.0
# Nobody who asks for a message waits for a mail server.
AT_ONCE = 5.0
# So often what answers is killed meanwhile.
KILLED = 0.3
FILE, UPLOAD = "half-written.txt", 2 * MEBIBYTE
LISTS = 50
NOT_SAVED = {"507 The site has too little room left", "503 The site cannot save just now"}
# A page is from another time; a browser holds nothing any more.
SAID_OF_TIME = ("press the button again", "begin again")
# A clock that the test sets, for a server of Python: read before anything else is.
CLOCK = """
import os, time
def moved(real, unit):
    def read():
        with open(os.environ["CLOCK"]) as file:
            return real() + unit(file.read())
    return read
time.time = moved(time.time, float)
time.time_ns = moved(time.time_ns, lambda off: int(float(off) * 10**9))
"""


class NotHere(Exception):
    """Something that takes a right of the machine, which is not given here."""


def ran(*command: str, good: int = 0) -> None:
    """Run a command of the machine. Raises NotHere where it may not be, or gives more than `good`
    at its end.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode > good:
        raise NotHere(f"{command[0]}: {done.stderr.strip()}")


@contextmanager
def small_disk(place: Path, size: int = SMALL_DISK) -> Iterator[Path]:
    """A disk of its own, in memory."""
    place.mkdir()
    ran("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place: Path) -> Path:
    """A file that takes all the room there is."""
    filler = place / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        for size in (MEBIBYTE, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    return filler


def untrue(refused: Counter[str]) -> list[str]:
    """What was said to somebody whose work could not be kept, other than that it was not."""
    return [
        f"told {said!r} {times} times" for said, times in refused.items() if said not in NOT_SAVED
    ]


def disk_full(place: Path, rest: float = A_WHILE) -> Row:
    """The disk is full while people work, and has room again."""
    with small_disk(place / INSTANCE) as disk:
        site = Site(place, free_port())
        with served(place, site.port, free_space="0") as running:
            running.up()
            with site.at_work():
                time.sleep(rest)
                filler = fill(disk)
                until(lambda: bool(site.refused))
                time.sleep(rest)
                filler.unlink()
                time.sleep(rest)
            wrong = [*site.lost_or_doubled(), *untrue(site.refused)]
            wrong += not_in_log(running, "The disk is full. Free some space and try again.")
    return Row("disk full", 1, wrong, told(site))


def read_only(place: Path, rest: float = A_WHILE) -> Row:
    """The disk is one that has broken and can only be read; the site is started anew once it is
    whole again, as a machine is.
    """
    image, disk = place / "image", place / INSTANCE
    disk.mkdir()
    with image.open("wb") as file:
        file.truncate(2 * SMALL_DISK)
    ran("mkfs.ext4", "-q", "-m", "0", str(image))
    ran("mount", "-o", "loop", str(image), str(disk))
    try:
        site = Site(place, free_port())
        running = Running(place, site.port, **settings_of(place), free_space="0")
        running.up()
        with site.at_work():
            time.sleep(rest)
            # What Linux does by itself once a disk gives an error.
            ran("mount", "-o", "remount,abort", str(disk))
            until(lambda: bool(site.refused))
            time.sleep(rest)
            found, said = untrue(site.refused), running.said
            end(running)
            until(lambda: not subprocess.run(["umount", str(disk)], check=False).returncode)
            # It says with 1 that it mended something.
            ran("fsck.ext4", "-p", str(image), good=1)
            ran("mount", "-o", "loop", str(image), str(disk))
            running = Running(place, site.port, **settings_of(place), free_space="0")
            running.up()
            time.sleep(rest)
        wrong = [*site.lost_or_doubled(), *found]
        wrong += [] if "cannot be used" in said else ["the log does not say what is in the way"]
    finally:
        end(running)
        subprocess.run(["umount", "-l", str(disk)], check=False)
    return Row("read-only disk", 1, wrong, told(site))


def locked(place: Path, held: float = 35.0) -> Row:
    """Another program holds the database, for longer than anybody waits for it."""
    site = Site(place, free_port())
    with served(place, site.port) as running:
        running.up()
        with site.at_work():
            time.sleep(A_WHILE)
            with closing(sqlite3.connect(site.database, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                time.sleep(held)
                other.execute("ROLLBACK")
            time.sleep(A_WHILE)
        wrong = [*site.lost_or_doubled(), *untrue(site.refused)]
        if site.refused:
            wrong += not_in_log(running, "Wait until that has done, or stop it: kill")
    return Row("database locked by another process", 1, wrong, told(site))


def clock_back(place: Path, rest: float = A_WHILE) -> Row:
    """The clock is set back by an hour, by a day and by a year, and right again."""
    site, off = Site(place, free_port()), place / "off"
    off.write_text("0")
    (place / "first").mkdir()
    (place / "first" / "sitecustomize.py").write_text(CLOCK)
    found = os.pathsep.join((str(place / "first"), environment_in(place)["PYTHONPATH"]))
    settings = {**settings_of(place), "backups": str(place / "backups")}
    beside = {"PYTHONPATH": found, "CLOCK": str(off)}
    running = type("OffTime", (Running,), {"beside": beside})(place, site.port, **settings)
    try:
        running.up()
        with site.at_work():
            for back in (0, 3600, 86_400, 365 * 86_400, 0):
                (place / "next").write_text(str(-back))
                (place / "next").rename(off)
                time.sleep(rest)
        other = [said for said in site.refused if not any(may in said for may in SAID_OF_TIME)]
        wrong = [*site.lost_or_doubled(), *(f"told {said!r}" for said in other)]
    finally:
        end(running)
    return Row("clock set back", 4, wrong, told(site))


def mail_down(place: Path, rest: float = A_WHILE) -> Row:
    """The mail server is not there, then says nothing, then is there: all arrive, each once."""
    site, port, asked = Site(place, free_port()), free_port(), 0
    mail = {"smtp_host": HERE, "smtp_port": str(port), "smtp_tls": "none"}
    slowest, box = 0.0, Box()
    with served(place, site.port, smtp_from="site@example.org", **mail) as running:
        running.up()
        with site.at_work():
            for _ in range(3):
                slowest = max(slowest, open_account(site.port, asked))
                asked += 1
            time.sleep(rest)
            with socket.create_server((HERE, port)) as silent:
                silent.settimeout(FIRST_TRIED_AGAIN)
                with suppress(TimeoutError), silent.accept()[0]:
                    slowest = max(slowest, open_account(site.port, asked))
                    asked += 1
                    time.sleep(rest)
            with controller(box, port):
                until_so(lambda: len(box.taken) >= asked, ALL_SENT)
                time.sleep(rest)
        wrong = site.lost_or_doubled()
        if dict(box.addresses) != {address(number): 1 for number in range(asked)}:
            wrong.append(f"arrived: {dict(box.addresses)}")
        if slowest > AT_ONCE:
            wrong.append(f"somebody waited {slowest:.1f} s for a mail server")
        wrong += not_in_log(running, "The mail server did not take a message")
    return Row("mail server down, then slow", 1, wrong, f"{told(site)}; slowest {slowest:.2f} s")


def address(number: int) -> str:
    return f"person{number}@example.org"


def open_account(port: int, number: int) -> float:
    """Ask for an account; how many seconds the page took to answer."""
    with closing(Browser(port)) as browser:
        form = dict(HIDDEN.findall(browser.ask("/account/new")))
        began = time.monotonic()
        to = browser.ask("/account/new", {**form, "email": address(number), "go": "next"})
        assert to.endswith("/account/sent"), to
        return time.monotonic() - began


@contextmanager
def controller(box: Box, port: int) -> Iterator[None]:
    """A mail server that is there."""
    there = Controller(box, hostname=HERE, port=port)
    there.start()
    try:
        yield
    finally:
        there.stop()


def until_so(met: Callable[[], bool], seconds: float) -> None:
    """Wait until something is so, and no longer than this."""
    end_of_it = time.monotonic() + seconds
    while not met() and time.monotonic() < end_of_it:
        time.sleep(0.1)


def half_uploads(place: Path, times: int, chance: random.Random) -> Row:
    """Files of which a part is sent: then the sender goes, or what answers is killed."""
    site = Site(place, free_port())
    link = site.writers[0].link
    wrong: list[str] = []
    running = Running(place, site.port, **settings_of(place))
    try:
        running.up()
        with site.at_work():
            for _ in range(times):
                killing = chance.random() < KILLED
                then = partial(kill, running, "ladder-answers") if killing else None
                send_half(site.port, f"{link.activity()}/files", chance, then)
                running, _said = back(place, running)
        wrong += site.lost_or_doubled()
        with closing(Browser(site.port)) as browser:
            shown = browser.ask(f"{link.activity()}/files")
        if FILE in shown:
            wrong.append("a file of which a part was sent is there")
        kept = [file for file in (site.database.parent / "uploads").rglob("*") if file.is_file()]
        wrong += [f"{file.name} stays" for file in kept]
    finally:
        end(running)
    return Row("half-written upload", times, wrong, told(site))


def send_half(port: int, page: str, chance: random.Random, then: Callable[[], None] | None) -> None:
    """Send a part of a file, let something happen `then`, and go."""
    with suppress(*NOT_DONE), closing(Browser(port)) as browser:
        form = dict(HIDDEN.findall(browser.ask(page)))
        parts = [
            f'--a\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in {**form, "agree": "yes"}.items()
        ]
        parts.append(f'--a\r\nContent-Disposition: form-data; name="file"; filename="{FILE}"\r\n')
        parts.append("Content-Type: text/plain\r\n\r\n" + "x" * UPLOAD + "\r\n--a--\r\n")
        body = "".join(parts).encode()
        head = (
            f"POST {page} HTTP/1.1\r\nHost: {HERE}:{port}\r\nCookie: {browser.cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary=a\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        with socket.create_connection((HERE, port), timeout=10) as sender:
            sender.sendall(head.encode() + body[: chance.randrange(len(body) - UPLOAD // 10)])
            if then:
                then()


def kill(running: Running, part: str) -> None:
    """Kill a part of the site by its name."""
    for pid in running.named(part):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def migration_killed(
    place: Path, times: int, chance: random.Random, took: float | None = None
) -> Row:
    """A start that brings an early database up to date is killed on the way; the next does it. How
    many seconds that `took` is found out where nobody says.
    """
    wrong, came = [], Counter[str]()
    took = took or upgrade_took(place / "once")
    for number in range(times):
        path = early(place / str(number))
        with started(path) as process:
            time.sleep(chance.uniform(0.1, 1.0) * took)
            process.kill()
        came["came to its end first" if up_to_date(path) else "killed on the way"] += 1
        with started(path) as process:
            process.wait()
        said = (path.parent.parent / "said").read_text()
        if process.returncode or not up_to_date(path) or not is_sound(path):
            wrong.append(f"try {number}: {said[-300:]}")
        with closing(sqlite3.connect(path)) as connection:
            kept = connection.execute("SELECT count(*) FROM portfolio WHERE title = 'Ours'")
            if kept.fetchone()[0] != LISTS:
                wrong.append(f"try {number}: lists are lost or doubled")
    return Row("migration killed half-way", times, wrong, str(dict(came)))


def early(place: Path) -> Path:
    """A database of the first schema, with lists in it."""
    place.mkdir(parents=True)
    path = place / "instance" / "ladder.sqlite3"
    path.parent.mkdir()
    (first,) = migrations.HERE.glob("0001_*.sql")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(first.read_text("utf-8"))
        connection.execute("CREATE TABLE _sqlite_migrations (migration_set, name, applied_at)")
        connection.execute(
            "INSERT INTO _sqlite_migrations VALUES ('ladder_assess', ?, '2025-01-01')",
            (first.stem,),
        )
        connection.executemany(
            "INSERT INTO portfolio (token_digest, title, made_on) VALUES (?, 'Ours', '2025-01-01')",
            [(str(number),) for number in range(LISTS)],
        )
        connection.commit()
    return path


def upgrade_took(place: Path) -> float:
    """How many seconds it takes to bring an early database up to date."""
    path, began = early(place), time.monotonic()
    with started(path) as process:
        until(lambda: up_to_date(path) or process.poll() is not None)
        return time.monotonic() - began


@contextmanager
def started(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """What makes a site ready, on a database that is there."""
    place = path.parent.parent
    command = [sys.executable, "-m", "ladder_assess.cli", "setup"]
    with (place / "said").open("wb") as out:
        process = subprocess.Popen(command, env=environment_in(place), stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def up_to_date(path: Path) -> bool:
    """Have all migrations been applied?"""
    with closing(sqlite3.connect(path)) as connection:
        try:
            return not migrations.to_be_applied(connection)
        except sqlite3.OperationalError:
            return False


def two_starts(place: Path, times: int) -> Row:
    """Two servers start at once from a folder whose database both would bring up to date."""
    wrong = []
    for number in range(times):
        path = early(place / str(number))
        both = [Running(path.parent.parent, free_port()) for _ in range(2)]
        try:
            until(partial(any_ended, both))
            refused = [each for each in both if each.process.poll() is not None]
            serves = [each for each in both if each not in refused]
            if len(serves) != 1 or "Another server is running from" not in refused[0].said:
                wrong.append(f"try {number}: {len(serves)} serve")
            else:
                serves[0].up()
        finally:
            for each in both:
                end(each)
        wrong += [] if up_to_date(path) and is_sound(path) else [f"try {number}: not up to date"]
    return Row("two starts at once", times, wrong)


def any_ended(running: Sequence[Running]) -> bool:
    """Has one of them come to its end?"""
    return any(each.process.poll() is not None for each in running)


def told(site: Site) -> str:
    """How much was acknowledged, and what was said instead."""
    return f"{site.done:,} acknowledged; told meanwhile: {dict(site.refused)}"


def not_in_log(running: Running, words: str) -> list[str]:
    """What is wrong where the log does not say what to do."""
    return [] if words in running.said else [f"the log does not say {words!r}"]
