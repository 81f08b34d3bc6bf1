"""The figures of a plan for a long list: made in the background, and the same as at once."""

import io
from zipfile import ZipFile

import pytest
from flask import Flask

from ladder_assess.core.plan.document import MOST_FIGURES_AT_ONCE
from ladder_assess.services.activities import list_activities
from ladder_assess.web.plan import files, page
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import Link, Links
from tests.support.lists import fill, invented
from tests.support.work import work

FILES = ("figures", "tables")
AT_ONCE = {"figures": "figures.xlsx", "tables": "tables.zip"}
FEW = 6


@pytest.fixture
def link(links: Links) -> Link:
    made = links.make()
    questionnaire = made.product.definitions.questionnaire
    fill(made.product, made.portfolio, invented(questionnaire, FEW))
    return made


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a list of so few were long."""
    for module in (files, page):
        monkeypatch.setattr(module, "MOST_FIGURES_AT_ONCE", FEW - 1)


def take_up(client: Client, link: Link) -> None:
    shown = client.get(f"{link.address}/plan?by=activity")
    form = next(f for f in [form_of(shown, "/plan")] if "picks" in f.names)
    client.send(form.fill(picks=form.options("picks")[:3]), "pick")


def at_once(client: Client, link: Link, kind: str) -> bytes:
    content: bytes = client.browser.get(f"{link.address}/plan/{AT_ONCE[kind]}").data
    return content


def in_background(client: Client, app: Flask, link: Link, kind: str) -> bytes:
    shown = client.get(f"{link.address}/plan")
    followed = client.send(form_of(shown, f"/plan/{kind}"))
    assert followed.address == f"{link.address}/plan/{kind}"
    assert "for its turn" in followed.text or "for their turn" in followed.text
    assert work(app) == 1
    ready = client.get(followed.address)
    (button,) = [a for a in ready.all("a.govuk-button") if "Download" in a.text]
    assert f"/plan/{kind}" in client.get(f"{link.address}/plan").html
    content: bytes = client.browser.get(button["href"]).data
    return content


@pytest.mark.parametrize("kind", FILES)
def test_what_takes_long_is_made_in_the_background_and_is_the_same(
    client: Client, app: Flask, link: Link, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of twenty thousand, one request took 51 seconds of the processor and 1.6 GB."""
    take_up(client, link)
    whole = at_once(client, link, kind)
    for module in (files, page):
        monkeypatch.setattr(module, "MOST_FIGURES_AT_ONCE", FEW - 1)
    assert in_background(client, app, link, kind) == whole


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("kind", FILES)
def test_it_cannot_be_asked_for_at_once(client: Client, link: Link, kind: str) -> None:
    assert client.browser.get(f"{link.address}/plan/{AT_ONCE[kind]}").status_code == 404
    assert AT_ONCE[kind] not in client.get(f"{link.address}/plan").html


def test_a_list_that_is_not_long_has_them_at_once(client: Client, link: Link) -> None:
    assert FEW < MOST_FIGURES_AT_ONCE
    shown = client.get(f"{link.address}/plan").html
    assert all(name in shown for name in AT_ONCE.values())
    assert "make-figures" not in shown


def test_the_actions_alone_are_those_of_the_tables(client: Client, link: Link) -> None:
    """They are read without assessing the activities with every reason."""
    take_up(client, link)
    with ZipFile(io.BytesIO(at_once(client, link, "tables"))) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("-actions.csv")]
        table = packed.read(name)
    list_activities._remembered.clear()
    assert client.browser.get(f"{link.address}/plan/actions.csv").data == table
