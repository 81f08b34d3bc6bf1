"""A page of questions costs a respondent little, on the first visit and with nothing kept; and so
does a workshop on a phone.
"""

import json
from typing import Any

from ladder_assess.core.workshops.course import EXPLAIN, OPEN, REVEAL
from ladder_assess.core.workshops.exercise import VIGNETTE, Exercise
from ladder_assess.services.common.product import Product
from ladder_assess.services.workshops.cast_vote import cast_vote
from ladder_assess.services.workshops.open_workshop import open_workshop
from ladder_assess.services.workshops.run_workshop import door_of, find_workshop, move_workshop
from tests.journeys.browser import Browser, chromium
from tests.journeys.site import Site
from tests.journeys.world import DAY, PANEL, Maker

MOST_BYTES, MOST_ON_A_PHONE = 60_000, 40_000
VOTERS = 5


def test_the_heaviest_page_of_questions_is_light(site: Site) -> None:
    make = Maker(site.settings)
    questions = make.link("weight", PANEL) + "/activities/1/questions/"
    sections = make.product.definitions.questionnaire.sections
    make.product.database.close()
    with chromium(site.address, network=True) as browser:
        for section in sections:
            browser.open(questions + section.id)
        sizes = received([json.loads(message) for message in browser.log("performance")])
    pages = [size for address, size in sizes.items() if questions in address]
    others = {address: size for address, size in sizes.items() if questions not in address}
    assert len(pages) == len(sections)
    assert {address.rpartition(".")[2] for address in others} >= {"css", "js", "woff2"}
    assert max(pages) + sum(others.values()) <= MOST_BYTES, sizes


def test_a_phone_fetches_little_from_scanning_to_what_the_rules_say(site: Site) -> None:
    product = Maker(site.settings).product
    longest = max(product.definitions.vignettes.values(), key=lambda e: len("".join(e.paragraphs)))
    exercise = Exercise(VIGNETTE, longest.id)
    token = open_workshop(product, "weight", "Staff training", (exercise,), DAY)
    room = find_workshop(product, token)
    assert room
    fetched: list[int] = []
    with chromium(site.address, network=True) as browser:
        browser.open(f"/w/{room.code}?door={door_of(product, room)}")
        browser.wait(lambda _: "Read it first" in browser.find("main").text)
        move(product, token, OPEN)
        browser.wait(lambda _: browser.find_all("input[name=pick]"))
        question = weighed(browser, fetched)
        browser.find("input[name=pick]").click()
        browser.leave(browser.find("form button").click)
        for seat in range(VOTERS):
            assert cast_vote(product, find_workshop(product, token) or room, f"seat {seat}", 3)
        move(product, token, REVEAL, EXPLAIN)
        browser.wait(lambda _: browser.find_all(".app-drawing--votes"))
        browser.wait(lambda _: "By the facts" in browser.find("main").text)
        told = weighed(browser, fetched)
    product.database.close()
    assert 0 < question < told <= MOST_ON_A_PHONE, (question, told)


def move(product: Product, token: str, *moves: str) -> None:
    """Take steps, as whoever runs the workshop does."""
    for each in moves:
        found = find_workshop(product, token)
        assert found
        assert move_workshop(product, found, each, found.revision, DAY)


def weighed(browser: Browser, before: list[int]) -> int:
    """All bytes that came by now, those of `before` with them, headers and compression counted."""
    for entry in map(json.loads, browser.log("performance")):
        event, about = entry["message"]["method"], entry["message"]["params"]
        if event == "Network.loadingFinished":
            before.append(int(about["encodedDataLength"]))
    return sum(before)


def received(log: list[dict[str, Any]]) -> dict[str, int]:
    """The bytes that came for each address the first time, headers and compression counted."""
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for entry in log:
        event, about = entry["message"]["method"], entry["message"]["params"]
        request = about.get("requestId", "")
        if event == "Network.responseReceived":
            addresses[request] = about["response"]["url"]
        elif event == "Network.loadingFinished":
            address = addresses.get(request, request)
            sizes.setdefault(address, int(about["encodedDataLength"]))
    return sizes
