"""Open data of a campaign: only once it is over, in fives, and read by Datasette as it is."""

import asyncio
import csv
import json
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ladder_assess.core.campaigns.brought import BroughtRow
from ladder_assess.core.campaigns.course import CLOSED, GRACE_MINUTES
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.bring_answers import bring_answers
from ladder_assess.services.campaigns.move_campaign import move_campaign
from ladder_assess.services.common.product import Product
from tests.support.client import Client
from tests.support.forms import form_of
from tests.support.kept.clock import Clock
from tests.support.links import Link
from tests.support.site import TODAY
from tests.support.waves import begin, everything, link_of, send

HERE = "questionnaires/officer-survey/rounds/1"


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(product, link.portfolio, "officer-survey", respondents=True)


def answered(product: Product, link: Link, wave: Wave, people: int) -> None:
    """Three in four say the first thing everywhere, the others the last."""
    token = link_of(product, link.portfolio, wave)
    for number in range(people):
        send(product, token, everything(product, wave, 9 if number % 4 == 3 else 0))


def close(product: Product, link: Link, wave: Wave, clock: Clock) -> None:
    """Close it, and let those send who had begun."""
    by = Actor(when=int(clock.now))
    assert move_campaign(product, link.portfolio, wave, CLOSED, by, TODAY)
    clock.now += GRACE_MINUTES * 60


def saved(client: Client, link: Link, go: str) -> TestResponse:
    sent = form_of(client.get(f"{link.address}/{HERE}/open-data")).fill(licence="ogl")
    values = {name: value for name, (value,) in sent.values.items()} | {"go": go}
    return client.browser.post(f"{link.address}/{HERE}/open-data", data=values)


def test_it_waits_until_no_answer_can_come(
    client: Client, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    answered(product, link, wave, 20)
    page = client.get(f"{link.address}/{HERE}/open-data")
    assert "once the campaign is closed" in page.text
    assert "The largest group here has 20 answers" in page.text
    assert "open data" not in client.get(f"{link.address}/{HERE}").text
    close(product, link, wave, clock)
    clock.now -= 1
    page = client.follow(client.get(f"{link.address}/{HERE}"), "Save as open data")
    assert "Whoever had started may send them until" in page.text
    assert page.all("form button[value=data]") == []
    clock.now += 1
    page = client.get(f"{link.address}/{HERE}/open-data")
    assert "20 answers, and 17 questions of 17" in page.text
    assert "The log says" not in page.text, "a private link has none"
    assert page.complaints == []


def test_the_tables_are_saved_for_spreadsheets_too(
    client: Client, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    answered(product, link, wave, 20)
    close(product, link, wave, clock)
    content = saved(client, link, "data").data
    with zipfile.ZipFile(BytesIO(saved(client, link, "sheets").data)) as archive:
        sheets = {
            name: list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))
            for name in archive.namelist()
        }
    with closing(sqlite3.connect(":memory:")) as tables:
        tables.deserialize(content)
        names = tables.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert set(sheets) == {f"{name}.csv" for (name,) in names}
        for (name,) in names:
            rows = tables.execute(f"SELECT * FROM {name}")
            heads = [column[0] for column in rows.description]
            assert sheets[f"{name}.csv"][0] == heads
            assert len(sheets[f"{name}.csv"]) - 1 == len(rows.fetchall())


def test_fewer_than_twenty_publish_nothing(
    client: Client, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    answered(product, link, wave, 19)
    asked = client.get(f"{link.address}/{HERE}/close")
    assert "The largest group here has 15 answers, counted in fives." in asked.text
    close(product, link, wave, clock)
    assert "open data" not in client.get(f"{link.address}/{HERE}").text, "it would lead to nothing"
    page = client.get(f"{link.address}/{HERE}/open-data")
    assert "A group is published once 20 people" in page.text
    assert page.all("form button[value=data]") == []


def test_what_others_may_do_with_it_is_chosen_first(
    client: Client, link: Link, wave: Wave, product: Product, clock: Clock
) -> None:
    answered(product, link, wave, 20)
    close(product, link, wave, clock)
    page = client.get(f"{link.address}/{HERE}/open-data")
    page = client.send(form_of(page), "Save the data (SQLite)")
    assert "Choose what others may do with it." in page.text


def test_the_file_holds_rounded_counts_and_no_answer(
    client: Client, link: Link, wave: Wave, product: Product, clock: Clock, tmp_path: Path
) -> None:
    answered(product, link, wave, 32)
    close(product, link, wave, clock)
    file = saved(client, link, "data")
    assert file.mimetype == "application/vnd.sqlite3"
    assert file.data == saved(client, link, "data").data
    path = tmp_path / "officer-survey-round-1-open-data.sqlite"
    path.write_bytes(file.data)
    database = sqlite3.connect(path)
    facts = dict(database.execute("SELECT name, value FROM about"))
    assert facts["licence"] == "Open Government Licence v3.0"
    # Thirty are shown, in fives: of these 23 said the first thing, which is 25 to the nearest five.
    counted = database.execute(
        "SELECT count, people, percent FROM answers WHERE option_id LIKE 'strategy.%' ORDER BY 1"
    )
    assert list(counted) == [(0, 30, 0), (5, 30, 17), (25, 30, 83)]
    assert not list(database.execute("PRAGMA foreign_key_check"))
    database.close()
    notes = saved(client, link, "notes").json
    assert notes is not None
    rows = asyncio.run(as_datasette_shows(path, notes))
    assert rows[0]["option_id"]["label"] == "No, they have little wish for it"


def test_answers_that_were_brought_in_are_saved_as_others_and_say_so(
    client: Client, link: Link, product: Product, clock: Clock, tmp_path: Path
) -> None:
    here = begin(product, link.portfolio, "officer-survey", respondents=True, elsewhere=True)
    rows = [BroughtRow("", {"strategy": "no" if n % 4 == 3 else "yes"}) for n in range(30)]
    by = Actor(when=int(clock.now))
    assert bring_answers(product, link.portfolio, here, rows, by, TODAY, "brought-in")
    close(product, link, here, clock)
    path = tmp_path / "officer-survey-round-1-open-data.sqlite"
    path.write_bytes(saved(client, link, "data").data)
    with closing(sqlite3.connect(path)) as database:
        counted = database.execute(
            "SELECT count, people FROM answers WHERE option_id LIKE 'strategy.%' ORDER BY 1"
        )
        assert list(counted) == [(0, 30), (5, 30), (25, 30)]
        facts = dict(database.execute("SELECT name, value FROM about"))
        assert any("collected elsewhere" in str(value) for value in facts.values())
        assert not list(database.execute("SELECT * FROM answers WHERE count % 5 <> 0"))
    notes = saved(client, link, "notes").json
    assert notes is not None
    assert "collected elsewhere" in json.dumps(notes)
    assert len(asyncio.run(as_datasette_shows(path, notes))) == 3


async def as_datasette_shows(path: Path, notes: dict[str, Any]) -> list[dict[str, Any]]:
    """The first rows of answers, with the words of what they point to."""
    from datasette.app import Datasette

    reader = Datasette([str(path)], metadata=json.loads(json.dumps(notes)))
    shown = await reader.client.get(f"/{path.stem}/answers.json?_labels=on&_shape=array&_size=3")
    page = await reader.client.get(f"/{path.stem}/answers")
    assert notes["databases"][path.stem]["tables"]["answers"]["description"] in page.text
    rows: list[dict[str, Any]] = shown.json()
    return rows
