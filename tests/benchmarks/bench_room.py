"""How a workshop fares with 200 phones in the room, and with 500: `make bench`.

The product runs as it ships. Each phone has a connection and cookies of its own, asks every two
seconds what the room does, and votes at a moment of its own within ten seconds; one in ten changes
its vote. Then the room votes by the facts, a question every few seconds on each phone. All sit
behind one address, and the load is made on the same machine. Targets: once votes are shown they
stand on the projector within two seconds at the 95th percentile, no vote is lost or counted twice,
and the server takes at most 60 % of one core with either number.
"""

import asyncio
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, FACTS, NEXT, OPEN, REVEAL
from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.core.workshops.tally import Tally
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.services.workshops.open_workshop import open_workshop
from ladder_assess.services.workshops.read_workshop import rounds_of
from ladder_assess.services.workshops.run_workshop import find_workshop, move_workshop
from ladder_assess.services.workshops.vote_by_facts import facts_ballot
from ladder_assess.settings import today
from tests.benchmarks.figures import note
from tests.processes.running import HERE, children, serving
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.site import as_served, settings_in

SIZES = (200, 500)
# What stands in static/src: how often phones ask, and how often the projector does.
PHONES_ASK, SCREEN_ASKS = 2.0, 1.0
VOTING, CHANGED = 10.0, 0.1
# By the facts: for how long each phone thinks about a question, and within what time all are done.
THINKING, BY_FACTS = (3.0, 8.0), 75.0
EXERCISES = 2
# Each asks at a moment of its own: of one alone, five times would say little of one in twenty.
SCREENS = 4
SECONDS, SHARE = 2.0, 0.6
TICKS = os.sysconf("SC_CLK_TCK")


# The fields of a form; of one that takes several answers, all of them.
Form = Mapping[str, str | tuple[str, ...]]


@dataclass
class Browser:
    """One connection that stays open, with its cookies and the tag of what it has."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    tag: str = ""
    way: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, form: Form | None = None, tag: str = "") -> str | None:
        """The page that is answered; None where it is as before. A connection that the server has
        closed meanwhile, to make room for others, is opened anew, as browsers do.
        """
        try:
            return await self._ask(path, form, tag)
        except (asyncio.IncompleteReadError, ConnectionError):
            self.close()
            return await self._ask(path, form, tag)

    async def _ask(self, path: str, form: Form | None, tag: str) -> str | None:
        if self.way is None:
            self.way = await asyncio.open_connection(HERE, self.port)
        reader, writer = self.way
        body = urlencode(form or {}, doseq=True).encode()
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        lines = [
            f"{'POST' if form else 'GET'} {path} HTTP/1.1",
            f"Host: {HERE}:{self.port}",
            f"Content-Length: {len(body)}",
            "Content-Type: application/x-www-form-urlencoded",
            *((f"Cookie: {cookies}",) if cookies else ()),
            *((f"If-None-Match: {tag}",) if tag else ()),
        ]
        writer.write("\r\n".join((*lines, "", "")).encode() + body)
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        status, length, closes = int(head.split()[1]), 0, False
        for line in head.split("\r\n")[1:]:
            name, _colon, value = line.partition(": ")
            match name.lower():
                case "set-cookie":
                    pair = value.partition(";")[0].partition("=")
                    self.cookies[pair[0]] = pair[2]
                case "etag":
                    self.tag = value
                case "content-length":
                    length = int(value)
                case "connection":
                    closes = value.lower() == "close"
        page = (await reader.readexactly(length)).decode() if length and status != 304 else ""
        if closes:
            self.close()
        if status not in (200, 302, 304):
            raise RuntimeError(f"{path}: {status}\n{page[:500]}")
        return None if status == 304 else page

    def close(self) -> None:
        """End the connection, if there is one."""
        if self.way is not None:
            self.way[1].close()
            self.way = None


@dataclass
class Room:
    """A workshop that is run, and when what was seen of it."""

    product: Product
    port: int
    token: str
    phones: list[Browser]
    answered: list[float] = field(default_factory=list)
    facts: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where phones are."""
        found = find_workshop(self.product, self.token)
        assert found is not None
        return f"/w/{found.code}"

    async def move(self, *moves: str) -> None:
        """Take steps, as whoever runs it does."""
        for move in moves:
            found = find_workshop(self.product, self.token)
            assert found is not None
            done = await asyncio.to_thread(
                move_workshop, self.product, found, move, found.revision, today()
            )
            assert done, move

    async def vote(self, phone: Browser, delay: float) -> int:
        """Vote once, or twice, and ask all the while what the room does; the rung that counts."""
        await self.ask_for(phone, delay)
        rung = random.randrange(9)
        for again in range(2 if random.random() < CHANGED else 1):
            rung = (rung + again) % 9
            page = await phone.ask(self.path)
            assert page is not None
            sent = {name: _hidden(page, name) for name in ("csrf_token", "at")}
            began = time.perf_counter()
            await phone.ask(self.path, {**sent, "pick": str(rung)})
            self.answered.append(time.perf_counter() - began)
        await self.ask_for(phone, VOTING - delay)
        return rung

    async def answer(self, phone: Browser) -> tuple[int, ...]:
        """Answer each fact that is asked, and ask all the while what the room does; the numbers
        that are to be kept of it. One in ten takes back its last answer and gives another.
        """
        ballot, end = facts_ballot(self.product), time.perf_counter() + BY_FACTS
        numbers, again = tuple[int, ...](), random.random() < CHANGED
        while (item := ballot.read(numbers).next) is not None or again:
            await self.ask_for(phone, random.uniform(*THINKING))
            page = await phone.ask(self.path)
            assert page is not None
            sent = {name: _hidden(page, name) for name in ("csrf_token", "at")}
            began = time.perf_counter()
            if item is None:
                again = False
                await phone.ask(self.path, {**sent, "go": "back"})
                numbers = ballot.back(numbers)
            else:
                option = random.choice(item.option_ids)
                await phone.ask(self.path, {**sent, "answer": option})
                numbers = ballot.answered(numbers, item.id, option)
            self.facts.append(time.perf_counter() - began)
        await self.ask_for(phone, max(end - time.perf_counter(), 0))
        return numbers

    async def ask_for(self, phone: Browser, seconds: float) -> None:
        """Ask what the room does for so long."""
        end, phone.tag = time.perf_counter() + seconds, ""
        while (left := end - time.perf_counter()) > 0:
            await phone.ask(f"{self.path}/now", tag=phone.tag)
            await asyncio.sleep(min(PHONES_ASK, left))

    async def wait_for(
        self, browser: Browser, path: str, every: float, kept: list[float], began: float
    ) -> None:
        """Ask again and again until votes are shown; notes how long that took from `began` on."""
        browser.tag = ""
        await asyncio.sleep(random.random() * every)
        while True:
            page = await browser.ask(path, tag=browser.tag)
            if page and "app-drawing--votes" in page:
                kept.append(time.perf_counter() - began)
                return
            await asyncio.sleep(every)

    async def round(self, exercise: int, number: int) -> None:
        """A round of votes, from opening it until everybody sees how the room voted."""
        delays = [random.random() * VOTING for _ in self.phones]
        picked = Counter(await asyncio.gather(*map(self.vote, self.phones, delays)))
        came = await self.reveal(exercise, number)
        if came is None or came.counts != tuple(picked[rung] for rung in range(9)):
            self.faults.append(f"votes {picked}, counted {came}")

    async def round_by_facts(self, exercise: int, number: int) -> None:
        """The same by the facts."""
        said = await asyncio.gather(*map(self.answer, self.phones))
        came = await self.reveal(exercise, number)
        if came != facts_ballot(self.product).tally(said):
            self.faults.append(f"facts {Counter(said)}, counted {came}")

    async def reveal(self, exercise: int, number: int) -> Tally | None:
        """Show the votes, and wait until everybody sees them; what they came to."""
        screens, shows = [Browser(self.port) for _ in range(SCREENS)], f"{self.path}/screen/now"
        await asyncio.gather(*(screen.ask(f"{self.path}/screen") for screen in screens))
        began = time.perf_counter()
        waiting: list[Awaitable[None]] = [
            self.wait_for(screen, shows, SCREEN_ASKS, self.shown, began) for screen in screens
        ]
        waiting += [
            self.wait_for(p, f"{self.path}/now", PHONES_ASK, self.seen, began) for p in self.phones
        ]
        await asyncio.gather(self.move(REVEAL), *waiting)
        found = find_workshop(self.product, self.token)
        assert found is not None
        return rounds_of(self.product, found, exercise)[number - 1]


def _hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, f"the page has no {name}"
    return found[1]


async def play(room: Room, pids: list[int]) -> list[float]:
    """A workshop of some exercises, each voted on twice by rungs, and one by the facts; which share
    of a core either kind takes.
    """
    return [await share_of(pids, by_rungs(room)), await share_of(pids, by_facts(room))]


async def share_of(pids: list[int], play: Awaitable[None]) -> float:
    """Which share of one core processes take while something is played."""
    before, began = spent(pids), time.perf_counter()
    await play
    return (spent(pids) - before) / (time.perf_counter() - began)


async def by_rungs(room: Room) -> None:
    """Some exercises, each voted on twice."""
    await asyncio.gather(*(phone.ask(room.path) for phone in room.phones))
    for exercise in range(1, EXERCISES + 1):
        await room.move(OPEN)
        await room.round(exercise, 1)
        await room.move(EXPLAIN, AGAIN)
        await room.round(exercise, 2)
        await room.move(NEXT)


async def by_facts(room: Room) -> None:
    """One exercise, voted on by its facts."""
    await room.move(FACTS)
    await room.round_by_facts(EXERCISES + 1, 1)
    await room.move(NEXT)


def spent(pids: list[int]) -> float:
    """The seconds of processors that processes have taken."""
    total = 0
    for pid in pids:
        of_process = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(of_process[11]) + int(of_process[12])
    return total / TICKS


def measure(place: Path, people: int) -> bool:
    """Print what a room of so many comes to; are the targets met?"""
    settings = settings_in(place)
    product = open_product(*settings.site)
    vignettes = [Exercise(VIGNETTE, name) for name in product.definitions.vignettes]
    token = open_workshop(product, f"bench {people}", "Bench", vignettes[: EXERCISES + 1], today())
    with serving(place, **as_served(place)) as running:
        running.up()
        pids = [running.process.pid, *children(running.process.pid)]
        phones = [Browser(running.port) for _ in range(people)]
        room = Room(product, running.port, token, phones)
        shares = asyncio.run(play(room, pids))
    product.database.close()
    figures: list[tuple[str, list[float]]] = [
        ("votes answered", room.answered),
        ("facts answered", room.facts),
        ("votes on the projector", room.shown),
        ("votes on phones", room.seen),
    ]
    print(f"\n{f'{people} phones':<26}{'median':>9}{'p95':>9}{'most':>9}  seconds")
    for name, values in figures:
        median, most = median_and_p95(values)
        print(f"{name:<26}{median:>9.3f}{most:>9.3f}{max(values):>9.3f}")
    print(f"server {shares[0]:.0%} of one core, by the facts {shares[1]:.0%}; ", end="")
    print(f"lost or doubled: {room.faults or 'none'}")
    met = [
        note(f"{people} phones: p95 on the projector", median_and_p95(room.shown)[1], "s", SECONDS),
        note(f"{people} phones: votes lost or doubled", len(room.faults), "", 0),
        note(f"{people} phones: server", max(shares), "of a core", SHARE),
    ]
    return all(met)


def median_and_p95(values: list[float]) -> tuple[float, float]:
    """Within what time half of them were, and 95 of 100."""
    cut = quantiles(values, n=20, method="inclusive")
    return cut[9], cut[18]


def main() -> int:
    """Print both tables; exit 1 where a target is missed."""
    met = []
    for people in SIZES:
        with tempfile.TemporaryDirectory() as directory:
            met.append(measure(Path(directory), people))
    print(
        f"target: votes on the projector within {SECONDS:.0f} s at p95, none lost or doubled, ",
        end="",
    )
    print(f"the server at most {SHARE:.0%} of one core")
    return 0 if all(met) else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
