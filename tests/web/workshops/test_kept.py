"""Workshops that an organisation keeps: found by those who train in it, and by nobody else."""

from typing import NamedTuple

import pytest
from flask import Flask

from ladder_assess.core.people.access import EDITOR, TRAINER, VIEWER
from ladder_assess.services.data_protection.erase_everything import erase_organisation
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.membership import People
from tests.support.site import TODAY


class Home(NamedTuple):
    """An organisation: where its pages are, its owner's browser and a trainer's."""

    number: int
    address: str
    owner: Client
    trainer: Client


@pytest.fixture
def people(app: Flask) -> People:
    return People(app)


def home_of(people: People) -> Home:
    owner = people.person()
    made = people.organisation(owner)
    trainer = people.join(made, VIEWER, TRAINER)
    return Home(made.id, made.address, people.client(owner), people.client(trainer))


@pytest.fixture
def home(people: People) -> Home:
    return home_of(people)


def start(client: Client, home: Home, title: str = "Team day") -> str:
    """Start a workshop there; the address by which it is run."""
    page = client.follow(client.get(home.address), "Workshops")
    page = client.follow(page, "Start a workshop")
    return client.answer(page, "Start", title=title, agenda="30").address


def test_a_trainer_starts_one_and_the_owner_finds_it(client: Client, home: Home) -> None:
    address = start(home.trainer, home)
    page = home.owner.get(f"{home.address}/workshops")
    assert "It is at activity 1 of 3" in page.text
    assert page.link("Team day") == address
    assert "Activity 1 of 3" in client.get(address).text, "its link alone is enough to run it"


def test_it_is_put_on_record_once(home: Home) -> None:
    page = home.trainer.get(f"{home.address}/workshops/new")
    first = home.trainer.answer(page, "Start", agenda="30").address
    assert home.trainer.answer(page, "Start", agenda="30").address == first
    said = home.owner.get(f"{home.address}/audit").text
    assert said.count("Started a workshop") == 1


def test_a_trainer_who_comes_from_the_first_page_keeps_it_too(home: Home) -> None:
    page = home.trainer.get("/workshops/new")
    home.trainer.answer(page, "Start", title="Kept", agenda="30", keep=str(home.number))
    page = home.trainer.get("/workshops/new")
    home.trainer.answer(page, "Start", title="Own", agenda="30", keep="")
    page = home.owner.get(f"{home.address}/workshops")
    assert "Kept" in page.text
    assert "Own" not in [link.text for link in page.links]
    assert home.owner.get(f"{home.address}/audit").text.count("Started a workshop") == 1


def test_nobody_keeps_one_with_whom_they_do_not_train(
    client: Client, people: People, home: Home
) -> None:
    viewer = people.client(people.join(people.organisation(people.person()), VIEWER))
    for browser in (client, viewer):
        page = browser.get("/workshops/new")
        assert "Keep it" not in page.text
        form = form_of(page).fill(agenda="30").sent_by("Start")
        browser.post("/workshops/new", {**form, "keep": str(home.number)})
    assert "No workshop has been started" in home.owner.get(f"{home.address}/workshops").text
    page = home.trainer.get("/workshops/new")
    form = form_of(page).fill(agenda="30").sent_by("Start")
    home.trainer.post("/workshops/new", {**form, "keep": "999999"}, status=200)


@pytest.mark.parametrize("role", [VIEWER, EDITOR])
def test_who_does_not_train_is_offered_none(people: People, role: str) -> None:
    made = people.organisation(people.person())
    client = people.client(people.join(made, role))
    assert "Workshops" not in [link.text for link in client.get(made.address).links]
    assert client.browser.get(f"{made.address}/workshops").status_code == 403


def test_others_find_nothing(client: Client, people: People, home: Home) -> None:
    start(home.trainer, home)
    other = home_of(people)
    assert "No workshop has been started" in other.owner.get(f"{other.address}/workshops").text
    assert other.owner.browser.get(f"{home.address}/workshops").status_code == 404
    client.answer(client.get("/workshops/new"), "Start", title="Without account", agenda="30")
    assert "Without account" not in home.owner.get(f"{home.address}/workshops").text


def test_it_goes_with_the_organisation(client: Client, people: People, home: Home) -> None:
    address = start(home.trainer, home)
    assert client.browser.get(address).status_code == 200
    erase_organisation(people.product, home.number, TODAY, 0)
    assert client.browser.get(address).status_code == 404


def test_one_that_was_begun_by_its_link_is_kept_later_and_once(
    client: Client, people: People, home: Home
) -> None:
    page = client.answer(client.get("/workshops/new"), "Start", title="Begun alone", agenda="30")
    address = page.address
    assert "Sign in as somebody who trains" in client.get(f"{address}/keep").text
    other = home_of(people)
    late = other.trainer.get(f"{address}/keep")
    page = home.trainer.follow(home.trainer.get(address), "Keep it with your organisation")
    home.trainer.answer(page, "Keep it there", keep=str(home.number))
    assert "Begun alone" in home.owner.get(f"{home.address}/workshops").text
    assert "Had the organisation keep a workshop" in home.owner.get(f"{home.address}/audit").text
    said = other.trainer.answer(late, "Keep it there", keep=str(other.number)).text
    assert "An organisation keeps this workshop already." in said
    assert "keeps this workshop already" in other.trainer.get(f"{address}/keep").text
    assert "No workshop has been started" in other.owner.get(f"{other.address}/workshops").text
