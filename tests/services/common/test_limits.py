"""What is tried too often must wait, on a page; what succeeds starts afresh."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.services.common.limits import LIMITS, start_afresh, wait_for
from ladder_assess.storage.people import mail
from tests.support.client import Client
from tests.support.forms import PageForm, form_of
from tests.support.links import PANEL, Link, Links
from tests.support.people import PASSWORD, make_person, sign_in
from tests.support.respondents import close
from tests.support.site import app_for, product_of, settings_in


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Flask]:
    """An installation with the limits that a new one has."""
    app = app_for(settings_in(tmp_path, limit_times=1))
    yield app
    product_of(app).database.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000_000.0]
    monkeypatch.setattr("ladder_assess.services.common.limits.time.time", lambda: now[0])
    return now


def test_a_window_ends(strict: Flask, clock: list[float]) -> None:
    product, limit = product_of(strict), LIMITS["code"]
    assert [wait_for(product, "code", "1") for _ in range(limit.most)] == [0] * limit.most
    wait = wait_for(product, "code", "1")
    assert 0 < wait <= limit.seconds
    assert wait_for(product, "code", "2") == 0
    assert wait_for(product, "upload", "1") == 0
    clock[0] += wait
    assert wait_for(product, "code", "1") == 0
    assert len(product.tries) < 3, "windows that are over are forgotten"


def test_a_success_starts_afresh(strict: Flask, clock: list[float]) -> None:
    product = product_of(strict)
    for _ in range(20):
        wait_for(product, "code", "1")
    start_afresh(product, "code", "1")
    assert wait_for(product, "code", "1") == 0


def test_what_is_counted_lies_in_no_file(strict: Flask, tmp_path: Path) -> None:
    product = product_of(strict)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    wait_for(product, "sign_in", "ann@example.org 192.0.2.7")
    assert before == {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}


@pytest.mark.parametrize("known", [True, False])
def test_guessing_a_password_is_stopped_whether_there_is_an_account(
    strict: Flask, known: bool
) -> None:
    account = make_person(product_of(strict))
    email = account.email if known else "nobody@example.org"
    client = Client(strict)
    page = client.get("/sign-in")
    for _ in range(LIMITS["sign_in"].most):
        page = client.answer(page, email=email, password="guess")
        assert page.complaints
    stopped = client.send(form_of(page).fill(email=email, password=PASSWORD), status=429)
    assert stopped.heading == "Please wait a while"
    assert int(stopped.headers["Retry-After"]) > 0


def test_people_who_mistype_are_not_stopped(strict: Flask) -> None:
    account = make_person(product_of(strict))
    client = Client(strict)
    for _ in range(4):
        for _ in range(3):
            client.answer(client.get("/sign-in"), email=account.email, password="mistyped")
        assert sign_in(client, account).heading == "Your account"
        client.forget()


@pytest.mark.parametrize("path", ["/account/reset", "/account/new"])
def test_nobody_is_flooded_with_messages(strict: Flask, path: str) -> None:
    client = Client(strict)
    for _ in range(LIMITS["mail"].most):
        client.answer(client.get(path), email="a@example.org")
    client.send(form_of(client.get(path)).fill(email="A@example.org"), status=429)
    assert len(mail.all_messages(product_of(strict).database)) == LIMITS["mail"].most
    client.answer(client.get(path), email="b@example.org")


def test_made_up_links_are_stopped(strict: Flask) -> None:
    client = Client(strict)
    for number in range(LIMITS["ticket"].most):
        client.get(f"/account/reset/made-up-{number}", status=404)
    client.get("/account/confirm/made-up", status=429)


def test_where_a_request_comes_from_is_not_taken_from_the_request(strict: Flask) -> None:
    client = Client(strict)
    for number in range(LIMITS["ticket"].most):
        client.browser.get("/account/reset/x", headers={"X-Forwarded-For": f"192.0.2.{number}"})
    client.get("/account/reset/x", status=429)


def test_a_trusted_proxy_says_where_a_request_comes_from(tmp_path: Path) -> None:
    app = app_for(settings_in(tmp_path, limit_times=1, proxies=1))
    browser = app.test_client()
    for number in range(LIMITS["ticket"].most + 5):
        answer = browser.get(
            "/account/reset/x", headers={"X-Forwarded-For": f"198.51.100.1, 192.0.2.{number}"}
        )
        assert answer.status_code == 404
    product_of(app).database.close()


@pytest.mark.parametrize("path", ["/p/", "/v/", "/q/"])
def test_guessing_private_links_is_stopped(
    strict: Flask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "guess", replace(LIMITS["guess"], most=3))
    client = Client(strict)
    for letter in "abc":
        client.get(path + letter * 32, status=404)
    client.get(path + "d" * 32, status=429)


def test_codes_that_take_answers_back_are_not_guessed_for_long(
    strict: Flask, clock: list[float]
) -> None:
    client = Client(strict)
    page = client.get("/take-back")
    for _ in range(LIMITS["view_code"].most):
        assert client.answer(page, code="aaaa-bbbb-cccc-dddd").status == 200
    client.send(form_of(page).fill(code="aaaa-bbbb-cccc-dddd"), status=429)
    clock[0] += LIMITS["view_code"].seconds
    assert client.answer(page, code="aaaa-bbbb-cccc-dddd").status == 200


def _sign_in(client: Client, app: Flask) -> PageForm:
    email = "the.same@example.org"
    return form_of(client.get("/sign-in")).fill(email=email, password="guess")


def _reset(client: Client, app: Flask) -> PageForm:
    return form_of(client.get("/account/reset")).fill(email="the.same@example.org")


def _link(client: Client, app: Flask) -> PageForm:
    return form_of(client.get("/start")).fill(path="quick", name="A panel")


def _copy(client: Client, app: Flask) -> PageForm:
    return form_of(client.get("/practice/copy"))


@cache
def _list(app: Flask) -> Link:
    """What is done behind a private link is counted for that link."""
    return Links(product_of(app)).make(PANEL)


def _link_for_views(client: Client, app: Flask) -> PageForm:
    link = _list(app)
    close(product_of(app), link.portfolio, "provider")
    return form_of(client.get(f"{link.activity()}/views/links/provider"))


def _upload(client: Client, app: Flask) -> PageForm:
    link = _list(app)
    page = client.get(f"{link.activity()}/files")
    return form_of(page, "/files").fill(agree=["yes"])


# What the issue names, the limit that is counted, and a form that tries it.
NAMED = {
    "sign-in": ("sign_in", _sign_in),
    "reset": ("mail", _reset),
    "links": ("start", _link),
    "links with copies": ("start", _copy),
    "links for views": ("link", _link_for_views),
    "uploads": ("upload", _upload),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_must_have_a_limit_has_one(
    strict: Flask, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three tries go on, the fourth is asked to wait, and an hour later it goes on again."""
    kind, form_for = NAMED[name]
    assert LIMITS[kind].most < 1000
    monkeypatch.setitem(LIMITS, kind, replace(LIMITS[kind], most=3, seconds=3600))
    client, now = Client(strict), [1_000_000_000.0]
    monkeypatch.setattr("ladder_assess.services.common.limits.time.time", lambda: now[0])
    for count in range(5):
        if count == 4:
            now[0] += 3600
        form = form_for(client, strict)
        file = {"file": (BytesIO(b"A file"), "a.txt")} if name == "uploads" else {}
        sent = {**form.sent_by(None), **file}
        answer = client.browser.post(form.address, data=sent)
        assert (answer.status_code == 429) == (count == 3), (name, count)
        assert bool(answer.headers.get("Retry-After")) == (count == 3)
        assert answer.status_code < 300 or answer.status_code in (302, 429)
