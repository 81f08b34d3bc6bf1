"""A page of questions costs a respondent little, on the first visit and with nothing kept."""

import json
from typing import Any

from tests.journeys.browser import chromium
from tests.journeys.site import Site
from tests.journeys.world import PANEL, Maker

MOST_BYTES = 60_000


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
