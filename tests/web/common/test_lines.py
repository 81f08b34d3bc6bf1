"""A field of one line holds one line, and no name turns text round, whatever form asks for it.

Fields were tested one at a time, with what a browser sends: no browser sends a line break from a
field of one line, so that no test did either.
"""

import importlib
import pkgutil
import unicodedata
from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import StringField

import ladder_assess.web
from ladder_assess.web.common.fields import Exact, Line, Paragraph, in_one_line
from ladder_assess.web.common.forms import TEXTS, Form

HOSTILE = "Ann\r\nBcc: x\u2028y\tz \u202egnp.\u2066\u2069 \u200fאב"
SHOWN = "Ann Bcc: x y z gnp. \u200fאב"
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def every_form() -> Iterator[type[Form]]:
    for module in pkgutil.walk_packages(ladder_assess.web.__path__, "ladder_assess.web."):
        importlib.import_module(module.name)
    waiting = [Form]
    while waiting:
        form = waiting.pop()
        yield form
        waiting += form.__subclasses__()


def texts_of(form: type[Form]) -> dict[str, type[StringField]]:
    """The fields of text that stand in the class of a form."""
    found = {name: getattr(form, name) for name in dir(form) if not name.startswith("_")}
    return {
        name: field.field_class
        for name, field in found.items()
        if isinstance(getattr(field, "field_class", None), type)
        and issubclass(field.field_class, StringField)
    }


def test_every_text_of_every_form_is_a_line_or_says_why_not() -> None:
    forms = list(every_form())
    texts = [(form, name, kind) for form in forms for name, kind in texts_of(form).items()]
    assert len(forms) > 40
    assert len(texts) > 40
    assert not [(f.__name__, name) for f, name, kind in texts if not issubclass(kind, TEXTS)]


def test_every_line_of_every_form_is_one(app: Flask) -> None:
    tried = 0
    for form in every_form():
        for name, kind in texts_of(form).items():
            if not issubclass(kind, Line):
                continue
            with app.test_request_context(method="POST", data={name: HOSTILE}):
                alone = type("Alone", (Form,), {name: getattr(form, name)})
                sent = alone(formdata=MultiDict({name: HOSTILE}), meta={"csrf": False})
            assert sent[name].data == SHOWN, (form.__name__, name)
            tried += 1
    assert tried > 20


def test_a_form_that_forgets_is_refused(app: Flask) -> None:
    with app.test_request_context():
        for kind in (Line, Paragraph, Exact):
            assert type("Fine", (Form,), {"name": kind("Name")})(meta={"csrf": False})
        with pytest.raises(TypeError, match=r"Forgets\.name"):
            type("Forgets", (Form,), {"name": StringField("Name")})(meta={"csrf": False})


@given(st.text())
def test_nothing_that_can_be_seen_is_lost(typed: str) -> None:
    line = in_one_line(typed)
    assert not {unicodedata.bidirectional(c) for c in line} & TURNING
    assert not set("\r\n\t\u2028\u2029") & set(line)
    kept = [c for c in typed if unicodedata.bidirectional(c) not in TURNING and not c.isspace()]
    assert [c for c in line if not c.isspace()] == kept
