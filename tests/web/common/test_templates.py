"""Templates look names up faster than Jinja does by itself, and find the same."""

from typing import Any

import pytest
from flask import Flask
from flask.templating import Environment
from jinja2 import Undefined

OBJECTS: tuple[Any, ...] = (
    {"hint": "a hint", "items": [1], "none": None, "empty": ""},
    {},
    type("Table", (dict,), {"hint": "of the class"})(hint="of the table"),
    "a text",
    None,
)


@pytest.mark.parametrize("obj", OBJECTS, ids=lambda obj: type(obj).__name__)
@pytest.mark.parametrize("name", ["hint", "items", "none", "empty", "missing", "keys", "upper"])
def test_what_stands_behind_a_dot_is_the_same(app: Flask, obj: Any, name: str) -> None:
    found, expected = (
        app.jinja_env.getattr(obj, name),
        Environment.getattr(app.jinja_env, obj, name),
    )
    assert type(found) is type(expected)
    assert isinstance(found, Undefined) or found == expected
    assert str(found) == str(expected) or callable(found)


def test_a_template_knows_what_all_share_and_its_own(app: Flask) -> None:
    own = app.jinja_env.from_string("{{ asset }}{{ mine }}", {"mine": "1", "asset": "2"})
    assert own.render() == "21"
    assert app.jinja_env.from_string("{{ asset is defined }}{{ mine is defined }}").render() == (
        "TrueFalse"
    )
