"""A page that is left without a button sends what it holds; what is good of it is kept."""

import pytest

from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link, Links


@pytest.fixture
def link(links: Links) -> Link:
    return links.make({"name": "A panel", "legal_basis": "A rule"})


def test_it_keeps_what_is_good(client: Client, link: Link) -> None:
    page = client.get(f"{link.activity()}/questions/about")
    form = form_of(page).fill(description="We meet.", service_area="x" * 201, name="")
    answer = client.post(page.address + "/autosave", form.values, status=204)
    assert answer.html == ""
    assert link.record().values == {
        "name": "A panel",
        "legal_basis": "A rule",
        "description": "We meet.",
    }


def test_the_form_says_where_to_send_it(client: Client, link: Link) -> None:
    page = client.get(f"{link.activity()}/questions/voice")
    assert page.one("#questions")["data-autosave"] == page.address + "/autosave"


def test_it_refuses_a_page_without_a_token(client: Client, link: Link) -> None:
    before = link.record()
    address = f"{link.activity()}/questions/about/autosave"
    client.post(address, {"name": "Changed"}, status=400)
    client.post(address, {"name": "Changed", "csrf_token": "x"}, status=400)
    assert link.record() == before


def test_it_refuses_what_the_page_does_not_ask(client: Client, link: Link) -> None:
    page = client.get(f"{link.activity()}/questions/about")
    sent = {**form_of(page).fill(name="Changed").values, "seats": ["all"]}
    client.post(page.address + "/autosave", sent, status=400)
    assert link.record().name == "A panel"


def test_it_keeps_nothing_for_a_page_that_there_is_not(client: Client, link: Link) -> None:
    page = client.get(f"{link.activity()}/questions/about")
    client.post(f"{link.activity()}/questions/nowhere/autosave", form_of(page).values, status=404)
