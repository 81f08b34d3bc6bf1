"""Every event of the audit log has words; times are those of clocks in the United Kingdom."""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask

from ladder_assess.settings import PACKAGE
from ladder_assess.web.common.request import moment
from ladder_assess.web.data_protection.audit_words import EVENTS, detail_words, event_words

NOTED_BY = {"Event", "_entry", "_set", "note", "record"}
# Made of the kind of scope that was erased, or of what a link asks for.
MADE_UP = {
    "account_erased",
    "organisation_erased",
    "portfolio_erased",
    "view_link_closed",
    "view_link_opened",
    "wave_link_closed",
    "wave_link_opened",
}


def noted() -> Iterator[str]:
    """The events that are named anywhere in the package."""
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in NOTED_BY:
                    yield from _texts(node)
        if file.name == "review_work.py":
            (table,) = [n for n in tree.body if isinstance(n, ast.Assign) and _is_events(n)]
            yield from _constants(table.value.values)  # type: ignore[attr-defined]


def _is_events(node: ast.Assign) -> bool:
    return any(isinstance(t, ast.Name) and t.id == "EVENTS" for t in node.targets)


def _texts(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        if isinstance(argument, ast.IfExp):
            yield from _constants([argument.body, argument.orelse])
        else:
            yield from _constants([argument])


def _constants(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            yield node.value


def test_every_event_has_words_and_no_other() -> None:
    found = set(noted())
    literals = {
        node.value
        for file in PACKAGE.rglob("*.py")
        if file.name != "audit_words.py"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert found <= set(EVENTS), "events without words"
    assert set(EVENTS) <= literals | MADE_UP, "words of events that nothing notes"


def test_an_event_of_a_newer_version_is_called_by_its_id(app: Flask) -> None:
    with app.test_request_context():
        assert event_words("something_new") == "Something new"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-22T06:17:00", "22 November 2026, 6:17am"),
        ("2026-06-22T06:17:59", "22 June 2026, 7:17am"),
        ("2026-06-22T23:30:00", "23 June 2026, 12:30am"),
        ("2026-01-05T00:00:30", "5 January 2026, midnight"),
        ("2026-06-05T11:00:00", "5 June 2026, midday"),
        ("2026-10-25T00:59:00", "25 October 2026, 1:59am"),
        ("2026-10-25T01:00:00", "25 October 2026, 1:00am"),
        ("2026-12-01T15:05:00", "1 December 2026, 3:05pm"),
    ],
)
def test_times_are_uk_times_with_summer_time(app: Flask, when: str, words: str) -> None:
    seconds = int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp())
    with app.test_request_context():
        assert moment(seconds) == words


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({}, ""),
        ({"activity": 3, "file": None}, "activity number: 3"),
        (
            {"account": 7, "role": ["viewer", "editor"]},
            "person: Ann_Lee; role: viewer before, editor now",
        ),
        ({"account": 8}, "person: 8"),
        ({"rights": [[], ["survey_manager"]]}, "rights: none before, survey manager now"),
        ({"rights": [["trainer"], ["trainer"]]}, "rights: trainer"),
        ({"rights": ["survey_manager", "trainer"]}, "rights: survey manager, trainer"),
        ({"at_address_invited": False}, "joined with the address invited: no"),
        ({"something_new": "a_b"}, "something new: a b"),
        ({"role": ["odd"]}, "role: odd"),
    ],
)
def test_what_was_noted_is_said_in_words(
    app: Flask, details: dict[str, object], words: str
) -> None:
    with app.test_request_context():
        assert detail_words(details, {7: "Ann_Lee"}) == words
