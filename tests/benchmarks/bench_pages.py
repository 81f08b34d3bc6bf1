"""What a page of eight questions costs to show and to save, beside a bare Flask-WTF app.

Both apps live in one process, and one client asks them in turn, so that whatever else the
machine does meets both. The target: at most 1.5 times the bare app's median for each, and at most
60 KB in compressed form for a respondent's page with all that it loads. Run it with `make bench`.
"""

import http.client
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

import brotli  # type: ignore[import-untyped]

from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import open_product
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.benchmarks.page_server import HOST, prepare, server, settings_in, the_page

ROUNDS = 400
WARM_UP = 50
TARGET = 1.5
HEAVIEST = 60_000


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
    answers: list[dict[str, str]]
    token: str = ""
    stamp: str = ""
    shown: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)

    def show(self, **headers: str) -> Reply:
        reply = self.client.ask("GET", self.path, **headers)
        check(reply, 200, self.name)
        # Ours says with each page which revision it shows, and compares when that is saved.
        page = reply.body
        if reply.headers["Content-Encoding"] == "br":
            page = brotli.decompress(page)
        stamp = re.search(rb'name="page-shown"[^>]*value="([^"]+)"', page)
        self.stamp = stamp[1].decode() if stamp else self.stamp
        return reply

    def start(self) -> None:
        """Read the page once: its token serves for all that is saved after."""
        page = self.show().body.decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, f"{self.name}: the page has no form token"
        self.token = token[1]

    def save(self, **headers: str) -> Reply:
        # Other answers than last time: SQLite writes nothing where nothing has changed.
        answers = self.answers[len(self.saved) % 2]
        stamp = {"page-shown": self.stamp} if self.stamp else {}
        body = urlencode({**answers, **stamp, "csrf_token": self.token})
        reply = self.client.ask("POST", self.path, body, **headers)
        check(reply, 302, self.name)
        return reply


def check(reply: Reply, status: int, name: str) -> None:
    """Only an answer of the kind that is measured may count."""
    if reply.status != status:
        raise RuntimeError(f"{name}: expected {status}, got {reply.status}\n{reply.body[:500]!r}")


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
    answers = [{item.id: item.option_ids[place] for item in page.items} for place in (1, 2)]
    bare, product_visitor = (
        Visitor(name, Client(http.client.HTTPConnection(HOST, port)), path, answers)
        for name, path in (("bare", "/bare/questions"), ("product", ours))
    )
    return bare, product_visitor


def measure(pair: tuple[Visitor, Visitor], rounds: int, **headers: str) -> None:
    """Show and save, each visitor `rounds` times, in no fixed order; forgets earlier ones."""
    for visitor in pair:
        visitor.shown, visitor.saved = [], []
    chance = random.Random(rounds)
    for _ in range(rounds):
        for visitor in chance.sample(pair, 2):
            visitor.shown.append(visitor.show(**headers).seconds)
        for visitor in chance.sample(pair, 2):
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


def weigh(visitor: Visitor, path: str) -> bool:
    """Print what a first visit to a page brings over the wire; is it light enough?"""
    page = visitor.client.ask("GET", path)
    check(page, 200, path)
    total = 0
    for part in (path, *loaded_by(page.body.decode())):
        reply = visitor.client.ask("GET", part, Accept_Encoding="br")
        check(reply, 200, part)
        total += len(reply.body)
    print(f"{path.rpartition('/')[2]:<26}{len(page.body):>10,}{total:>12,}")
    return total <= HEAVIEST


def weigh_all(visitor: Visitor) -> bool:
    """Print what a respondent's pages weigh; are all light enough?"""
    activity = visitor.path.partition("/questions/")[0]
    print(f"\n{'bytes of a page':<26}{'plain':>10}{'in all, br':>12}")
    plan = activity.partition("/activities/")[0] + "/plan"
    paths = (visitor.path, f"{activity}/review", f"{activity}/result", plan)
    too_heavy = [path for path in paths if not weigh(visitor, path)]
    return not too_heavy


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
            report(pair, ", compressed")
            light = weigh_all(pair[1])
    print(f"target: ratio at most {TARGET} without compression, which the bare app does not have;")
    print(f"at most {HEAVIEST:,} bytes for a page with all that it loads, compressed")
    return 0 if met and light else 1


if __name__ == "__main__":
    sys.exit(main())
