"""What a page of eight questions costs to show and to save, beside a bare Flask-WTF app.

Each app is shown, and saved, in a process of its own that does nothing else; what counts is the
processor time of that process, so that whatever else the machine does counts little. The two are
asked in turn. The targets: at most 0.3 times the bare app's median to show and 1.3 times to save,
and at most 60 KB in compressed form for a respondent's page with all that it loads. Run it with
`make bench`.
"""

import http.client
import re
import secrets
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.benchmarks.figures import note
from tests.benchmarks.page_server import (
    BARE,
    HOST,
    PRODUCT,
    Served,
    prepare,
    product_in,
    served,
    the_page,
)
from tests.support.kept.chosen_engine import on_the_engine

# So many requests in each of so many turns.
ROUNDS, TURN = 9, 100
WARM_UP = 50
TARGETS = {"show": 0.3, "save": 1.3}
HEAVIEST = 60_000
# Which revision a page shows, and the name of that page.
STAMP = re.compile(r'name="page-shown"[^>]*value="(\d+)-[^"]+"')


class Reply(NamedTuple):
    """A response."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


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
        self.connection.request(method, path, body or None, sent)
        response = self.connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return Reply(response.status, response.headers, content)


@dataclass
class Visitor:
    """Someone who opens a page of questions, or saves it, again and again."""

    served: Served
    client: Client
    path: str
    answers: list[dict[str, str]]
    token: str = ""
    revision: int | None = None
    saves: int = 0

    def show(self, **headers: str) -> Reply:
        """Open the page."""
        reply = self.client.ask("GET", self.path, **headers)
        check(reply, 200, self.served.name)
        return reply

    def start(self) -> None:
        """Read the page once: its token serves for all that is saved after."""
        page = self.show().body.decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token, f"{self.served.name}: the page has no form token"
        self.token = token[1]
        # Ours says with each page which revision it shows, and compares when that is saved.
        stamp = STAMP.search(page)
        self.revision = int(stamp[1]) if stamp else None

    def save(self, **headers: str) -> Reply:
        """Send the page as if it had just been shown."""
        # Other answers than last time: SQLite writes nothing where nothing has changed.
        answers = self.answers[self.saves % 2]
        stamp = {} if self.revision is None else {"page-shown": self._stamp()}
        body = urlencode({**answers, **stamp, "csrf_token": self.token, "go": "next"})
        reply = self.client.ask("POST", self.path, body, **headers)
        check(reply, 302, self.served.name)
        self.saves += 1
        return reply

    def _stamp(self) -> str:
        return f"{(self.revision or 0) + self.saves}-{secrets.token_hex(8)}"


def check(reply: Reply, status: int, name: str) -> None:
    """Only an answer of the kind that is measured may count."""
    if reply.status != status:
        raise RuntimeError(f"{name}: expected {status}, got {reply.status}\n{reply.body[:500]!r}")


def visitor(place: Path, app: Served) -> Visitor:
    """A visitor of an app; ours has an activity of their own to answer for."""
    product = product_in(place)
    page = the_page(product)
    path = "/questions"
    if app.name == PRODUCT:
        token = start_portfolio(product, secrets.token_hex(8), date(2025, 1, 1))
        portfolio = open_portfolio(product.database, token)
        assert portfolio
        number = add_activity(product, portfolio, FULL, "first")
        path = f"/p/{token}/activities/{number}/questions/{page.id}"
    answers = [{item.id: item.option_ids[place] for item in page.items} for place in (1, 2)]
    came = Visitor(app, Client(http.client.HTTPConnection(HOST, app.port)), path, answers)
    came.start()
    return came


def measure(pair: tuple[Visitor, Visitor], doing: str, **headers: str) -> tuple[float, float]:
    """Seconds of the processor of one request to each, medians over turns."""
    asks: list[Callable[..., Reply]] = [getattr(each, doing) for each in pair]
    for ask in asks:
        for _ in range(WARM_UP):
            ask(**headers)
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for each, ask, found in zip(pair, asks, seconds, strict=True):
            before = each.served.worked
            for _ in range(TURN):
                ask(**headers)
            found.append((each.served.worked - before) / TURN)
    return median(seconds[0]), median(seconds[1])


def report(doing: str, title: str, seconds: tuple[float, float], target: float | None) -> bool:
    """Print a row of the table; is the target met?"""
    bare, ours = seconds
    print(f"{title:<26}{bare * 1000:>7.2f} ms{ours * 1000:>8.2f} ms{ours / bare:>7.2f}", flush=True)
    return note(f"{title} a page of 8 questions", ours / bare, "× bare", target)


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
    name = path.rpartition("/")[2]
    print(f"{name:<26}{len(page.body):>10,}{total:>12,}", flush=True)
    return note(f"weight of {name}", total, "bytes, br", HEAVIEST)


def weigh_all(visitor: Visitor) -> bool:
    """Print what a respondent's pages weigh; are all light enough?"""
    visitor.save()
    activity = visitor.path.partition("/questions/")[0]
    print(f"\n{'bytes of a page':<26}{'plain':>10}{'in all, br':>12}")
    plan = activity.partition("/activities/")[0] + "/plan"
    paths = (visitor.path, f"{activity}/review", f"{activity}/result", plan)
    too_heavy = [path for path in paths if not weigh(visitor, path)]
    return not too_heavy


def main() -> int:
    """Print the table; exit 1 where a target is missed."""
    met = True
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        prepare(place)
        print(f"{'a page of 8 questions':<26}{'bare':>10}{'product':>11}{'ratio':>7}")
        for doing, target in TARGETS.items():
            with served(BARE, place) as bare, served(PRODUCT, place) as ours:
                pair = (visitor(place, bare), visitor(place, ours))
                met = report(doing, doing, measure(pair, doing), target) and met
                compressed = measure(pair, doing, Accept_Encoding="br")
                report(doing, f"{doing}, compressed", compressed, None)
        with served(PRODUCT, place) as ours:
            light = weigh_all(visitor(place, ours))
    print("processor time of the server; no target with compression, which the bare app has not")
    return 0 if met and light else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
