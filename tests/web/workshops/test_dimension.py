"""A room answers all questions of a dimension in one exercise, on phones without scripts."""

from flask import Flask

from ladder_assess.core.workshops.course import OPEN, REVEAL
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.workshops import ASKED_ALL, Room


def test_a_dimension_is_added_whole(client: Client, product: Product) -> None:
    room = Room(product, "a dimension to add")
    page = client.get(f"/workshops/{room.token}/agenda/dimension")
    asked = form_of(page).options("dimension")
    assert ASKED_ALL.key in asked
    client.answer(page, "Add", dimension=ASKED_ALL.key)
    assert room.now.exercises[-1] == ASKED_ALL


def test_each_phone_answers_all_of_it_at_once(app: Flask, client: Client, product: Product) -> None:
    room = Room(product, "a dimension to answer", ASKED_ALL).move(OPEN, 4)
    phone, link = Client(app), f"/w/{room.now.code}"
    parts = [name for name in form_of(phone.get(link)).names if name.startswith("part-")]
    assert len(parts) == 4
    some = form_of(phone.get(link)).fill(**{parts[0]: "2"})
    page = phone.send(some, "Vote", status=422)
    assert "Pick an answer to each question." in page.text
    assert form_of(page).values[parts[0]] == ["2"], "what was answered stays"
    whole = {name: str(5 * number + 2) for number, name in enumerate(parts)}
    page = phone.send(form_of(page).fill(**whole), "Vote")
    assert "You voted. Wait until the votes are shown." in page.text
    room.move(REVEAL)
    (tally,) = room.rounds
    assert tally is not None
    assert tally.votes == 5
    ask = product.definitions.instruments["principles"].scored()["empowerment"][0].ask
    assert phone.get(link).text.count(ask) == 2, "above its answers, and with one's own"
    assert ask in client.get(f"{link}/screen").text
    assert ask in client.get(f"/workshops/{room.token}/record").text
    csv = client.browser.get(f"/workshops/{room.token}/record/csv").text
    assert csv.count(ask) == 5
