"""Every address of a long list is asked for: no answer assesses more than it shows, at any time.

An assessment with all reasons takes a millisecond and eighty kilobytes, and a list has as many
activities as a stranger sends. What needs all of them is made in the background, or sent piece by
piece.
"""

from typing import Any
from weakref import ref

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.document import MOST_FIGURES_AT_ONCE
from ladder_assess.storage.activities.activities import add_activity
from tests.security.declared import LIST, ORGANISATION_LIST, ROUTES
from tests.security.offices import make_world
from tests.security.walking import Walker
from tests.support.lists import invented

MANY = MOST_FIGURES_AT_ONCE + 100
# What stands on a page of a list, or beside one activity.
SHOWN = 60
# Sent while it is written, each activity forgotten once the next one begins.
IN_PIECES = {"register_export.file"}
ENDINGS = ("csv", "jsonl")


@pytest.fixture
def walker(app: Flask) -> Walker:
    """A walk through organisations with everything in them."""
    return Walker(make_world(app))


class Assessments:
    """How many activities were assessed with all reasons, and how many were held at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made = self.held = 0
        self._there: dict[int, ref[AssessedActivity]] = {}
        first, note = AssessedActivity.__init__, self._note

        def noted(self: AssessedActivity, *args: Any, **named: Any) -> None:
            first(self, *args, **named)
            note(self)

        monkeypatch.setattr(AssessedActivity, "__init__", noted)

    def _note(self, activity: AssessedActivity) -> None:
        key, there = id(activity), self._there
        there[key] = ref(activity, lambda _: there.pop(key, None))
        self.made += 1
        self.held = max(self.held, len(there))

    def begin(self) -> None:
        """Count from here."""
        self.made = self.held = 0


def addresses(walker: Walker, endpoint: str) -> list[str]:
    address = walker.address(endpoint)
    if endpoint not in IN_PIECES:
        return [address]
    return [f"{address.rpartition('.')[0]}.{ending}" for ending in ENDINGS]


def test_no_answer_of_a_long_list_assesses_more_than_it_shows(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spreadsheet, the tables and the actions of a plan assessed all twenty thousand at once:
    51 seconds of the processor and 1.6 GB, for anybody with a private link.
    """
    product, portfolio = walker.world.product, walker.world.own.portfolio
    records = invented(product.definitions.questionnaire, MANY)
    with product.database.writing() as connection:
        for number, record in enumerate(records):
            add_activity(connection, portfolio, record, f"one of many, {number}")
    found = Assessments(monkeypatch)
    asked = 0
    for endpoint, declared in ROUTES.items():
        if declared.to not in (LIST, ORGANISATION_LIST) or "GET" not in walker.methods(endpoint):
            continue
        for address in addresses(walker, endpoint):
            found.begin()
            answer = walker.ask("owner", "GET", address)
            assert answer.status_code < 500, endpoint
            asked += 1
            assert found.held <= SHOWN, (address, found.held)
            most = MANY + SHOWN if endpoint in IN_PIECES else SHOWN
            assert found.made <= most, (address, found.made)
    assert asked > 50
