"""Starts the web server and the background worker together, and stops them together."""

import os
import signal
import socket
import subprocess
import sys

import click
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from ladder_assess.settings import Settings, today

THREADS = 8
PATIENCE = 5


def serve(settings: Settings) -> None:
    """Serve until stopped. Raises click.ClickException when the port is taken."""
    _check_port(settings)
    if not settings.database.exists():
        prepare(settings)
    worker = subprocess.Popen(  # noqa: S603  (this very program)
        [sys.executable, "-m", "ladder_assess.cli", "work", "--with", str(os.getpid())]
    )
    click.echo(f"Ladder Assess is at http://{settings.host}:{settings.port} (Ctrl+C stops it).")
    try:
        Granian(
            "ladder_assess:create_app",
            factory=True,
            address=settings.host,
            port=settings.port,
            interface=Interfaces.WSGI,
            # One process: writers take turns at a lock that lives in it.
            workers=1,
            blocking_threads=THREADS,
            log_access=False,
            log_level=LogLevels.error,
        ).serve()
    finally:
        _stop(worker)


def prepare(settings: Settings) -> int:
    """Make the database and load the published cases as sample data; returns how many."""
    from ladder_assess.services.activities.load_sample import load_sample
    from ladder_assess.services.common.product import open_product

    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    return load_sample(product, today())


def _check_port(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise click.ClickException(
                f"Port {settings.port} of {settings.host} cannot be used ({error.strerror}). "
                "Set LADDER_PORT to another one."
            ) from None


def _stop(worker: "subprocess.Popen[bytes]") -> None:
    worker.send_signal(signal.SIGTERM)
    try:
        worker.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        worker.kill()
