"""Nor does what an organisation, everyone or a room reads say so: an organisation's first page, how
it compares, its public page, and what a workshop is told by the rules.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings

from ladder_assess.core.workshops.course import EXPLAIN, OPEN, REVEAL
from ladder_assess.services.workshops.consult_exercises import account_of
from tests.core import naive
from tests.support.kept.workshops import Room
from tests.support.lists import fill
from tests.support.offices import make_office, signed_in_client
from tests.support.public_pages import PUBLIC, publish
from tests.wording.cases import CASES, ITEMS
from tests.wording.test_not_asked import CONSULTATION, record_of, site, untrue
from tests.wording.truths import Case


def pages(case: Case) -> Iterator[str]:
    client, links = site()
    office = make_office(links.product)
    fill(office.product, office.portfolio, [record_of(case)])
    published = publish(office.product, office.portfolio, PUBLIC)
    owner = signed_in_client(client.browser.application, office.owner)
    for address in (office.address, f"{office.list}/compare"):
        yield owner.get(address).one("main").text
    yield client.get(f"/public/{published}").one("main").text


# Few, as each makes an organisation; what they say is made of the same parts as the other pages.
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(CASES)
@example(Case(2, CONSULTATION, 5, 4))
@example(Case(2, {}, 8, 0))
def test_no_page_of_an_organisation_says_so_nor_what_it_makes_public(case: Case) -> None:
    assert not list(untrue(case, pages(case)))[:3]


@pytest.fixture(scope="module")
def room() -> Room:
    """Votes on a published case, whose report leaves some questions open, and the rules."""
    return Room(site()[1].product, "what was not asked").move(OPEN, 5, REVEAL, EXPLAIN)


def known_in(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers of a report that the rules written out a second time know, too."""
    options = {**naive.EVIDENCE, **naive.TYPOLOGY}
    return {
        item: tuple(value) if isinstance(value, list) else value
        for item, value in answers.items()
        if item in ITEMS and (isinstance(value, list) or value in options[item])
    }


@pytest.mark.parametrize("page", ["/workshops/{0.token}", "/workshops/{0.token}/screen",
                                  "/workshops/{0.token}/record", "/w/{0.now.code}"])  # fmt: skip
def test_nothing_in_a_workshop_says_so(room: Room, page: str) -> None:
    product = site()[1].product
    account = account_of(product, room.now.exercises[0])
    assert account is not None
    case = Case(2, known_in(account.record["answers"]))
    assert len(case.known) < len(ITEMS)
    assert not list(untrue(case, iter([site()[0].get(page.format(room)).one("main").text])))[:3]
