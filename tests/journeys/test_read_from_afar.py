"""The screen of a room is read from the back: at 10 m no letter below 30 of 1,920 pixels can be."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ladder_assess.core.workshops.course import AGAIN, EXPLAIN, FACTS, NEXT, OPEN, REVEAL
from ladder_assess.core.workshops.exercise import VIGNETTE
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.consult_exercises import accounts
from tests.journeys.browser import Browser, chromium
from tests.journeys.world import Maker
from tests.processes.running import serving
from tests.support.kept.workshops import ASKED_ALL, Room, furnish_workshops
from tests.support.site import settings_in

HALL, HALL_HIGH = 1920, 1080
SMALLEST = 30
SHOWN = (OPEN, 6, REVEAL)
# What is done with a story of many facts and a long text.
STEPS: dict[str, tuple[str | int, ...]] = {
    "read": (),
    "voting": (OPEN,),
    "too few": (OPEN, 3, REVEAL),
    "shown": SHOWN,
    "explained": (*SHOWN, EXPLAIN),
    "shown twice": (*SHOWN, AGAIN, 6, REVEAL),
    "explained twice": (*SHOWN, AGAIN, 6, REVEAL, EXPLAIN),
    "by the facts": (*SHOWN, FACTS, 6, REVEAL),
    "by the facts, explained": (*SHOWN, FACTS, 6, REVEAL, EXPLAIN),
}
# Of each text that is seen, the size of its letters on the screen, in drawings too.
SIZES = """
const hall = document.querySelector('.app-hall'), sizes = []
const texts = document.createTreeWalker(hall, NodeFilter.SHOW_TEXT)
while (texts.nextNode()) {
  const of = texts.currentNode.parentElement, text = texts.currentNode.textContent.trim()
  if (!text || !of.checkVisibility()) continue
  if (of.closest('.govuk-visually-hidden, title, desc')) continue
  const svg = of.closest('svg[viewBox]')
  const drawn = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1
  sizes.push([parseFloat(getComputedStyle(of).fontSize) * drawn, text])
}
return sizes.sort((one, other) => one[0] - other[0])[0]
"""


def rooms_of(product: Product) -> dict[str, Room]:
    """Rooms in every state, with the longest of all stories and that of the most facts."""
    stories = [each for each in accounts(product).values() if each.exercise.kind == VIGNETTE]
    longest = max(stories, key=lambda each: sum(map(len, each.paragraphs)))
    fullest = max(stories, key=lambda each: len(each.shows))
    found = {**furnish_workshops(product), "a dimension": Room(product, "all", ASKED_ALL)}
    for name, steps in STEPS.items():
        for what, story in (("longest", longest), ("fullest", fullest)):
            room = Room(product, f"{what} {name}", story.exercise)
            found[f"{what} {name}"] = room.move(*steps)
    over = Room(product, "six", *(story.exercise for story in stories[:6]))
    for _ in range(6):
        over.move(*SHOWN, AGAIN, 6, REVEAL, NEXT)
    return {**found, "six stories": over}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[tuple[dict[str, Room], Browser]]:
    rooms = rooms_of(Maker(settings_in(tmp_path)).product)
    with (
        serving(tmp_path, limit_times="100") as server,
        chromium(f"http://127.0.0.1:{server.port}") as browser,
    ):
        server.up()
        size = {"width": HALL, "height": HALL_HIGH, "deviceScaleFactor": 1, "mobile": False}
        browser.command("Emulation.setDeviceMetricsOverride", **size)
        yield rooms, browser


def test_all_that_a_room_must_read_is_large_enough(hall: tuple[dict[str, Room], Browser]) -> None:
    rooms, browser = hall
    wrong = []
    for name, room in rooms.items():
        browser.open(f"/w/{room.now.code}/screen")
        browser.script("return document.fonts.ready.then(() => null)")
        smallest, text = browser.script(SIZES)
        high = browser.script("return document.documentElement.scrollHeight")
        if smallest < SMALLEST or high > HALL_HIGH:
            wrong.append(f"{name}: {smallest:.0f} px in {high}: {text}")
    assert not wrong, "\n".join(wrong)
