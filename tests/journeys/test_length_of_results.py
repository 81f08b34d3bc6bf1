"""The results of a questionnaire are a page that somebody reads to its end.

Measured before at 1280 px: 8,954 px for one group of 21 people, 14,878 px for two groups. Nobody is
to scroll more than a third of that to the last line. What people agree on and what they move to
other questions were pages of 6,966 and 5,784 px, of which most was answers that nobody had given.
"""

from random import Random

import pytest

from ladder_assess.core.instruments.wave import Wave, pages
from tests.journeys.browser import PHONE, WIDE, Browser
from tests.journeys.site import Site
from tests.journeys.world import PANEL, Maker
from tests.services.activities.test_move_to_clearer import described_first
from tests.support.links import Link
from tests.support.respondents import answer_all, ask
from tests.support.waves import begin, finish, link_of, send

ONE_GROUP, TWO_GROUPS = 8954 // 3, 14878 // 3
PEOPLE = 21
# Of windows, each with what may stand on it at most before the lowest scores.
BEFORE = {WIDE: 844, PHONE: 2 * 844}


@pytest.fixture(scope="module")
def start(site: Site) -> str:
    """Rounds with results: one group, two groups, the organisation itself."""
    make = Maker(site.settings)
    link = make.link("length", PANEL)
    for instrument, forms in (
        ("principles", ("",)),
        ("engagement-process", ("service_provider", "service_user")),
    ):
        wave = begin(make.product, make.portfolio(link), instrument, respondents=True)
        for form in forms:
            token = link_of(make.product, make.portfolio(link), wave, form)
            for person in range(PEOPLE):
                send(make.product, token, some_answers(make, wave, form, person))
    finish(make.product, make.portfolio(link), begin(make.product, make.portfolio(link)), 1)
    make.product.database.close()
    return f"{link}/questionnaires"


def some_answers(make: Maker, wave: Wave, form: str, person: int) -> dict[str, str]:
    """An answer of one person to each question that takes one, spread over the options."""
    draw = Random(f"{form} {person}")
    asked = pages(make.product.definitions.instruments[wave.instrument], form, short=wave.short)
    items = [item for page in asked for item in page.items if item.answer == "one"]
    return {item.id: draw.choice(item.option_ids) for item in items}


@pytest.mark.parametrize(
    ("round_", "most"),
    [
        ("principles/rounds/1", ONE_GROUP),
        ("engagement-process/rounds/1", TWO_GROUPS),
        ("principles/rounds/2", ONE_GROUP),
    ],
)
def test_results_are_short_and_say_first_what_to_look_at(
    browser: Browser, start: str, round_: str, most: int
) -> None:
    for width, before in BEFORE.items():
        browser.resize(width)
        browser.open(f"{start}/{round_}")
        height = browser.script("return document.documentElement.scrollHeight")
        if width == WIDE:
            assert height <= most, height
        assert browser.script("return document.documentElement.scrollWidth") <= width
        assert browser.find("#lowest").location["y"] <= before
        for link in browser.find_all("nav[aria-label='On this page'] a"):
            target = (link.get_attribute("href") or "").partition("#")[2]
            assert browser.find(f"section#{target} h2").text == link.text
    browser.resize(WIDE)


# What each of two groups says where the other says something else, and the organisation a third.
SAID = (
    {
        "purpose": "inform", "decision_stage": "taken", "information": "none", "dialogue": "none",
        "response": "none", "seats": "none", "decision_rule": "organisation",
    },
    {
        "purpose": "listen", "decision_stage": "unframed", "information": "commissioned",
        "dialogue": "one_off", "response": "considered", "seats": "minority",
        "decision_rule": "joint",
    },
)  # fmt: skip
HALF_A_FORM, HALF_A_MOVE = {WIDE: 3700, PHONE: 4400}, {WIDE: 2600, PHONE: 3500}


@pytest.fixture(scope="module")
def long_forms(site: Site) -> dict[str, dict[int, int]]:
    """Pages on which much is to be looked through, each with its greatest length by window."""
    make = Maker(site.settings)
    agreed, moved = make.link("agreed", PANEL), make.link("moved")
    for group, said in zip(("provider", "policymaker"), SAID, strict=True):
        token = ask(make.product, make.portfolio(agreed), group)
        for _ in range(5):
            answer_all(make.product, token, said)
    described_first(Link(make.product, moved.removeprefix("/p/")), PANEL)
    make.product.database.close()
    return {
        f"{agreed}/activities/1/views/agreed": HALF_A_FORM,
        f"{moved}/activities/1/clearer": HALF_A_MOVE,
    }


def test_what_is_looked_through_is_folded(
    browser: Browser, long_forms: dict[str, dict[int, int]]
) -> None:
    for address, most in long_forms.items():
        for width, length in most.items():
            browser.resize(width)
            browser.open(address)
            assert len(browser.find_all("main fieldset")) >= 5
            height = browser.script("return document.documentElement.scrollHeight")
            assert height <= length, (address, width, height)
            assert browser.script("return document.documentElement.scrollWidth") <= width
    browser.resize(WIDE)
