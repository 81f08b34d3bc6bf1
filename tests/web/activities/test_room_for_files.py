"""Nobody fills the disk: neither by many lists, nor when it is nearly full already."""

import shutil
from dataclasses import replace
from io import BytesIO
from typing import NamedTuple

import pytest
from flask import Flask

from ladder_assess.core.people.access import OWNER
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links
from tests.support.offices import make_office, make_person, signed_in_client
from tests.support.site import product_of


class Disk(NamedTuple):
    """What is said of a disk, in bytes."""

    total: int
    used: int
    free: int


def send(client: Client, address: str, content: bytes) -> tuple[int, str]:
    """The status and the words of the page that a file that is sent leads to."""
    form = form_of(client.get(address), address)
    if "agree" in form.names:
        form.fill(agree=["yes"])
    sent = {**form.sent_by(None), "file": (BytesIO(content), "a.txt")}
    with client.browser.post(address, data=sent, follow_redirects=True) as answer:
        return answer.status_code, answer.get_data(as_text=True)


def test_what_one_person_adds_has_room_in_all_lists_together(own_app: Flask) -> None:
    own_app.config["SETTINGS"] = replace(own_app.config["SETTINGS"], account_space=1024 * 1024)
    product = product_of(own_app)
    one, two = make_office(product), make_office(product, "Another")
    colleague = make_person(product, "Kim")
    two.take_on(one.owner, OWNER)
    two.take_on(colleague, OWNER)
    for office in (one, two):
        office.describe(PANEL)
    client = signed_in_client(own_app, one.owner)
    addresses = [f"{office.list}/activities/1/files" for office in (one, two)]
    assert "The file is added." in send(client, addresses[0], b"1" * 600_000)[1]
    said = "The files that you have added, here and to other lists, would take more than 1 MB"
    assert said in send(client, addresses[1], b"2" * 600_000)[1]
    # A colleague's room is their own.
    other = signed_in_client(own_app, colleague)
    assert "The file is added." in send(other, addresses[1], b"2" * 600_000)[1]


@pytest.mark.parametrize("page", ["/activities/1/files", "/import"])
def test_with_little_room_on_the_disk_files_are_refused_with_words(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    client, product = Client(own_app), product_of(own_app)
    address = f"{Links(product).make(PANEL).address}{page}"
    floor = own_app.config["SETTINGS"].free_space
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _path: Disk(10 * floor, 9 * floor, floor + 3))
        assert "The site has too little room left" in send(client, address, b"name\nPanel\n")[1]
        folder = product.database.path.parent / "uploads"
        assert not folder.exists() or not list(folder.iterdir())
    assert "The site has too little room left" not in send(client, address, b"name\nPanel\n")[1]
