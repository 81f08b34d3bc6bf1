"""What people wait for while others are at work too: `make bench`.

The product runs as it ships. Each client walks through an activity of its own, again and again:
it opens a page of questions, saves it, and looks at the result; for a while alone, then with plans
made as PDFs beside, one after the other. The load is made on the same machine, so that figures say
something where nothing else is at work alone. The target: with PDFs beside, 99 in a hundred are
answered within at most a fifth more time.
"""

import asyncio
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import quantiles

from ladder_assess.core.activities.activity_record import FULL
from ladder_assess.core.activities.pages import EVIDENCE
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.core.plan.made_document import DONE, PDF
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.plan.ask_for_document import ask_for_document, latest_document
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.benchmarks.bench_room import Browser
from tests.benchmarks.figures import note
from tests.processes.running import serving
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.site import SECRET, as_served, settings_in

CLIENTS = (1, 16, 64)
SECONDS = 8.0
LONGER = 1.2
TODAY = date(2025, 1, 1)
STEPS = ("questions", "save", "result")
FIELD = re.compile(r'name="(csrf_token|page-shown)"[^>]*value="([^"]+)"')


@dataclass
class Walker:
    """One client with an activity of its own, and how long each step of it took, in seconds."""

    browser: Browser
    activity: str
    page: str
    answers: list[dict[str, str]]
    took: dict[str, list[float]] = field(default_factory=dict)
    rounds: int = 0

    async def walk(self, until: float) -> None:
        """Walk until then."""
        while time.monotonic() < until:
            shown = await self._timed("questions", self.page)
            fields = dict(FIELD.findall(shown))
            answers = self.answers[self.rounds % 2]
            self.rounds += 1
            told = await self._timed("save", self.page, {**fields, **answers, "go": "next"})
            if "Redirecting" not in told:
                raise RuntimeError(f"{self.page} was not saved")
            await self._timed("result", f"{self.activity}/result")

    async def _timed(self, step: str, path: str, form: dict[str, str] | None = None) -> str:
        began = time.monotonic()
        page = await self.browser.ask(path, form)
        self.took.setdefault(step, []).append(time.monotonic() - began)
        return page or ""


def walkers(product: Product, port: int, count: int) -> list[Walker]:
    """So many clients, each with a private link of their own."""
    pages = product.paths.sections.values()
    alike = [p for p in pages if p.part == EVIDENCE and {i.answer for i in p.items} == {"one"}]
    page = max(alike, key=lambda page: len(page.items))
    answers = [{item.id: item.option_ids[place] for item in page.items} for place in (0, 1)]
    found = []
    for _ in range(count):
        token = start_portfolio(product, secrets.token_hex(8), TODAY)
        portfolio = open_portfolio(product.database, token)
        assert portfolio
        activity = f"/p/{token}/activities/{add_activity(product, portfolio, FULL, 'first')}"
        path = f"{activity}/questions/{page.id}"
        found.append(Walker(Browser(port), activity, path, answers))
    return found


async def _print(product: Product, portfolio: Portfolio, until: float) -> int:
    """Have plans made one after the other; how many were."""
    made = 0
    while time.monotonic() < until:
        by = Actor(None, None, int(time.time()))
        asked = (product, portfolio, PDF, by, TODAY)
        number = await asyncio.to_thread(ask_for_document, *asked)
        while time.monotonic() < until:
            await asyncio.sleep(0.1)
            state = await asyncio.to_thread(latest_document, product, portfolio, PDF)
            if state and state.id == number and state.state == DONE:
                made += 1
                break
    return made


async def load(product: Product, port: int, count: int, *, printing: bool) -> list[Walker]:
    """Let so many clients walk for a while, with plans made beside where they are `printing`."""
    came = walkers(product, port, count)
    await asyncio.gather(*(each.walk(time.monotonic() + 1) for each in came))
    for each in came:
        each.took.clear()
    until = time.monotonic() + SECONDS
    work: list[Awaitable[object]] = [each.walk(until) for each in came]
    if printing:
        portfolio = open_portfolio(product.database, came[0].activity.split("/")[2])
        assert portfolio
        work.append(_print(product, portfolio, until))
    done = await asyncio.gather(*work)
    if printing:
        print(f"{count} beside PDFs, plans made: {done[-1]}")
    return came


def slowest(took: list[float]) -> tuple[float, float, float]:
    """What half of them, 95 and 99 in a hundred took at most, in seconds."""
    cuts = quantiles(took, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def report(count: int, title: str, came: list[Walker]) -> float:
    """Print the rows of one load; what 99 in a hundred of all steps took at most."""
    every = [seconds for each in came for took in each.took.values() for seconds in took]
    for step in STEPS:
        took = [seconds for each in came for seconds in each.took.get(step, ())]
        told = "".join(f"{seconds * 1000:>8.1f} ms" for seconds in slowest(took))
        print(f"{f'{count} {title}, {step}':<34}{told}{len(took) / SECONDS:>9.1f}", flush=True)
    return slowest(every)[2]


async def measure(product: Product, port: int) -> bool:
    """Print the table; is the target met with each number of clients?"""
    met = True
    print(f"{'clients':<34}{'p50':>11}{'p95':>11}{'p99':>11}{'a second':>9}")
    for count in CLIENTS:
        alone = report(count, "alone", await load(product, port, count, printing=False))
        beside = report(count, "beside PDFs", await load(product, port, count, printing=True))
        title = f"p99 of {count} clients, with PDFs beside"
        met = note(title, beside / alone, "× without", LONGER) and met
    return met


def main() -> int:
    """Serve, and measure; exit 1 where the target is missed."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        settings = settings_in(place)
        product = open_product(*settings.site)
        given = {"secret_key": SECRET, **as_served(place)}
        with serving(place, limit_times="1000000", **given) as running:
            running.up()
            met = asyncio.run(measure(product, running.port))
    return 0 if met else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
