"""Each request is in one language, that is looked for once."""

import flask_babel
import pytest
from flask import Flask, g

from ladder_assess.web.common.request import said
from tests.support.client import Client
from tests.support.pseudo import CLOSE, OPEN, Pseudo


def test_it_is_looked_for_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    look = flask_babel.Domain.get_translations

    def looking(domain: flask_babel.Domain) -> object:
        looked.append(domain)
        return look(domain)

    monkeypatch.setattr(flask_babel.Domain, "get_translations", looking)
    client.get("/")
    assert len(looked) == 1


def test_each_request_has_its_own(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    found = {"en": flask_babel.support.Translations(), "cy": Pseudo()}
    monkeypatch.setattr(
        flask_babel.Domain, "get_translations", lambda _self: found[str(flask_babel.get_locale())]
    )
    chosen = "en"
    own_app.extensions["babel"].locale_selector = lambda: chosen
    browser = own_app.test_client()
    english = browser.get("/help").text
    chosen = "cy"
    other = browser.get("/help").text
    chosen = "en"
    assert OPEN not in english
    assert OPEN in other
    assert browser.get("/help").text == english


def test_without_a_request_texts_are_as_they_are_written() -> None:
    assert not g
    assert said("Yes") == "Yes"


def test_python_and_templates_are_translated_alike(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: Pseudo())
    template = app.jinja_env.from_string(
        "{{ _('Yes') }} {{ ngettext('%(num)d year', '%(num)d years', 2) }} {{ pgettext('a', 'b') }}"
    )
    with app.test_request_context():
        assert template.render() == f"{OPEN}Yes{CLOSE} {OPEN}2 years{CLOSE} {OPEN}b{CLOSE}"
        assert said("Yes") == f"{OPEN}Yes{CLOSE}"
