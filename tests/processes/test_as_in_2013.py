"""The survey of 2013 asked again: 204 people answer over HTTP, and nothing differs."""

import random
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.comparison import SURVEYED_2013
from ladder_assess.core.instruments.wave import pages
from tests.processes.running import HERE, PATIENCE, serving
from tests.support.kept.survey_of_2013 import answers_as_in_2013
from tests.support.links import Links
from tests.support.site import app_for, product_of, settings_in
from tests.support.waves import begin, link_of

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
AT_A_TIME = 4
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Browser:
    """One browser: it keeps its cookie, and asks over one connection."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection(HERE, port, timeout=PATIENCE)
        self.cookie = ""

    def ask(self, address: str, data: Mapping[str, object] | None = None) -> str:
        """What a page says, or where a form leads."""
        headers = {"Cookie": self.cookie, **(FORM if data is not None else {})}
        sent = None if data is None else urlencode(data, doseq=True)
        self.connection.request("GET" if data is None else "POST", address, sent, headers)
        with self.connection.getresponse() as answer:
            said = answer.read().decode()
            assert answer.status == (200 if data is None else 302), (address, answer.status)
            self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
            return answer.getheader("Location") or said


def respond(
    port: int, link: str, asked: list[tuple[str, list[str]]], said: Mapping[str, Value]
) -> None:
    """Somebody reads what it is about, answers page by page and sends."""
    browser = Browser(port)
    with closing(browser.connection):
        found = TOKEN.search(browser.ask(link))
        assert found is not None
        token = {"csrf_token": found[1]}
        browser.ask(link, token)
        for page, items in asked:
            values = {item: said[item] or "none" for item in items}
            browser.ask(f"{link}/questions/{page}", {**token, **values, "go": "next"})
        assert browser.ask(f"{link}/check", token).endswith("/thanks")


@pytest.mark.thorough
def test_204_who_answer_as_in_2013_differ_in_nothing(tmp_path: Path) -> None:
    product = product_of(app_for(settings_in(tmp_path)))
    made = Links(product).make()
    wave = begin(product, made.portfolio, "officer-survey", respondents=True)
    link = f"/q/{link_of(product, made.portfolio, wave)}"
    instrument = product.definitions.instruments["officer-survey"]
    asked = [(page.id, [item.id for item in page.items]) for page in pages(instrument)]
    product.database.close()
    said = answers_as_in_2013(instrument, SURVEYED_2013, random.Random(2013))
    with serving(tmp_path) as running, ThreadPoolExecutor(AT_A_TIME) as people:
        running.up()
        list(people.map(lambda one: respond(running.port, link, asked, one), said))
        browser = Browser(running.port)
        with closing(browser.connection):
            page = browser.ask(f"{made.address}/questionnaires/officer-survey/rounds/1")
    # Counted in fives: four wait.
    assert f"{SURVEYED_2013 - 4} answers are counted here." in page
    assert "No figure differs by more than chance explains." in page
