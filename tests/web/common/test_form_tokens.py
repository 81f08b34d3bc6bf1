"""A form's token is made where the form is shown, once, and nowhere else."""

import time
from unittest.mock import patch

import flask_wtf.csrf
import pytest
from flask import Flask

from ladder_assess.web.common.forms import Form
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.links import PANEL, Links


def test_it_is_made_once_for_a_page_and_not_for_what_is_saved(client: Client, links: Links) -> None:
    page = client.get(f"{links.make(PANEL).activity()}/questions/reach")
    with patch("flask_wtf.csrf.generate_csrf", wraps=flask_wtf.csrf.generate_csrf) as made:
        client.get(page.address)
        assert made.call_count == 1
        form = form_of(page)
        saved = client.browser.post(form.address, data=form.sent_by(None))
        assert saved.status_code == 302
        assert made.call_count == 1
        refused = client.browser.post(form.address, data={**form.sent_by(None), "csrf_token": "x"})
        assert refused.status_code == 200
        assert made.call_count == 2


def test_a_page_that_was_refused_can_be_sent_again_as_it_is_shown(
    client: Client, links: Links
) -> None:
    page = client.get(f"{links.make(PANEL).activity()}/questions/reach")
    client.forget()
    again = client.answer(page)
    assert again.complaints
    assert client.answer(again).address != again.address


def test_a_page_that_writes_the_field_itself_has_the_token(app: Flask) -> None:
    """Every button with a form of its own was refused: on previews of registers, lists of devices
    and the log.
    """
    with app.test_request_context():
        token = Form().csrf_token
        assert token.current_token
        assert token.current_token in str(token())


@pytest.mark.parametrize("back", [1, 3600, 365 * 86_400])
def test_a_clock_that_is_set_back_costs_nobody_a_press_of_the_button(
    client: Client, links: Links, monkeypatch: pytest.MonkeyPatch, back: int
) -> None:
    """What was signed before is not older than it may be: whoever was answering lost all that they
    had said, and was told that the page had been open for long.
    """
    page, real = client.get(f"{links.make(PANEL).activity()}/questions/reach"), time.time
    with monkeypatch.context() as patched:
        patched.setattr(time, "time", lambda: real() - back)
        form = form_of(page).sent_by(None)
        assert client.browser.post(page.address, data=form).status_code == 302
        forged = {**form, "csrf_token": f"{form['csrf_token'][0]}x"}
        assert client.browser.post(page.address, data=forged).status_code == 200
        other = client.app.test_client()
        assert other.post(page.address, data=form).status_code == 200
