"""Every page that the app can show, fetched by a client that checks each."""

from flask import Flask

from tests.support.client import Client
from tests.support.walk import Walk

NO_PAGE = {"plan.pdf", "plan.pdf_state"}


def test_public_pages_are_as_they_should_be(client: Client, walk: Walk) -> None:
    for _, address in walk.public():
        client.get(address)


def test_private_pages_are_as_they_should_be(client: Client, walk: Walk) -> None:
    for endpoint, address in walk.private():
        if endpoint not in NO_PAGE:
            client.get(address)


def test_the_walk_leaves_no_page_out(app: Flask, walk: Walk) -> None:
    readable = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert readable == {endpoint for endpoint, _ in walk.all()}
