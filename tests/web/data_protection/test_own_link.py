"""Whoever made a private link has it sent to themselves, and their address is not kept."""

import smtplib
import time

import pytest
from flask import Flask

from ladder_assess.services.common.limits import LIMITS
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.send_mail import MOST_TRIES, Post, deliver
from ladder_assess.storage.people import mail
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Link, Links
from tests.support.site import product_of

OFFER = "Send the link to yourself"
POST = Post("nowhere", 25, "site@example.org")


@pytest.fixture
def sends(own_app: Flask) -> Flask:
    own_app.config["SENDS_MAIL"] = True
    return own_app


@pytest.fixture
def link(sends: Flask) -> Link:
    return Links(product_of(sends)).make(PANEL)


def told(link: Link) -> str:
    """Everything that the database still holds, as text."""
    return "\n".join(link.product.database.reading.iterdump())


@pytest.mark.parametrize("of", ["", "/activities/1/result"])
def test_the_link_arrives_and_the_address_goes_with_it(
    sends: Flask, link: Link, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, sent = Client(sends), []
    page = client.follow(client.get(f"{link.address}{of}"), OFFER)
    page = client.answer(page, email="me@example.org")
    assert "The link is on its way." in page.text
    monkeypatch.setattr(send_mail, "_hand_over", lambda _, message: sent.append(message))
    assert deliver(link.product, POST) == 1
    (message,) = sent
    assert message["To"] == "me@example.org"
    assert f"http://localhost{link.address}" in message.get_content()
    assert str(PANEL["name"]) not in message.get_content(), "nothing that anyone typed"
    assert "me@example.org" not in told(link)


def test_what_is_no_address_is_said_and_stays(sends: Flask, link: Link) -> None:
    client = Client(sends)
    page = client.answer(client.get(f"{link.address}/data/send"), email="me at example")
    assert page.complaints == ["Enter an e-mail address, such as name@example.org."]
    assert page.one("#email")["value"] == "me at example"
    assert mail.all_messages(link.product.database) == []


@pytest.mark.parametrize("for_good", [True, False])
def test_an_address_that_takes_nothing_is_forgotten_too(
    sends: Flask, link: Link, for_good: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other messages that fail stay, for whoever looks after the site to see."""
    code, clock = 550 if for_good else 452, [time.time()]

    def refuse(*_: object) -> None:
        raise smtplib.SMTPRecipientsRefused({"me@example.org": (code, b"no")})

    monkeypatch.setattr(send_mail, "_hand_over", refuse)
    monkeypatch.setattr("ladder_assess.services.people.send_mail.time.time", lambda: clock[0])
    client = Client(sends)
    client.answer(client.get(f"{link.address}/data/send"), email="me@example.org")
    for _ in range(1 if for_good else MOST_TRIES):
        assert "me@example.org" in told(link)
        deliver(link.product, POST)
        clock[0] += send_mail.LONGEST_WAIT + 1
    assert "me@example.org" not in told(link)


def test_where_no_mail_is_set_up_it_is_not_offered(client: Client, links: Links) -> None:
    link = links.make(PANEL)
    assert not client.get(link.address).has_link(OFFER)
    page = client.get(f"{link.address}/data/send")
    assert "This site sends no e-mail" in page.text
    assert not page.all("form input[type=email]")


def test_nobody_is_flooded_by_it(sends: Flask, link: Link) -> None:
    sends.config["LIMIT_TIMES"] = 1
    client = Client(sends)
    for _ in range(LIMITS["own_link"].most):
        client.answer(client.get(f"{link.address}/data/send"), email="me@example.org")
    page = client.get(f"{link.address}/data/send")
    client.send(form_of(page).fill(email="you@example.org"), status=429)
    assert len(mail.all_messages(link.product.database)) == LIMITS["own_link"].most
