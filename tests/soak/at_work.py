"""People at work on a site that is served, who remember what they were told is kept.

Each goes on for as long as told, whatever becomes of the site meanwhile: what nobody acknowledged
is sent again, as people do. At the end what is kept is held against what they remember.
"""

import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from ladder_assess.core.instruments.comparison import SURVEYED_2013
from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.common.product import Product, open_product
from ladder_assess.storage.common.database import is_sound
from tests.processes.browsing import Browser, Refused, respond
from tests.processes.running import Running
from tests.support.kept.chosen_engine import SQLITE, engine
from tests.support.kept.survey_of_2013 import answers_as_in_2013
from tests.support.links import PANEL, Link, Links
from tests.support.site import SECRET, as_served, settings_in
from tests.support.waves import begin, link_of

SURVEY = "officer-survey"
HIDDEN = re.compile(r'name="(csrf_token|page-shown|request_id)"[^>]*value="([^"]+)"')
TOKEN = re.compile(r'name="(csrf_token)"[^>]*value="([^"]+)"')
NUMBER = re.compile(r"Number (\d+)\.")
HEADING = re.compile(r"<h1[^>]*>\s*(.*?)\s*</h1>", re.S)
WRONG = re.compile(r'error-summary__body">.*?<li>\s*(.*?)\s*</li>', re.S)
COUNTED = re.compile(r"(\d+) answers are counted here")
# What is not answered as is hoped: torn, refused with words, or never reached.
NOT_DONE = (OSError, HTTPException, Refused)
# Each adds an activity after so many saves.
ADDS_AFTER = 4
# A form that is shown again, with what is wrong about it.
SHOWN_AGAIN = 200
REST, GIVES_UP_AFTER = 0.05, 120.0


class Patient(Browser):
    """A browser whose owner tries again until it is done, and notes what was said meanwhile."""

    def __init__(self, port: int, refused: Counter[str]) -> None:
        super().__init__(port)
        self.refused = refused

    def ask(self, address: str, data: Mapping[str, object] | None = None) -> str:
        """What a page says at last, or where a form leads. Raises what is in the way for good."""
        end = time.monotonic() + GIVES_UP_AFTER
        while True:
            try:
                return super().ask(address, data)
            except NOT_DONE as error:
                self.refused[said_by(error)] += 1
                if time.monotonic() > end:
                    raise
                if data and isinstance(error, Refused) and error.status == SHOWN_AGAIN:
                    data = {**data, **dict(TOKEN.findall(error.page))}
                time.sleep(REST)


def settings_of(place: Path) -> dict[str, str]:
    """Settings of the site that lies there: signed as tests sign, and with no limit on tries."""
    return {"secret_key": SECRET, "limit_times": "1000000", **as_served(place)}


def said_by(error: BaseException) -> str:
    """The status and the heading of a page that refuses; that there was none."""
    if isinstance(error, Refused):
        wrong = WRONG.findall(error.page) if error.status == SHOWN_AGAIN else []
        return f"{error.status} {(wrong or HEADING.findall(error.page) or ['without a page'])[0]}"
    return "no answer"


@dataclass
class Writer:
    """Somebody who saves the next number in an activity again and again, and adds activities."""

    port: int
    link: Link
    saved: int = 0
    sent: int = 0
    added: list[str] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def work(self, stopped: threading.Event) -> None:
        """Go on until told to stop; what was begun is brought to its end."""
        with closing(Patient(self.port, self.refused)) as browser:
            while not stopped.is_set():
                self._save(browser)
                if self.sent % ADDS_AFTER == 0:
                    self._add(browser)

    def _save(self, browser: Browser) -> None:
        """Save the next number once; where nobody says that it was, either number may stand."""
        page = f"{self.link.activity()}/questions/about"
        shown = browser.ask(page)
        self._compare(shown)
        self.sent += 1
        said = {"name": "Panel", "description": f"Number {self.sent}.", "go": "next"}
        try:
            Browser.ask(browser, page, {**dict(HIDDEN.findall(shown)), **said})
            self.saved = self.sent
        except NOT_DONE as error:
            self.refused[said_by(error)] += 1
            time.sleep(REST)

    def _compare(self, shown: str) -> None:
        (number,) = NUMBER.findall(shown) or ["0"]
        if not self.saved <= int(number) <= self.sent:
            self.wrong.append(f"{number} stands there of {self.saved} saved and {self.sent} sent")

    def _add(self, browser: Browser) -> None:
        """Send one form until somebody says that it is kept."""
        address, name = f"{self.link.address}/add", f"Added {len(self.added)}"
        form = dict(HIDDEN.findall(browser.ask(address)))
        browser.ask(address, {**form, "name": name, "path": "full"})
        self.added.append(name)

    def lost_or_doubled(self) -> Iterator[str]:
        """What is kept otherwise than this person was told."""
        yield from self.wrong
        kept = Counter(str(record.values.get("name")) for record in self.link.records)
        for name in self.added:
            if kept[name] != 1:
                yield f"{name!r} is kept {kept[name]} times"
        self.wrong.clear()
        self._compare(str(self.link.record().values.get("description")))
        yield from self.wrong


@dataclass
class Respondents:
    """People who answer a survey one after the other, each until they are thanked."""

    port: int
    link: str
    asked: list[tuple[str, list[str]]]
    answers: Iterator[Mapping[str, Any]]
    thanked: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def work(self, stopped: threading.Event) -> None:
        """Go on until told to stop, and then until nobody is left who waits for a batch."""
        while not stopped.is_set() or self.thanked % FEWEST_ANSWERS:
            with closing(Patient(self.port, self.refused)) as browser:
                try:
                    respond(browser, self.link, self.asked, next(self.answers))
                    self.thanked += 1
                except AssertionError:
                    # A browser that holds nothing any more leads back to the beginning.
                    self.refused["begin again"] += 1


class Site:
    """A site with people at work on it. `place` is where its instance lies."""

    def __init__(self, place: Path, port: int, writers: int = 3, seed: int = 0) -> None:
        settings = settings_in(place)
        self.port = port
        self.database = settings.database
        self.product: Product = open_product(*settings.site)
        links = Links(self.product)
        self.writers = [Writer(port, links.make(PANEL)) for _ in range(writers)]
        self.list = links.make()
        wave = begin(self.product, self.list.portfolio, SURVEY, respondents=True)
        instrument = self.product.definitions.instruments[SURVEY]
        said = answers_as_in_2013(instrument, SURVEYED_2013, random.Random(seed))
        self.respondents = Respondents(
            port,
            f"/q/{link_of(self.product, self.list.portfolio, wave)}",
            [(page.id, [item.id for item in page.items]) for page in pages(instrument)],
            (said[place % len(said)] for place in range(10**9)),
        )
        self.product.database.close()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Everybody works meanwhile, and ends what they have begun."""
        stopped = threading.Event()
        people: list[Writer | Respondents] = [*self.writers, self.respondents]
        threads = [threading.Thread(target=one.work, args=(stopped,)) for one in people]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stopped.set()
            for thread in threads:
                thread.join()

    @property
    def done(self) -> int:
        """How much was acknowledged."""
        return self.respondents.thanked + sum(w.saved + len(w.added) for w in self.writers)

    @property
    def refused(self) -> Counter[str]:
        """What was said instead, and how often."""
        others = (one.refused for one in self.writers)
        return sum(others, Counter(self.respondents.refused))

    def lost_or_doubled(self) -> list[str]:
        """What is kept otherwise than people were told, while the site is served."""
        found = [wrong for writer in self.writers for wrong in writer.lost_or_doubled()]
        with closing(Browser(self.port)) as browser:
            page = browser.ask(f"{self.list.address}/questionnaires/{SURVEY}/rounds/1")
        counted = int((COUNTED.findall(page) or ["0"])[0])
        if counted != self.respondents.thanked:
            found.append(f"{counted} answers of {self.respondents.thanked} who were thanked")
        if engine() == SQLITE and not is_sound(self.database):
            found.append("the database cannot be read as a whole")
        self.product.database.close()
        return found


@contextmanager
def served(place: Path, port: int, **settings: str) -> Iterator[Running]:
    """The site that lies there, served to people at work, with these settings beside theirs."""
    running = Running(place, port, **settings_of(place), **settings)
    try:
        yield running
    finally:
        end(running)


def end(running: Running) -> None:
    """Stop a server in order, whatever became of it."""
    if running.process.poll() is None:
        running.send(signal.SIGTERM, group=False)
        running.process.wait()
