"""An adversary who holds a copy of the whole instance folder: what it tells of respondents.

Twenty people answer one after another. Whoever copies the folder at any moment must not be able to
tell in which order those of a batch of five answered, nor where they answered from. Reading tables
could not see it: it is the place of a row in its page, and the log beside the file, that tell.
"""

import random
import shutil
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.start_portfolio import add_activity, start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.portfolios import digest, open_portfolio
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.points_of_view import given
from tests.support.client import Client
from tests.support.site import TODAY, app_for, product_of, settings_in

RESPONDENTS, BATCH = 20, 5
PAGES = ("what_for", "voice")
Arrival = list[int]


def arrivals(seed: int) -> Arrival:
    """Twenty people, the members of each batch of five in an order of chance."""
    chance = random.Random(seed)
    batches = [list(range(at, at + BATCH)) for at in range(0, RESPONDENTS, BATCH)]
    return [person for batch in batches for person in chance.sample(batch, BATCH)]


def secret_of(person: int) -> str:
    """What only the browser of a person holds."""
    return f"browser-of-{person:02d}"


def answers_of(person: int) -> dict[str, str]:
    """Of differing length, as comments are."""
    return {"item": "agree", "comment": "x" * (person * 7 % 61)}


def a_list(product: Product) -> Portfolio:
    found = open_portfolio(product.database, start_portfolio(product, "a-request", TODAY))
    assert found is not None
    return found


def answer_a_round(product: Product, order: Arrival) -> list[bytes]:
    """Everybody hands in the answers to a round. Gives the marks of their rows by person."""
    database, portfolio = product.database, a_list(product)
    number = waves.add_wave(
        database, portfolio, waves.NewWave("enablers", True, "respondents"), TODAY, "r"
    )
    wave = waves.find_wave(database, portfolio, "enablers", number)
    assert wave is not None
    waves.add_link(database, portfolio, wave, "", "l", "token")
    for place, person in enumerate(order):
        day = date(2026, 3, 1 + place)
        view = waves.NewView(secret_of(person), 1, answers_of(person), day, "anonymous-answers-v2")
        assert waves.add_view(database, "token", view)
    return [digest(secret_of(person)).encode() for person in range(RESPONDENTS)]


def answer_about_an_activity(product: Product, order: Arrival) -> list[bytes]:
    """Everybody gives a view of an activity, page by page. Gives the marks of their rows."""
    database, portfolio = product.database, a_list(product)
    number = add_activity(product, portfolio, "full", "first", "", when=0)
    given.add_link(database, portfolio, number, "service_user", "l", "token")
    link = given.find_link(database, "token")
    assert link is not None
    for page in PAGES:
        for place, person in enumerate(order):
            new = given.NewPage(
                secret_of(person), page, "activity-v1", answers_of(person),
                date(2026, 3, 1 + place), "anonymous-answers-v2",
            )  # fmt: skip
            assert given.add_page(database, "token", link, new)
    return [digest(secret_of(person)).encode() for person in range(RESPONDENTS)]


def as_it_lies(folder: Path, marks: list[bytes]) -> list[int]:
    """The people in the order in which their rows stand in the files of the folder."""
    content = b"".join(f.read_bytes() for f in sorted(folder.rglob("*sqlite3*")) if f.is_file())
    places = [(at, person) for person, mark in enumerate(marks) for at in every(content, mark)]
    return [person for _, person in sorted(places)]


def every(content: bytes, mark: bytes) -> list[int]:
    found, at = [], content.find(mark)
    while at >= 0:
        found.append(at)
        at = content.find(mark, at + 1)
    return found


def told_apart(lying: list[int], order: Arrival) -> list[bool]:
    """For each two of a batch, whether the file has them in the order in which they answered (or
    all of them the other way round, as pages are filled from their end).
    """
    last = {person: place for place, person in enumerate(lying)}
    came = {person: place for place, person in enumerate(order)}
    pairs = [
        (a, b)
        for a, b in combinations(sorted(came), 2)
        if a // BATCH == b // BATCH and a in last and b in last
    ]
    return [(last[a] < last[b]) == (came[a] < came[b]) for a, b in pairs]


@pytest.mark.parametrize("way", [answer_a_round, answer_about_an_activity])
def test_the_files_do_not_tell_who_of_a_batch_came_first(
    way: Callable[[Product, Arrival], list[bytes]], tmp_path: Path
) -> None:
    """The adversary's best guess is the order of the rows in the files: it must be no better, and
    no worse, than a coin. Before, it was right for every pair.
    """
    guesses: list[bool] = []
    for seed in range(10):
        folder = tmp_path / str(seed)
        folder.mkdir()
        product = product_of(app_for(settings_in(folder)))
        # Cut short at any moment, so that a batch that is not full is looked at as well.
        order = arrivals(seed)[: RESPONDENTS - seed % BATCH]
        marks = way(product, order)
        copy = tmp_path / f"copy-{seed}"
        shutil.copytree(folder, copy)
        guesses += told_apart(as_it_lies(copy, marks), order)
        product.database.close()
    assert len(guesses) > 300
    assert 0.38 < sum(guesses) / len(guesses) < 0.62


def test_the_log_beside_the_file_is_empty_after_each_answer(own_app: Flask) -> None:
    product = product_of(own_app)
    answer_a_round(product, arrivals(1))
    log = product.database.path.with_name(product.database.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_all_of_a_batch_have_one_day(own_app: Flask) -> None:
    product = product_of(own_app)
    answer_a_round(product, arrivals(2))
    rows = product.database.reading.execute(
        "SELECT batch, count(DISTINCT given_on) FROM wave_view GROUP BY batch"
    )
    assert [tuple(row) for row in rows] == [(batch, 1) for batch in range(RESPONDENTS // BATCH)]


def test_no_file_knows_where_anybody_came_from(own_app: Flask, tmp_path: Path) -> None:
    product = product_of(own_app)
    Client(own_app).get("/practice")
    own_app.test_client().get(
        "/account/confirm/made-up", environ_base={"REMOTE_ADDR": "192.0.2.77"}
    )
    assert len(product.tries)
    for file in product.database.path.parent.rglob("*"):
        assert not file.is_file() or b"192.0.2.77" not in file.read_bytes()
    tables = product.database.reading.execute("SELECT name FROM sqlite_master WHERE name = 'tried'")
    assert not tables.fetchall()
