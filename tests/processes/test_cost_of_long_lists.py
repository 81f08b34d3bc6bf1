"""Every address of a long list is asked for: no answer assesses more than it shows, at any time.

An assessment with all reasons takes a millisecond and eighty kilobytes, and a list has as many
activities as a stranger sends. What needs all of them is made in the background, or sent piece by
piece.
"""

from collections import Counter
from collections.abc import Callable
from itertools import count
from time import monotonic
from types import SimpleNamespace
from typing import Any
from weakref import ref

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import AssessedActivity, Portfolio
from ladder_assess.core.plan import ranking
from ladder_assess.core.plan.document import MOST_FIGURES_AT_ONCE
from ladder_assess.services.activities import list_activities as remembering
from ladder_assess.services.activities.list_activities import list_activities, list_proposals
from ladder_assess.services.common import patience
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.activities import add_activity
from tests.security.declared import LIST, ORGANISATION_LIST, ROUTES
from tests.security.offices import make_world
from tests.security.walking import Walker
from tests.support.client import Client
from tests.support.links import PANEL, Links
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


def put_in(product: Product, portfolio: Portfolio, many: int, called: str) -> None:
    records = invented(product.definitions.questionnaire, many)
    with product.database.writing() as connection:
        for number, record in enumerate(records):
            add_activity(connection, portfolio, record, f"one of {called}, {number}")


def test_the_first_look_at_a_long_list_is_taken_in_short_steps(
    app: Flask, client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first plan of twenty thousand took twelve seconds of the processor in one request."""
    link, looks = links.make(PANEL), count()
    # A look at the clock takes a second here, so that the steps are as many on any machine.
    monkeypatch.setattr(
        patience, "time", SimpleNamespace(thread_time=lambda: next(looks), monotonic=monotonic)
    )
    monkeypatch.setitem(app.config, "PATIENCE", float(MANY // 4))
    put_in(link.product, link.portfolio, MANY, "many to look at first")
    for page in ("", "/plan"):
        steps = 0
        while (answer := client.browser.get(f"{link.address}{page}")).status_code == 202:
            assert answer.headers["Refresh"] == "1"
            assert "Your list is long" in answer.text
            steps += 1
        assert answer.status_code == 200
        assert steps > 2
    put_in(link.product, link.portfolio, MANY, "more of them")
    found = list_activities(link.product, link.portfolio)
    assert len(list(list_proposals(link.product, found))) > 2 * MANY, "a job is not put off"


def test_a_file_that_is_not_there_yet_is_none(
    app: Flask, client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program kept the page that asks again as its file: the code said that all was well."""
    link = links.make(PANEL)
    put_in(link.product, link.portfolio, MANY, "many to fetch")
    monkeypatch.setitem(app.config, "PATIENCE", 0.0)
    remembering._remembered.clear()
    for name in ("plan/actions.csv", "plan/reminders.ics", "register/remarks.csv"):
        answer = client.browser.get(f"{link.address}/{name}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1"), name
        assert answer.headers["Refresh"] == "1"


def test_of_many_activities_nothing_is_ranked_that_is_not_shown(
    client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of it was ranked three times, and put together twice, at each look: 4 seconds."""
    link, counted = links.make(*[PANEL] * 6), Counter[str]()
    for name in ("by_advice", "_leveled_singles", "_levels_of_singles"):
        monkeypatch.setattr(ranking, name, noted(counted, name))
    client.get(f"{link.address}/plan")
    assert counted == {"by_advice": 1}
    client.get(f"{link.address}/plan?by=activity")
    assert counted == {"by_advice": 2, "_leveled_singles": 1, "_levels_of_singles": 1}


def noted(counted: Counter[str], name: str) -> Callable[..., Any]:
    does = getattr(ranking, name)

    def counts(*given: Any, **named: Any) -> Any:
        counted[name] += 1
        return does(*given, **named)

    return counts


def test_no_answer_of_a_long_list_assesses_more_than_it_shows(
    walker: Walker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spreadsheet, the tables and the actions of a plan assessed all twenty thousand at once:
    51 seconds of the processor and 1.6 GB, for anybody with a private link.
    """
    product, portfolio = walker.world.product, walker.world.own.portfolio
    put_in(product, portfolio, MANY, "many")
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
