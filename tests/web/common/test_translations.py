"""Each request is in one language, that is looked for once."""

import flask_babel
import flask_wtf.i18n
import pytest
from babel.support import NullTranslations
from flask import Flask, g
from jinja2 import Environment

from ladder_assess.publishing.files.sentences import set_apart
from ladder_assess.web.common.request import said
from ladder_assess.web.common.translations import OfForms
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


def test_forms_say_in_each_language_what_flask_wtf_would(own_app: Flask) -> None:
    said_by_us, said_by_it = OfForms(), flask_wtf.i18n.translations
    long = (
        "Field must be at least %(min)d character long.",
        "Field must be at least %(min)d characters long.",
    )
    found = []
    for language in ("en", "de", "cy", "de"):
        own_app.extensions["babel"].locale_selector = lambda chosen=language: chosen
        with own_app.test_request_context():
            text = said_by_us.gettext("This field is required.")
            assert text == said_by_it.gettext("This field is required.")
            for n in (1, 2):
                assert said_by_us.ngettext(*long, n) == said_by_it.ngettext(*long, n)
        found.append(text)
    assert found[0] == "This field is required."
    assert found[1] == found[3] != found[0]


def test_nothing_is_read_from_the_disk_for_a_form_that_was_shown_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/sign-in").html
    monkeypatch.setattr(flask_babel.support.Translations, "load", None)
    assert client.get("/sign-in").html[:500] == before[:500]


@pytest.mark.parametrize("text", ["95 % of them", "20 % said so", "5 % (of 40)", "at most 100 %"])
def test_a_text_of_a_definition_may_speak_of_per_cent(app: Flask, text: str) -> None:
    """“95 % of” ended the page that said it, and “20 % said” became “20 {}aid”."""
    with app.test_request_context():
        template = app.jinja_env.from_string("{{ _(text) }}; {{ _('95%% range') }}")
        assert template.render(text=text) == f"{text}; 95% range"
    document = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    set_apart(document, NullTranslations())
    assert document.from_string("{{ _(text) }}").render(text=text) == text
