"""A whole installation with an instance of its own, served as it is to users."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ladder_assess.settings import CHECKOUT, Settings, from_environment
from tests.processes.running import free_port

PATIENCE = 60


@dataclass(frozen=True)
class Site:
    """Where an installation is served, and its settings."""

    address: str
    settings: Settings


@contextmanager
def serving(directory: Path) -> Iterator[Site]:
    """A server with its worker, kept in `directory`; stops both at the end."""
    ours = {
        "LADDER_INSTANCE": str(directory / "instance"),
        "LADDER_PORT": str(free_port()),
        # Those of tests are of another year, and would be taken away while they are made.
        "LADDER_KEEP_WORKSHOPS": "0",
    }
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("LADDER_")}
    environment = {**inherited, **ours}
    command = (sys.executable, "-m", "ladder_assess.cli")
    subprocess.run((*command, "setup"), env=environment, check=True, capture_output=True)
    log = directory / "serve.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            (*command, "serve"), cwd=CHECKOUT, env=environment, stdout=output, stderr=output
        )
    settings = from_environment(environment)
    try:
        _wait(server, settings.port, log)
        yield Site(f"http://127.0.0.1:{settings.port}", settings)
    finally:
        server.terminate()
        try:
            server.wait(PATIENCE)
        finally:
            server.kill()


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"The server did not start: {log.read_text()}")
