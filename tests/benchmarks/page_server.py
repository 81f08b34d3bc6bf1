"""One process with two apps in it: the product at /, the bare app under /bare.

`bench_pages.py` measures them. The product is as it ships, but for an empty database and a
questionnaire in which one page has eight questions.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from ladder_assess import create_app
from ladder_assess.answering import server_of
from ladder_assess.core.activities.pages import Page
from ladder_assess.services.common.product import Product
from ladder_assess.settings import CHECKOUT, Settings
from tests.benchmarks.bare_app import create_bare_app

PLACE = "BENCH_PLACE"
HOST = "127.0.0.1"
PATIENCE = 20.0
# They fill whole sections that follow each other, and each has one answer.
EIGHT = (
    "information", "dialogue", "response", "seats", "selection",
    "decision_rule", "override", "ground_rules",
)  # fmt: skip


def merge(definition: Any) -> None:
    """Make one section of those that hold EIGHT, so that a page has eight questions."""
    sections = definition["sections"]
    held = [s for s in sections if any(item["id"] in EIGHT for item in s["items"])]
    held[0]["items"] = [item for section in held for item in section["items"]]
    definition["sections"] = [section for section in sections if section not in held[1:]]


def settings_in(place: Path) -> Settings:
    """The product as it ships, but for its sections and an empty database."""
    return Settings(resources=place, instance=place / "instance", secret_key="benchmark")


def prepare(place: Path) -> None:
    """Put the resources together: our templates and styles, and a questionnaire of our own."""
    for name in ("templates", "questionnaires", "static/dist"):
        shutil.copytree(CHECKOUT / name, place / name)
    yaml = YAML(typ="safe", pure=True)
    for file in (place / "questionnaires").glob("activity-v*.yaml"):
        definition = yaml.load(file)
        merge(definition)
        yaml.dump(definition, file)


def the_page(product: Product) -> Page:
    """The page of eight questions."""
    page = next(p for p in product.paths.sections.values() if EIGHT[0] in [i.id for i in p.items])
    assert tuple(item.id for item in page.items) == EIGHT
    return page


def both() -> DispatcherMiddleware:
    """The product and, under /bare, the bare app. Called in the server's process."""
    place = Path(os.environ[PLACE])
    app = create_app(settings_in(place))
    items = the_page(app.extensions["ladder_assess"]).items
    bare = create_bare_app(place / "bare.sqlite3", items)
    return DispatcherMiddleware(app, {"/bare": bare})


def serve(port: int) -> None:
    """Serve both apps as `ladder-assess serve` does."""
    listening = socket.create_server((HOST, port))
    listening.setblocking(False)
    server = server_of(both(), listening, settings_in(Path(os.environ[PLACE])))
    signal.signal(signal.SIGTERM, server.stop)
    server.keep()


@contextmanager
def server(place: Path) -> Iterator[int]:
    """Both apps served for as long as the block runs; gives the port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, __file__, str(port)]
    child = subprocess.Popen(command, env={**os.environ, PLACE: str(place)})
    try:
        _wait(port, child)
        yield port
    finally:
        child.terminate()
        child.wait(PATIENCE)


def _wait(port: int, child: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and child.poll() is None:
        try:
            socket.create_connection((HOST, port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
