"""Starts what answers requests and what works in the background, and keeps both alive.

This process does neither itself: it holds the open socket, notices within moments when one of the
two has ended, starts it again, and stops both when it is told to stop. Each leads a group of its
own, so that Ctrl+C reaches this process alone; each ends by itself once this one has ended, because
nobody holds the other end of a pipe (the lifeline) any more.
"""

import fcntl
import logging
import multiprocessing
import os
import socket
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, NamedTuple

import click

from ladder_assess.logs import start_logging
from ladder_assess.processes import Bell, as_child, end_group
from ladder_assess.pulse import Pulse
from ladder_assess.services.common.product import open_product
from ladder_assess.settings import Settings, today
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.engines.sqlite import SQLite
from ladder_assess.storage.migrations import version
from ladder_assess.working import work

# Requests that may wait to be accepted, also while what answers them is being started again.
BACKLOG = 1024
LOOK_EVERY = 1.0
# How long stopping may take; then what is left is ended.
PATIENCE = 8.0
# What ends so soon after its start so many times in a row will not run the next time either.
SOON, MOST_FAILURES = 20.0, 5
LONGEST_PAUSE = 10.0
# In the instance folder, held by whoever works on it.
LOCK = "serving.lock"

log = logging.getLogger(__name__)
# Copies of this process have the definitions read already: they start at once, and share memory.
_processes = multiprocessing.get_context("fork")


class CannotServe(click.ClickException):
    """What stands in the way, and what to do."""


@dataclass
class Charge:
    """What is to run all the time, in a process of its own that leads a group."""

    name: str
    run: Callable[[], None]
    pulse: Pulse | None = None
    process: BaseProcess | None = None
    failures: int = 0
    started: float = 0.0

    def keep(self, now: float) -> None:
        """Start it where it does not run; after each failure in a row it rests for longer. It is
        ended where its loop stands still.
        """
        self._listen()
        if self.process is not None and self.process.exitcode is not None:
            self._note_end(self.process, now)
        if self.process is None and now >= self.started + self._pause:
            self.started = now
            if self.pulse is not None:
                self.pulse.begin()
            self.process = _processes.Process(target=self.run)
            self.process.start()

    def _listen(self) -> None:
        if self.pulse is None or self.process is None or self.process.pid is None:
            return
        if missing := self.pulse.missing(self.process.pid):
            log.error("%s says nothing any more (%s). It is ended.", self.name, missing)
            end_group(self.process)
            self.process.join(PATIENCE)

    def _note_end(self, process: BaseProcess, now: float) -> None:
        end_group(process)
        self.failures = self.failures + 1 if now < self.started + SOON else 1
        self.process = None
        log.error("%s ended (%s). It is started again.", self.name, process.exitcode)

    @property
    def _pause(self) -> float:
        return min(2.0 ** (self.failures - 1), LONGEST_PAUSE) if self.failures > 1 else 0.0


def serve(settings: Settings) -> None:
    """Serve until stopped. Raises CannotServe where that cannot begin, or not go on."""
    start_logging(settings.log)
    check_built(settings)
    with (
        _opened(settings) as listening,
        alone(settings.instance, shared=bool(settings.postgresql)) as lock,
        _counting(settings) as counted,
    ):
        found = prepare(settings)
        note_version(lock)
        bell = Bell()
        life = Life(*os.pipe(), lock.fileno())
        click.echo(f"Ladder Assess is at http://{settings.host}:{settings.port} (Ctrl+C stops it).")
        if not found.attended:
            click.echo(
                "Nobody looks after this site yet. To be its administrator: "
                "ladder-assess administrator EMAIL"
            )
        pulse = Pulse()
        charges = [
            Charge(
                "What answers requests", partial(_answer, settings, listening, life, pulse), pulse
            ),
            Charge("What works in the background", partial(_work, settings, listening, life)),
        ]
        if counted:
            charges.append(
                Charge("What a monitor reads", partial(_tell, settings, listening, life))
            )
        try:
            _keep(charges, bell)
        finally:
            listening.close()
            _stop(charges, bell)
            bell.rest()


class Life(NamedTuple):
    """A pipe whose one end, `held` by the first process alone, tells by its closing that it ended;
    the others look at the `lifeline`. With the first process ends the `lock` on the instance too.
    """

    lifeline: int
    held: int
    lock: int

    def follow(self) -> None:
        """Let go, in another process, of what the first one alone holds."""
        os.close(self.held)
        os.close(self.lock)


def _answer(settings: Settings, listening: socket.socket, life: Life, pulse: Pulse) -> None:
    as_child("ladder-answers", leads=True)
    life.follow()
    from ladder_assess.answering import answer

    answer(settings, listening, life.lifeline, pulse.beat)


def _work(settings: Settings, listening: socket.socket, life: Life) -> None:
    as_child("ladder-works", leads=True)
    life.follow()
    listening.close()
    work(settings, life.lifeline)


def _tell(settings: Settings, listening: socket.socket, life: Life) -> None:
    as_child("ladder-figures", leads=True)
    life.follow()
    listening.close()
    from ladder_assess.metrics import tell

    tell(settings, life.lifeline)


@contextmanager
def _counting(settings: Settings) -> Iterator[bool]:
    """Is anything counted? Then what does finds a folder for it, as long as this process lives."""
    if not settings.metrics:
        yield False
        return
    with tempfile.TemporaryDirectory(prefix="ladder-counts-") as folder:
        # Where the client of Prometheus looks when it is first loaded.
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield True


def _keep(charges: Sequence[Charge], bell: Bell) -> None:
    while not bell.stopped:
        for charge in charges:
            charge.keep(time.monotonic())
            if charge.failures >= MOST_FAILURES:
                raise CannotServe(
                    f"{charge.name} ended {charge.failures} times, each soon after its start. "
                    "What stands above says why."
                )
        bell.wait(LOOK_EVERY)


def _stop(charges: Sequence[Charge], bell: Bell) -> None:
    """Ask both to stop, and end what has not after a while."""
    running = [charge.process for charge in charges if charge.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(process.is_alive() for process in running):
        bell.wait(0.1)
    for process in running:
        end_group(process)
        process.join()


class Prepared(NamedTuple):
    """How many published cases a site was made with, and whether it has an administrator."""

    cases: int
    attended: bool


def prepare(settings: Settings) -> Prepared:
    """Make the database and load the published cases as sample data."""
    from ladder_assess.services.activities.load_sample import load_sample
    from ladder_assess.services.people.open_account import has_administrator

    product = open_product(*settings.site)
    try:
        return Prepared(load_sample(product, today()), has_administrator(product))
    finally:
        product.database.close()


def check_built(settings: Settings) -> None:
    """Raise CannotServe where styles, scripts and fonts were not built."""
    if not (settings.dist / "manifest.json").is_file():
        raise CannotServe(
            f"The styles and scripts are missing: there is no {settings.dist / 'manifest.json'}. "
            "In a checkout, run make install; a wheel without them was built too early."
        )


def alone(instance: Path, *, shared: bool = False) -> IO[str]:
    """A lock on the instance: nothing may change its database, as a later version would, while
    another server works on it. Where that is on a server, several may be at work: it is `shared`.
    """
    instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = instance / LOCK
    # To read and write, as folders on a network ask for.
    lock = path.open("a+")
    try:
        fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        # Of a folder that was set aside or removed meanwhile it would keep nobody out.
        if not path.exists() or not os.path.samestat(path.stat(), os.fstat(lock.fileno())):
            raise BlockingIOError
    except BlockingIOError:
        lock.close()
        raise CannotServe(
            f"Another server is running from {instance}. Stop that one, or set "
            "LADDER_INSTANCE to a folder of its own."
        ) from None
    return lock


@contextmanager
def alone_in(instance: Path) -> Iterator[None]:
    """The same for a while, also where there is no such folder yet: one is made, so that two who
    would make it know of each other, and goes where nothing has come into it.
    """
    if not instance.exists() and not instance.parent.is_dir():
        yield
        return
    made = not instance.exists()
    with alone(instance):
        try:
            yield
        finally:
            if made and [path.name for path in instance.iterdir()] == [LOCK]:
                (instance / LOCK).unlink()
                instance.rmdir()


@contextmanager
def putting_back(instance: Path) -> Iterator[None]:
    """No command writes in the folder meanwhile, beside a server or without one."""
    with _held(instance, fcntl.LOCK_EX, "Another command works with"):
        yield


@contextmanager
def writing_in(instance: Path) -> Iterator[None]:
    """Nobody puts a backup in the place of the folder meanwhile: what is written would be gone."""
    with _held(instance, fcntl.LOCK_SH, "A backup is just being put back in"):
        yield


def disturb_nobody(file: Path) -> None:
    """Bring a database in a file up to date while no server runs, where one of an earlier version
    could not live with that. Raises CannotServe where one does.
    """
    if file.is_file() and SQLite(file).would_disturb():
        with alone(file.parent), closing(Database(file)) as database:
            database.migrate()


@contextmanager
def _held(instance: Path, how: int, else_said: str) -> Iterator[None]:
    """A lock on the folder itself, so that it needs no file, where there is one on a disk that
    has locks of folders.
    """
    if not instance.is_dir():
        yield
        return
    folder = os.open(instance, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            try:
                fcntl.flock(folder, how | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CannotServe(
                    f"{else_said} {instance}. Wait until that is done, and try again."
                ) from None
        yield
    finally:
        os.close(folder)


def is_running(instance: Path) -> bool:
    """Does a server run from this folder?"""
    try:
        with (instance / LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def note_version(lock: IO[str]) -> None:
    """Say in the file of the lock which version runs."""
    lock.truncate(0)
    lock.write(version())
    lock.flush()


def running_version(instance: Path) -> str:
    """Which version runs from this folder, or did last; empty where nobody said."""
    with suppress(FileNotFoundError):
        return (instance / LOCK).read_text()
    return ""


def _opened(settings: Settings) -> socket.socket:
    """The socket to serve on. While it is open, nobody else can open another on the same port."""
    where = f"Port {settings.port} of {settings.host}"
    try:
        (family, _, _, _, address), *_ = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        opened = socket.create_server(address[:2], family=family, backlog=BACKLOG)
    except OSError as error:
        # A name that leads nowhere has a number of its own, which says nothing.
        named = isinstance(error, socket.gaierror) or error.errno is None
        why = error.strerror if named else os.strerror(error.errno or 0)
        raise CannotServe(
            f"{where} cannot be used ({why}). Set LADDER_PORT to another one, "
            "or LADDER_HOST where the address is wrong."
        ) from None
    opened.setblocking(False)
    return opened
