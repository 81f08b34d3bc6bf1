"""What a page of eight questions costs to show and to save, beside a bare Flask-WTF app.

Both apps live in one granian process, and one client asks them in turn, so that whatever else the
machine does meets both. The target: at most 1.5 times the bare app's median for each, and at most
60 KB in compressed form for a respondent's page with all that it loads. Run it with `make bench`.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels
from ruamel.yaml import YAML
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from ladder_assess import create_app
from ladder_assess.core.draft import FULL
from ladder_assess.core.pages import Page
from ladder_assess.services.product import Product, open_product
from ladder_assess.services.start_portfolio import add_activity, start_portfolio
from ladder_assess.serving import THREADS
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.portfolios import open_portfolio
from tests.benchmarks.bare_app import create_bare_app

ROUNDS = 400
WARM_UP = 50
TARGET = 1.5
HEAVIEST = 60_000
PLACE = "BENCH_PLACE"
HOST = "127.0.0.1"
PATIENCE = 20.0
# They fill whole sections that follow each other, and each has one answer.
EIGHT = (
    "information", "dialogue", "response", "seats", "selection",
    "decision_rule", "override", "ground_rules",
)  # fmt: skip


class Reply(NamedTuple):
    """A response and the seconds from asking to its last byte."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float


@dataclass
class Client:
    """One browser: a connection that stays open, and its cookies."""

    connection: http.client.HTTPConnection
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> Reply:
        """Send a request and read its answer to the end."""
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request(method, path, body or None, sent)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Reply(response.status, response.headers, content, seconds)


@dataclass
class Visitor:
    """Someone who opens a page of questions and saves it, again and again."""

    name: str
    client: Client
    path: str
    answers: dict[str, str]
    shown: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)

    def show(self, **headers: str) -> Reply:
        reply = self.client.ask("GET", self.path, **headers)
        check(reply, 200, self.name)
        return reply

    def start(self) -> None:
        """Read the page once: its token serves for all that is saved after."""
        page = self.show().body.decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, f"{self.name}: the page has no form token"
        self.answers["csrf_token"] = token[1]

    def save(self, **headers: str) -> Reply:
        reply = self.client.ask("POST", self.path, urlencode(self.answers), **headers)
        check(reply, 302, self.name)
        return reply


def check(reply: Reply, status: int, name: str) -> None:
    """Only an answer of the kind that is measured may count."""
    if reply.status != status:
        raise RuntimeError(f"{name}: expected {status}, got {reply.status}\n{reply.body[:500]!r}")


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
    for name in ("templates", "static"):
        (place / name).symlink_to(CHECKOUT / name)
    shutil.copytree(CHECKOUT / "questionnaires", place / "questionnaires")
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
    Granian(
        "tests.benchmarks.bench_pages:both",
        factory=True,
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


@contextmanager
def server(place: Path) -> Iterator[int]:
    """A server that runs for as long as the block, and its port."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, __file__, str(port)]
    child = subprocess.Popen(
        command, cwd=Path(__file__).parent, env={**os.environ, PLACE: str(place)}
    )
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


def visitors(place: Path, port: int) -> tuple[Visitor, Visitor]:
    """The bare app's visitor and ours, each with an activity of their own to answer for."""
    settings = settings_in(place)
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    token = start_portfolio(product, "benchmark", date(2025, 1, 1))
    portfolio = open_portfolio(product.database, token)
    assert portfolio
    number = add_activity(product, portfolio, FULL, "first")
    page = the_page(product)
    ours = f"/p/{token}/activities/{number}/questions/{page.id}"
    answers = {item.id: item.option_ids[1] for item in page.items}
    bare, product_visitor = (
        Visitor(name, Client(http.client.HTTPConnection(HOST, port)), path, dict(answers))
        for name, path in (("bare", "/bare/questions"), ("product", ours))
    )
    return bare, product_visitor


def measure(pair: tuple[Visitor, Visitor], rounds: int, **headers: str) -> None:
    """Show and save in turn, each visitor `rounds` times; forgets what was measured before."""
    for visitor in pair:
        visitor.shown, visitor.saved = [], []
    for _ in range(rounds):
        for visitor in pair:
            visitor.shown.append(visitor.show(**headers).seconds)
        for visitor in pair:
            visitor.saved.append(visitor.save(**headers).seconds)


def report(pair: tuple[Visitor, Visitor], title: str) -> bool:
    """Print two rows of the table; is the target met?"""
    bare, ours = pair
    met = True
    for doing, of_bare, of_ours in (
        ("show", median(bare.shown), median(ours.shown)),
        ("save", median(bare.saved), median(ours.saved)),
    ):
        ratio = of_ours / of_bare
        met = met and ratio <= TARGET
        print(f"{doing + title:<26}{of_bare * 1000:>7.2f} ms{of_ours * 1000:>8.2f} ms{ratio:>7.2f}")
    return met


def loaded_by(page: str) -> list[str]:
    """What a page makes the browser load: styles, scripts, fonts, the icon."""
    links = re.findall(r'<link\b[^>]*href="(/[^"]+)"', page)
    return list(dict.fromkeys(links + re.findall(r'\bsrc="(/[^"]+)"', page)))


def weigh(visitor: Visitor) -> bool:
    """Print what a first visit to the page brings over the wire; is it light enough?"""
    parts = {"page": visitor.show(Accept_Encoding="br").body}
    for path in loaded_by(visitor.show().body.decode()):
        reply = visitor.client.ask("GET", path, Accept_Encoding="br")
        check(reply, 200, path)
        parts[path.rpartition("/")[2]] = reply.body
    total = sum(map(len, parts.values()))
    for name, body in parts.items():
        print(f"  {name:<60}{len(body):>8,} bytes")
    print(f"  {'in all, compressed':<60}{total:>8,} bytes")
    return total <= HEAVIEST


def main() -> int:
    """Print the table; exit 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        prepare(place)
        with server(place) as port:
            pair = visitors(place, port)
            for visitor in pair:
                visitor.start()
            measure(pair, WARM_UP)
            measure(pair, ROUNDS)
            print(f"{'a page of 8 questions':<26}{'bare':>10}{'product':>11}{'ratio':>7}")
            met = report(pair, "")
            measure(pair, ROUNDS, Accept_Encoding="br")
            report(pair, ", product compressed")
            light = weigh(pair[1])
    print(f"target: ratio at most {TARGET} for each, uncompressed as the bare app has no")
    print(f"compression; at most {HEAVIEST:,} bytes")
    return 0 if met and light else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(int(sys.argv[1]))
    else:
        sys.exit(main())
