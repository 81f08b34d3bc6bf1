"""How a survey fares with 200 people who answer at once, and with its server killed among them.

The product runs as it ships. Each person has a connection and cookies of their own, answers forty
questions on ten pages as fast as these come, and sends. In the second run the server is killed
(SIGKILL) once half of them were told that theirs are kept, and started again: whoever got no answer
asks again, as people do. Both are done on SQLite and, where it is installed, on PostgreSQL, of
which only the processes of the product are counted. Targets: no error, every answer that was
acknowledged is there, and none is doubled. Then a bare Flask form with one durable insert, as many
at once. Run it with `make bench`, or `python -m tests.benchmarks.bench_survey`.
"""

import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Wave, pages
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.storage.campaigns import anonymous_answers
from tests.benchmarks.bench_room import Browser, Form, spent
from tests.benchmarks.figures import note
from tests.benchmarks.page_server import BARE, EIGHT, prepare, served
from tests.processes.running import Running, children, serving
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.links import Links
from tests.support.site import as_served, settings_in
from tests.support.waves import begin, link_of

SURVEY, PEOPLE = "principles", 200
# Whoever gets no answer asks again after so long, and gives up after so much longer.
AGAIN, PATIENCE = 0.2, 120.0


@dataclass
class Survey:
    """A survey that people answer, who was told that theirs are kept, and how long that took. Where
    several `ports` answer, one after another is theirs, and the next where one does not.
    """

    product: Product
    portfolio: Portfolio
    wave: Wave
    link: str
    items: list[tuple[str, list[tuple[str, tuple[str, ...]]]]]
    people: int = PEOPLE
    port: int = 0
    ports: tuple[int, ...] = ()
    kept: list[int] = field(default_factory=list)
    turned: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    came_back: int = 0

    async def respond(self, number: int) -> None:
        """Somebody answers page by page, and sends."""
        ports = self.ports or (self.port,)
        browser, said = Browser(ports[number % len(ports)]), said_by(self, number)
        token = {"csrf_token": _token(await self._ask(browser, self.link))}
        await self._ask(browser, self.link, token)
        for page, items in self.items:
            answers = {item: said[item] for item, _options in items}
            began = time.perf_counter()
            await self._ask(browser, f"{self.link}/questions/{page}", {**token, **answers})
            self.turned.append(time.perf_counter() - began)
        began = time.perf_counter()
        await self._ask(browser, f"{self.link}/check", token)
        if "Thank you" in await self._ask(browser, f"{self.link}/thanks"):
            self.kept.append(number)
        self.sent.append(time.perf_counter() - began)
        browser.close()

    async def _ask(self, browser: Browser, path: str, form: Form | None = None) -> str:
        """What is answered, however often it has to be asked."""
        end = time.perf_counter() + PATIENCE
        while True:
            try:
                return await browser.ask(path, form) or ""
            except (asyncio.IncompleteReadError, OSError):
                if time.perf_counter() > end:
                    raise
                self.came_back += 1
                browser.close()
                if self.ports:
                    after = self.ports.index(browser.port) + 1
                    browser.port = self.ports[after % len(self.ports)]
                await asyncio.sleep(AGAIN)


def survey_in(place: Path, people: int = PEOPLE, **given: str) -> Survey:
    """A campaign that takes answers, in an installation of its own with the settings given."""
    settings = settings_in(place, **given)
    product = open_product(*settings.site)
    made = Links(product).make()
    wave = begin(product, made.portfolio, SURVEY, respondents=True)
    asked = pages(product.definitions.instruments[SURVEY])
    items = [(page.id, [(item.id, item.option_ids) for item in page.items]) for page in asked]
    link = f"/q/{link_of(product, made.portfolio, wave)}"
    return Survey(product, made.portfolio, wave, link, items, people)


def said_by(survey: Survey, number: int) -> dict[str, str]:
    """What somebody answers, which nobody else does."""
    told, found = number, dict[str, str]()
    for _page, items in survey.items:
        for item, options in items:
            told, place = divmod(told, len(options))
            found[item] = options[place]
    return found


def _token(page: str) -> str:
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


async def at_once(survey: Survey) -> float:
    """Everybody answers; gives the seconds."""
    began = time.perf_counter()
    await asyncio.gather(*(survey.respond(number) for number in range(survey.people)))
    return time.perf_counter() - began


async def with_a_death(survey: Survey, running: Running, place: Path, **given: str) -> Running:
    """Everybody answers, and the server is killed and started again once half were told that theirs
    are kept; gives the server that then runs.
    """
    people = asyncio.ensure_future(at_once(survey))
    while len(survey.kept) < survey.people // 2 and not people.done():
        await asyncio.sleep(0.01)
    # Whatever it consists of, all at the same moment.
    for pid in (running.process.pid, *children(running.process.pid)):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    running.process.wait()
    after = Running(place, running.port, **given)
    await people
    return after


def faults(survey: Survey) -> list[str]:
    """Which acknowledged answers are not there, or more than once."""
    views = anonymous_answers.list_views(survey.product.database, survey.portfolio, survey.wave)
    there = Counter(tuple(sorted(view.values.items())) for view in views)
    found = []
    for number in range(survey.people):
        times = there.pop(tuple(sorted(said_by(survey, number).items())), 0)
        if times > 1 or (times < 1 and number in survey.kept):
            found.append(f"{number} is there {times} times")
    return found + [f"nobody said {said}" for said in there]


def measure(place: Path, *, killed: bool) -> bool:
    """Print what 200 people at once come to; are the targets met?"""
    survey, given = survey_in(place), as_served(place)
    with serving(place, **given) as running:
        running.up()
        survey.port, after = running.port, running
        pids = [running.process.pid, *children(running.process.pid)]
        before, began = spent(pids), time.perf_counter()
        if killed:
            after = asyncio.run(with_a_death(survey, running, place, **given))
        else:
            asyncio.run(at_once(survey))
        took = time.perf_counter() - began
        worked = 0.0 if killed else spent(pids) - before
        if killed:
            after.up()
            after.send(signal.SIGTERM, group=True)
            after.process.wait()
    wrong = faults(survey)
    survey.product.database.close()
    words = "killed once" if killed else "at once"
    print(f"\n{PEOPLE} people {words}: {took:.1f} s, {survey.came_back} requests asked again")
    show("pages turned", survey.turned)
    show("answers sent", survey.sent)
    if not killed:
        print(f"{PEOPLE / worked:.1f} submissions a second and core, ten pages and consent each")
        note(f"200 {words}: submissions a second and core", PEOPLE / worked, "")
        note(f"200 {words}: p95 of sending", _cut(survey.sent)[94], "s")
    print(f"acknowledged {len(survey.kept)}, lost or doubled: {wrong or 'none'}")
    note(f"200 {words}: lost or doubled", len(wrong), "answers", 0)
    return not wrong and len(survey.kept) == PEOPLE


def bare(place: Path) -> None:
    """Print the same of a form of one page that inserts what is answered."""
    prepare(place)
    sent: list[float] = []

    async def respond(port: int) -> None:
        browser = Browser(port)
        page = await browser.ask("/questions") or ""
        answers = dict.fromkeys(EIGHT, "unknown")
        began = time.perf_counter()
        await browser.ask("/questions", {"csrf_token": _token(page), **answers})
        sent.append(time.perf_counter() - began)

    async def everybody(port: int) -> None:
        people: list[Awaitable[None]] = [respond(port) for _ in range(PEOPLE)]
        await asyncio.gather(*people)

    with served(BARE, place) as app:
        before = app.worked
        asyncio.run(everybody(app.port))
        worked = app.worked - before
    print(f"\n{PEOPLE} people at once, a bare form of one page with one durable insert")
    show("answers sent", sent)
    print(f"{PEOPLE / worked:.1f} submissions a second and core, one page each")
    note("bare: submissions a second and core", PEOPLE / worked, "")


def show(name: str, values: list[float]) -> None:
    cuts = _cut(values)
    told = (f"p{at} {cuts[at - 1]:.3f}" for at in (50, 95, 99))
    print(f"{name}: {', '.join(told)}, most {max(values):.3f} seconds")


def _cut(values: list[float]) -> list[float]:
    return quantiles(values, n=100, method="inclusive")


def main() -> int:
    """Print the tables; exit 1 where a target is missed."""
    met = []
    for killed in (False, True):
        with tempfile.TemporaryDirectory() as directory:
            met.append(measure(Path(directory), killed=killed))
    with tempfile.TemporaryDirectory() as directory:
        bare(Path(directory))
    print("target: no error, every acknowledged answer there, none doubled")
    return 0 if all(met) else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
