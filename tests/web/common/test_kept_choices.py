"""Questions whose HTML is kept read to the byte as if it were written anew each time."""

import re
from collections.abc import Iterator
from typing import Any

import flask_babel
import pytest
from flask import Flask

from ladder_assess.core.instruments.wave import pages
from ladder_assess.core.points_of_view.views import GROUPS
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.services.points_of_view.give_view import pages_for
from ladder_assess.web.common.fields import SeveralChoices
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.kept_choices import MOST, Kept, KeptChoices
from ladder_assess.web.common.page_forms import filled, page_form
from ladder_assess.web.points_of_view.forms import respondent_form
from tests.support.client import Client
from tests.support.links import PANEL, Links
from tests.support.pseudo import OPEN, Pseudo
from tests.support.site import product_of

HOSTILE = '"><script>typed</script> checked'
# Made anew for each page that is shown.
OWN = re.compile(r'(name="(?:csrf_token|page-shown)"[^>]* value=)"[^"]*"')


def test_every_question_of_every_version_reads_the_same(app: Flask) -> None:
    tried = 0
    with app.test_request_context():
        for _, _, field in _asked(app):
            for answer in _answers(field):
                field.data = answer
                # The first may be what is kept, the second is put together from it.
                assert {field(), field()} == {_written(field)}, f"{field.name}: {answer}"
                tried += 1
    assert tried > 400


def test_every_question_of_every_instrument_and_point_of_view_reads_the_same_in_each_language(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown() -> Iterator[str]:
        with app.test_request_context():
            for field in _asked_of_others(app):
                field.data = _answers(field)[-1]
                assert {field(), field()} == {_written(field)}, field.name
                yield field()

    english, other = list(shown()), Pseudo()
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: other)
    assert len(english) > 200
    assert all(OPEN in text and text not in english for text in shown())


def test_how_to_find_out_a_mark_and_an_error_are_put_in_each_time(app: Flask) -> None:
    with app.test_request_context():
        for questionnaire, form, field in _asked(app):
            if questionnaire is product_of(app).definitions.questionnaire:
                plain = field()
                for name, value in (("find_out", "Ask"), ("mark", "Usual"), ("errors", ["Wrong"])):
                    shown = filled(type(form), {}, fresh=True)[field.name]
                    setattr(shown, name, value)
                    assert shown() == shown() == _written(shown) != plain, f"{field.name}: {name}"
                assert field() == plain


def test_every_page_of_questions_is_the_same(
    client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = links.make(PANEL)
    addresses = [
        f"{link.activity()}/questions/{page}" for page in product_of(client.app).paths.pages
    ]

    def pages() -> list[str]:
        return [OWN.sub(r"\1", client.get(address).html) for address in addresses]

    pages()
    kept = pages()
    monkeypatch.setattr(Kept, "__call__", Kept._written)
    assert pages() == kept


def test_nothing_typed_is_kept(app: Flask) -> None:
    for questionnaire, form, field in list(_asked(app)):
        sent = dict.fromkeys(questionnaire.items, HOSTILE)
        with app.test_request_context(method="POST", data=sent):
            shown = filled(type(form), {}, fresh=False)[field.name]
            assert shown() == _written(shown)
            shown.validate(form)
            assert shown() == _written(shown)
        assert "script" not in str(field.kept.parts)
        assert " checked" not in "".join(
            part for parts in field.kept.parts.values() for part in parts
        )


def test_each_language_has_its_own(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    *_, (_, _, field) = _asked(app)
    with app.test_request_context():
        english = field()
    other = Pseudo()
    monkeypatch.setattr(flask_babel.Domain, "get_translations", lambda _self: other)
    with app.test_request_context():
        for _ in range(2):
            assert OPEN in field() == _written(field) != english


def test_no_more_is_kept_than_there_is_room_for() -> None:
    kept = KeptChoices()
    for number in range(3 * MOST):
        kept.keep((None, "seats", str(number)), "<p>No choice</p>")
        assert len(kept.parts) <= MOST


def _asked(app: Flask) -> Iterator[tuple[Questionnaire, Form, Any]]:
    """Every question with choices: of which version, in which form, as which field."""
    for rules in product_of(app).every:
        for page in rules.paths.pages.values():
            with app.test_request_context():
                form = page_form(page, rules.questionnaire)(formdata=None)
            for item in page.items:
                if isinstance(form[item.id].widget, Kept):
                    yield rules.questionnaire, form, form[item.id]


def _asked_of_others(app: Flask) -> Iterator[Any]:
    """Every question with choices of every instrument, by all that it asks a group, and of points
    of view by each version, as fields of what a respondent sees.
    """
    product = product_of(app)
    asked = [
        (page, product.definitions.questionnaire)
        for instrument in product.definitions.instruments.values()
        for form in forms_of(instrument)
        for page in pages(instrument, form)
    ] + [
        (page, rules.questionnaire)
        for rules in product.every
        for group in GROUPS
        for page in pages_for(product, group, rules.questionnaire.stamp)
    ]
    seen = set()
    for page, questionnaire in asked:
        form = respondent_form(page, questionnaire, naming=False)(formdata=None)
        for item in page.items:
            if isinstance(form[item.id].widget, Kept) and item not in seen:
                seen.add(item)
                yield form[item.id]


def _answers(field: Any) -> list[Any]:
    values = [choice.value for choice in field.choices]
    if isinstance(field, SeveralChoices):
        return [None, [], values, *([value] for value in values)]
    return [None, *values]


def _written(field: Any) -> str:
    return str(field.widget._written(field))
