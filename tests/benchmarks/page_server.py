"""One process with one app in it: the product, or the bare one beside it. Others measure them.

The product is as it ships, but for an empty database and a questionnaire in which one page has
eight questions.
"""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from ladder_assess import create_app
from ladder_assess.answering import server_of, take_turns
from ladder_assess.core.activities.pages import Page
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.settings import CHECKOUT, Settings
from tests.benchmarks.bare_app import create_bare_app
from tests.support.kept.chosen_engine import on_the_engine

HOST = "127.0.0.1"
PATIENCE = 20.0
BARE, PRODUCT = "bare", "product"
# They fill whole sections that follow each other, and each has one answer.
EIGHT = (
    "information", "dialogue", "response", "seats", "selection",
    "decision_rule", "override", "ground_rules",
)  # fmt: skip


class Served(NamedTuple):
    """An app that is served by a process of its own."""

    name: str
    port: int
    process: int

    @property
    def worked(self) -> float:
        """Seconds of the processor that its process has used, all threads together."""
        # As clock_getcpuclockid makes it of a process, which Python does not offer.
        return time.clock_gettime((~self.process << 3) | 2)


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


def product_in(place: Path) -> Product:
    """The product there, for what has to lie in it beforehand."""
    settings = settings_in(place)
    return open_product(*settings.site)


def the_page(product: Product) -> Page:
    """The page of eight questions."""
    page = next(p for p in product.paths.sections.values() if EIGHT[0] in [i.id for i in p.items])
    assert tuple(item.id for item in page.items) == EIGHT
    return page


def serve(name: str, place: Path, port: int) -> None:
    """Serve an app as `ladder-assess serve` does. Called in the server's process."""
    settings = settings_in(place)
    if name == BARE:
        app = create_bare_app(place / f"{name}-{port}.sqlite3", the_page(product_in(place)).items)
    else:
        app = create_app(settings)
    listening = socket.create_server((HOST, port))
    listening.setblocking(False)
    take_turns()
    server = server_of(app, listening, settings)
    signal.signal(signal.SIGTERM, server.stop)
    server.keep()


@contextmanager
def served(name: str, place: Path) -> Iterator[Served]:
    """An app served for as long as the block runs."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tests.benchmarks.page_server", name, str(place), str(port)]
    child = subprocess.Popen(command, cwd=CHECKOUT)
    try:
        _wait(port, child)
        yield Served(name, port, child.pid)
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
    on_the_engine()
    serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
