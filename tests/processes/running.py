"""The product as it is run: a server of its own process, which is asked, stopped and killed."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from pathlib import Path
from typing import ClassVar
from urllib.error import URLError

from ladder_assess.settings import CHECKOUT
from tests.support.site import settings_in

HERE = "127.0.0.1"
PATIENCE = 60.0
SERVE = (sys.executable, "-m", "ladder_assess.cli", "serve")


# Below those that the system gives to connections going out; so many for each worker of the tests.
FIRST_PORT, PORTS = 20_000, 1_000
_tried = itertools.count(os.getpid())


def free_port() -> int:
    """A port that nobody listens on, and that neither another worker of the tests nor a connection
    of anybody takes before it is used, as those may that the system names.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for _ in range(PORTS):
        port = FIRST_PORT + PORTS * (worker % 10) + next(_tried) % PORTS
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HERE, port))
            return port
    raise AssertionError("no port is free")


def environment_in(directory: Path, **settings: str) -> dict[str, str]:
    """What a command is to find of its settings, and nothing of those that are set here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LADDER_")}
    given = {f"LADDER_{name.upper()}": value for name, value in settings.items()}
    return {
        **kept,
        "PYTHONPATH": str(CHECKOUT),
        "LADDER_INSTANCE": str(directory / "instance"),
        **given,
    }


def until(met: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def whole_answer(one: socket.socket) -> tuple[int, str]:
    """The status and the words of what is answered over a connection, in however many parts they
    arrive: on a busy machine a head often comes before its words.
    """
    with HTTPResponse(one) as response:
        response.begin()
        return response.status, response.read().decode()


def alive(pid: int) -> bool:
    """Is a process there and not merely waiting to be noticed as ended?"""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def children(pid: int) -> list[int]:
    """Every process that descends from one, the nearest first."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and alive(int(entry.name)):
            try:
                stat = (entry / "stat").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def name_of(pid: int) -> str:
    """What a process calls itself; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return ""


class Running:
    """A server that leads a process group of its own, as a shell starts it."""

    command: ClassVar[tuple[str, ...]] = SERVE
    # Variables of its environment beside its settings.
    beside: ClassVar[Mapping[str, str]] = {}

    def __init__(self, directory: Path, port: int, *options: str, **settings: str) -> None:
        settings_in(directory)
        self.port = port
        self.log = directory / f"serve-{port}-{time.monotonic_ns()}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                (*self.command, *options),
                env={**environment_in(directory, port=str(port), **settings), **self.beside},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://{HERE}:{self.port}/", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def up(self) -> list[int]:
        """Wait until it answers; the processes that it consists of then."""
        until(lambda: self.answers() or self.process.poll() is not None)
        assert self.process.poll() is None, self.said
        until(lambda: len(children(self.process.pid)) == 2)
        return [self.process.pid, *children(self.process.pid)]

    def named(self, name: str) -> list[int]:
        """The processes under a name, from the one that was started first."""
        return [pid for pid in children(self.process.pid) if name_of(pid) == name]

    def send(self, *numbers: signal.Signals, group: bool) -> None:
        for number in numbers:
            (os.killpg if group else os.kill)(self.process.pid, number)

    @property
    def said(self) -> str:
        return self.log.read_text()


@contextmanager
def serving(directory: Path, *options: str, **settings: str) -> Iterator[Running]:
    """A server; what is left of it at the end is ended."""
    running = Running(directory, free_port(), *options, **settings)
    try:
        yield running
    finally:
        # The number of one that has ended and was noticed may be another's by now.
        if running.process.poll() is None:
            for pid in (running.process.pid, *children(running.process.pid)):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            running.process.wait(PATIENCE)
