"""What is kept of an activity is read once for a page about it, however many parts the page has."""

import sqlite3
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.storage.activities import activities
from tests.support.client import Client
from tests.support.links import PANEL, Links

# What pages are about besides an activity: a page of questions, and one of the questions.
KNOWN = {"token", "number", "page_id", "item_id"}


def pages(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        of_one = rule.rule.startswith("/p/<token:token>/activities/<number:number>")
        if of_one and "GET" in (rule.methods or ()) and rule.arguments <= KNOWN:
            yield rule


def test_an_activity_is_read_once_for_each_of_its_pages(
    app: Flask, client: Client, links: Links, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = links.make(PANEL)
    known = {"token": link.token, "number": 1, "page_id": "activity", "item_id": "level"}
    read, as_it_is = [0], activities.record_of

    def counted(row: sqlite3.Row, **marks: bool) -> ActivityRecord:
        read[0] += 1
        return as_it_is(row, **marks)

    monkeypatch.setattr(activities, "record_of", counted)
    times = {}
    for rule in pages(app):
        read[0] = 0
        address = app.url_map.bind("localhost").build(
            rule.endpoint, {name: known[name] for name in rule.arguments}, method="GET"
        )
        client.browser.get(address)
        times[rule.endpoint] = read[0]
    assert set(times.values()) <= {0, 1}, times
    assert times["activity.result"] == times["points_of_view.show"] == 1
