"""The survey of 2013 asked again: 204 people answer over HTTP, and nothing differs."""

import random
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.comparison import SURVEYED_2013
from ladder_assess.core.instruments.wave import pages
from tests.processes.browsing import Browser, respond
from tests.processes.running import serving
from tests.support.kept.survey_of_2013 import answers_as_in_2013
from tests.support.links import Links
from tests.support.site import app_for, product_of, settings_in
from tests.support.waves import begin, link_of

AT_A_TIME = 4


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
        list(people.map(lambda one: _answer(running.port, link, asked, one), said))
        with closing(Browser(running.port)) as browser:
            page = browser.ask(f"{made.address}/questionnaires/officer-survey/rounds/1")
    # Counted in fives: four wait.
    assert f"{SURVEYED_2013 - 4} answers are counted here." in page
    assert "No figure differs by more than chance explains." in page


def _answer(
    port: int, link: str, asked: list[tuple[str, list[str]]], said: Mapping[str, Value]
) -> None:
    with closing(Browser(port)) as browser:
        respond(browser, link, asked, said)
