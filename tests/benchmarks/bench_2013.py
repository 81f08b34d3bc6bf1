"""The survey of 2013 asked again over HTTP: 204 people who answer as then, and 2,000 of whom some
answer otherwise. `make bench`, or `python -m tests.benchmarks.bench_2013`.

The product runs as it ships, and is asked as browsers ask it; what it finds is read off its pages
and out of the file for SPSS. Targets: of 204 who answer as the published figures say nothing
differs; of 2,000 what was shifted differs, in its direction, and nothing else; the file has a row
for each five people that have come in, and the words of each question and answer, in PSPP too. A
line says so where `pspp` is not on this machine (`apt-get install pspp`), and it is not tried.
"""

import asyncio
import csv
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyreadstat

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.comparison import SURVEYED_2013
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.services.common.product import open_product
from tests.benchmarks.bench_room import Browser, Form
from tests.benchmarks.figures import note
from tests.processes.running import HERE, serving
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.kept.survey_of_2013 import answers_as_in_2013
from tests.support.links import Links
from tests.support.site import as_served, settings_in
from tests.support.waves import begin, link_of

SURVEY, MANY = "officer-survey", 2_000
AT_A_TIME = 20
SHIFT = {"has_strategy": -0.18, "users_suggest": 0.2, "cuts_make_it_vital": 0.15}
# What the table says of a figure that differs, and of one that may differ by chance.
DIFFERS, CHANCE = re.compile("(More|Fewer) than in 2013"), "It may be chance"


@dataclass(frozen=True)
class Asked:
    """Where people answer, and where who asks reads what came of it."""

    port: int
    link: str
    round: str
    instrument: Instrument

    async def respond(self, said: Mapping[str, Value]) -> None:
        """Somebody reads what it is about, answers page by page, and sends."""
        browser = Browser(self.port)
        token = {"csrf_token": _token(await browser.ask(self.link) or "")}
        await browser.ask(self.link, token)
        for page in pages(self.instrument):
            answers = {item.id: said[item.id] or "none" for item in page.items}
            form: Form = {**token, **answers, "go": "next"}
            await browser.ask(f"{self.link}/questions/{page.id}", form)
        await browser.ask(f"{self.link}/check", token)
        assert "Thank you" in (await browser.ask(f"{self.link}/thanks") or "")

    async def everybody(self, answers: list[dict[str, Value]]) -> None:
        """All of them, a few at a time."""
        turn = asyncio.Semaphore(AT_A_TIME)

        async def one(said: Mapping[str, Value]) -> None:
            async with turn:
                await self.respond(said)

        await asyncio.gather(*map(one, answers))


def _token(page: str) -> str:
    return page.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]


def found_on(page: str, instrument: Instrument) -> dict[str, str]:
    """What the table beside 2013 says of each published figure that differs."""
    table = page.partition('id="then"')[2]
    found = {}
    for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
        words = re.sub(r"<[^>]+>", " ", row)
        for published in instrument.published:
            differs = DIFFERS.search(words)
            if differs and published.statement in " ".join(words.split()):
                found[published.id] = differs[1]
    return found


def ask(place: Path, people: int, shift: Mapping[str, float]) -> bool:
    """Set the survey up, let people answer, and print what is found; is it what was sent?"""
    settings = settings_in(place)
    product = open_product(*settings.site)
    made = Links(product).make()
    wave = begin(product, made.portfolio, SURVEY, respondents=True, by_row=True)
    link = f"/q/{link_of(product, made.portfolio, wave)}"
    instrument = product.definitions.instruments[SURVEY]
    product.database.close()
    answers = answers_as_in_2013(instrument, people, random.Random(2013), shift)
    with serving(place, **as_served(place)) as running:
        running.up()
        at = f"{made.address}/questionnaires/{SURVEY}/rounds/1"
        asked, began = Asked(running.port, link, at, instrument), time.perf_counter()
        asyncio.run(asked.everybody(answers))
        took = time.perf_counter() - began
        with urlopen(f"http://{HERE}:{running.port}{at}") as answer:
            page = answer.read().decode()
        sav = place / "answers.sav"
        sav.write_bytes(asyncio.run(saved(asked)))
    found = found_on(page, instrument)
    wanted = {name: "More" if by > 0 else "Fewer" for name, by in shift.items()}
    print(f"{people} people in {took:.0f} s over HTTP: ", end="")
    print(f"differ by more than chance: {found or 'none'}; sent: {wanted or 'none'}")
    return found == wanted and labelled(sav, instrument, people - people % FEWEST_ANSWERS)


async def saved(asked: Asked) -> bytes:
    """The file for SPSS, as the button of its page gives it."""
    browser = Browser(asked.port)
    page = await browser.ask(f"{asked.round}/answers") or ""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    form = urlencode({"csrf_token": _token(page), "go": "sav"}).encode()
    request = Request(f"http://{HERE}:{asked.port}{asked.round}/answers", form, {"Cookie": cookies})
    with await asyncio.to_thread(urlopen, request) as answer:
        return bytes(answer.read())


def labelled(sav: Path, instrument: Instrument, people: int) -> bool:
    """Has the file a row for each, and each question and answer in its words?"""
    rows, told = pyreadstat.read_sav(sav)
    labels, values = told.column_names_to_labels, told.variable_value_labels
    lacking = [
        item.id
        for item in instrument.asked()
        if item.answer == "one"
        and not (
            labels[item.id] == item.ask
            and {option.text for option in item.options} <= set(values[item.id].values())
        )
    ]
    print(f"  the file for SPSS: {len(rows)} rows, {len(labels)} columns, ", end="")
    print(f"without its words: {lacking or 'none'}")
    unread = unread_by_pspp(sav, instrument)
    return len(rows) == people and not lacking and not unread


def unread_by_pspp(sav: Path, instrument: Instrument) -> list[str]:
    """The questions and answers that PSPP does not show of the file, or has no missing codes for;
    none where PSPP is not on this machine, which is said.
    """
    program = shutil.which("pspp")
    if program is None:
        print("  PSPP is not on this machine (apt-get install pspp): not tried")
        return []
    asked = sav.with_suffix(".sps")
    asked.write_text(f"GET FILE='{sav}'.\nDISPLAY DICTIONARY.\n")
    command = [program, "-o", "-", "-O", "format=csv", str(asked)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = list(csv.reader(told.splitlines()))
    cells = {cell for row in rows for cell in row}
    missing = {row[0] for row in rows if row and row[-1] == "-9 THRU -7"}
    lacking = [
        item.id
        for item in instrument.asked()
        if item.answer == "one"
        and not ({item.ask, *(o.text for o in item.options)} <= cells and item.id in missing)
    ]
    print(f"  the same in PSPP: {len(missing)} with missing codes, ", end="")
    print(f"without its words: {lacking or 'none'}")
    return lacking


def main() -> int:
    """Ask both times; exit 1 where something else is found than was sent."""
    met = []
    runs: tuple[tuple[int, Mapping[str, float]], ...] = ((SURVEYED_2013, {}), (MANY, SHIFT))
    for people, shift in runs:
        with tempfile.TemporaryDirectory() as directory:
            met.append(ask(Path(directory), people, shift))
            note(f"as in 2013: {people} people are read rightly", float(not met[-1]), "faults", 0)
    return 0 if all(met) else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
