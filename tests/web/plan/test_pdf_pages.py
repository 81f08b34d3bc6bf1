"""The PDF: asked for, followed on the page, downloaded; after a failure it is tried again."""

from typing import Any

import pytest
from flask import Flask

from ladder_assess import jobs
from ladder_assess.core.plan.made_document import FAILED, WORKING
from ladder_assess.storage.plan import documents
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.written import written
from tests.support.links import PANEL, Link, Links
from tests.support.site import product_of
from tests.support.work import claimed, work

PDF = b"%PDF-1.7 made"


@pytest.fixture
def at_once(own_app: Flask) -> Flask:
    """An installation whose jobs are done before anything is shown."""

    @own_app.before_request
    def do_all() -> None:
        work(own_app)

    return own_app


@pytest.fixture
def link(own_app: Flask) -> Link:
    return Links(product_of(own_app)).make(PANEL)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was rendered, in place of rendering it."""
    plans: list[Any] = []

    def render(_settings: Any, _rules: Any, plan: Any, progress: Any) -> bytes:
        plans.append(plan)
        progress("pages")
        return PDF

    monkeypatch.setattr(jobs, "render", render)
    return plans


def test_asked_for_made_and_downloaded(at_once: Flask, link: Link, rendered: list[Any]) -> None:
    client = Client(at_once)
    page = client.send(form_of(client.get(f"{link.address}/plan"), "/pdf"))
    assert page.address == f"{link.address}/plan/pdf"
    assert "The PDF of 4 May 2026 is ready." in page.text
    response = client.browser.get(page.link("Download the PDF"))
    assert response.data == PDF
    assert response.mimetype == "application/pdf"
    kept_as = "attachment; filename=improvement-plan-2026-05-04.pdf"
    assert response.headers["Content-Disposition"] == kept_as, "two days have two names"
    assert "private" in response.headers["Cache-Control"]
    assert [a.name for a in rendered[0].activities] == [PANEL["name"]]


def test_progress_is_shown_while_it_is_made(own_app: Flask, link: Link) -> None:
    client = Client(own_app)
    page = client.send(form_of(client.get(f"{link.address}/plan"), "/pdf"))
    assert "The PDF waits for its turn." in page.text
    assert page.one("[data-poll]")["data-poll"] == f"{link.address}/plan/pdf/state"
    assert not page.all("[data-done]")
    latest = documents.latest_document(link.product.database, link.portfolio)
    assert latest is not None
    wanted = documents.wanted_document(link.product.database, latest.id)
    assert wanted is not None
    for step, words in (("gather", "Step 1 of 5"), ("pages", "Step 3 of 5"), ("x", "Step 5 of 5")):
        written(link.product.database, documents.note_progress, wanted, WORKING, step)
        assert words in client.get(f"{link.address}/plan/pdf").text


@pytest.mark.parametrize("encoding", ["identity", "br", "gzip"])
def test_asking_again_costs_nothing_while_nothing_changes(
    own_app: Flask, link: Link, encoding: str
) -> None:
    browser = own_app.test_client()
    written(
        link.product.database, documents.ask_for_document, link.portfolio, own_app.config["TODAY"]()
    )
    address = f"{link.address}/plan/pdf/state"
    first = browser.get(address, headers={"Accept-Encoding": encoding})
    assert first.status_code == 200
    assert b"<html" not in first.data
    same = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": encoding}
    second = browser.get(address, headers=same)
    assert second.status_code == 304
    assert not second.data
    waiting = documents.latest_document(link.product.database, link.portfolio)
    assert waiting is not None
    wanted = documents.wanted_document(link.product.database, waiting.id)
    assert wanted is not None
    written(link.product.database, documents.note_progress, wanted, FAILED, "MemoryError")
    third = browser.get(address, headers=same)
    assert third.status_code == 200
    assert "data-done" in browser.get(address).text


def test_a_failure_says_why_and_can_be_tried_again(
    at_once: Flask, link: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(at_once)

    def fail(*_: Any) -> bytes:
        raise MemoryError("a secret detail")

    monkeypatch.setattr(jobs, "render", fail)
    page = client.send(form_of(client.get(f"{link.address}/plan"), "/pdf"))
    assert "The PDF could not be made." in page.text
    assert "There was not enough memory." in page.text
    assert "secret detail" not in page.text
    monkeypatch.setattr(jobs, "render", lambda *_: PDF)
    page = client.send(form_of(page))
    assert "is ready" in page.text


@pytest.mark.parametrize("why", [jobs.TIME_LIMIT, jobs.ENDED])
def test_what_could_not_end_by_itself_is_said_in_words(
    why: str, own_app: Flask, link: Link
) -> None:
    client = Client(own_app)
    page = client.send(form_of(client.get(f"{link.address}/plan"), "/pdf"))
    for _ in range(jobs.MOST_ATTEMPTS):
        job = claimed(link.product)
        assert job is not None
        jobs.fail(link.product, job, why)
    page = client.get(page.address)
    assert "The PDF could not be made." in page.text
    assert "We tried twice" in page.text
    assert "Try with fewer activities." in page.text
    assert why not in page.text


def test_pressing_twice_makes_one(own_app: Flask, link: Link) -> None:
    client = Client(own_app)
    page = client.get(f"{link.address}/plan")
    client.send(form_of(page, "/pdf"))
    client.send(form_of(page, "/pdf"))
    assert work(own_app) == 1


def test_a_document_of_another_link_is_no_page(
    at_once: Flask, link: Link, rendered: list[Any]
) -> None:
    client = Client(at_once)
    page = client.send(form_of(client.get(f"{link.address}/plan"), "/pdf"))
    number = page.link("Download the PDF").rpartition("/")[2]
    other = Links(product_of(at_once)).make(PANEL)
    client.get(f"{other.address}/plan/pdf/{number}", status=404)
    client.get(f"{other.address}/plan/pdf", status=404)
    client.get(f"{other.address}/plan/pdf/state", status=404)
    client.get(f"{link.address}/plan/pdf/999", status=404)
