"""What comes by a pilot is read by nothing that counts answers, and goes as the campaign opens."""

import ast
import re
import sqlite3
from collections.abc import Iterator

import pytest

from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.draft_campaign import progress_of
from ladder_assess.services.campaigns.pilot_campaign import find_pilot
from ladder_assess.services.campaigns.take_answers import how_many, take_answers
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_waves
from ladder_assess.settings import PACKAGE
from ladder_assess.storage.campaigns import anonymous_answers, pilots
from ladder_assess.storage.common.database import queries
from ladder_assess.storage.data_protection.belonging import SCOPES, Rows
from ladder_assess.storage.data_protection.personal_data import TABLES
from tests.support.kept.sqlite_alone import sqlite_of
from tests.support.links import PANEL, Link, Links
from tests.support.waves import begin, everything, link_of, open_up, pilot_of, send, try_out

OWN = {"pilot_link", "pilot_visit", "pilot_page"}
# What starts, opens, shows and ends pilots.
MAY_USE = {"ask_people", "move_campaign", "pilot_campaign"}


class Anything(dict[str, None]):
    """A value for every name in a statement."""

    def __missing__(self, name: str) -> None:
        return None


@pytest.fixture
def link(links: Links) -> Link:
    return links.make(PANEL)


@pytest.fixture
def wave(link: Link, product: Product) -> Wave:
    return begin(
        product, link.portfolio, "officer-survey", respondents=True, by_row=True, draft=True
    )


def tables_read(connection: sqlite3.Connection, statement: str) -> set[str]:
    """The tables that a statement reads, whatever joins and subqueries it has."""
    found = set[str]()

    def note(action: int, one: str | None, _two: object, _db: object, _in: object) -> int:
        if action == sqlite3.SQLITE_READ and one:
            found.add(one)
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    try:
        connection.execute(f"EXPLAIN {statement}", Anything()).fetchall()
    finally:
        connection.set_authorizer(None)
    return found


def statements() -> Iterator[tuple[str, str]]:
    for name in queries.available_queries:
        if not name.endswith("_cursor"):
            yield name, getattr(queries, name).sql


def test_no_statement_but_those_of_pilots_reads_what_came_by_them(product: Product) -> None:
    connection, own, seen = sqlite_of(product.database.reading), set[str](), 0
    # Some statements ask a database from before too (see going_back).
    with product.database.with_another(product.database.path, "before"):
        for name, statement in statements():
            # What changes rows also looks at those that hang from them, which no word in it names.
            looks = statement.lstrip().upper().startswith("SELECT")
            named = set(re.findall(r"pilot_\w+", statement))
            read = tables_read(connection, statement) if looks else named
            seen += "wave_view" in read
            if name.startswith("pilot_"):
                own |= read & OWN
                assert not {"wave_view", "wave_view_count"} & read, name
            else:
                assert not OWN & (read | named), name
    assert own == OWN, "the statements of pilots were looked at"
    assert seen > 4, "and those that read answers"


@pytest.mark.thorough
def test_nothing_else_calls_those_statements() -> None:
    for file in PACKAGE.rglob("*.py"):
        text = file.read_text("utf-8")
        assert "queries.pilot_" not in text or file.name == "pilots.py", file
        named = {
            alias.name
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert "pilots" not in named or file.stem in MAY_USE, file


def test_exports_leave_out_what_people_tried() -> None:
    declared = {table.name: table for table in TABLES}
    for name in OWN - {"pilot_link"}:
        for scope in SCOPES:
            rows = declared[name].of(scope)
            assert not isinstance(rows, Rows) or rows.hidden, (name, scope)


def test_a_pilot_is_in_no_figure_before_and_after_opening(
    link: Link, wave: Wave, product: Product
) -> None:
    """Twenty people try a draft: every reader of answers says what it says without them."""
    tokens = pilot_of(product, link.portfolio, wave)
    for place in range(20):
        try_out(product, tokens[""], everything(product, wave, place % 5))
    pilot = find_pilot(product, link.portfolio, wave)
    assert pilot is not None
    figures = pilot.results[""].figures
    assert figures is not None
    assert figures.answered == 20
    assert set(left(product, wave)) == OWN
    assert read_all(product, link, wave) == (0, 0, 0, [], False)
    open_up(product, link.portfolio, wave)
    assert find_pilot(product, link.portfolio, wave) is None
    assert pilots.find_link(product.database, tokens[""]) is None
    assert not left(product, wave)
    token = link_of(product, link.portfolio, wave)
    for _ in range(5):
        send(product, token, everything(product, wave, 1))
    given, views, rows, values, there = read_all(product, link, wave)
    assert (given, views, rows, there) == (5, 5, 5, True)
    assert values == [everything(product, wave, 1)] * 5


def test_whatever_takes_a_campaign_on_ends_its_pilot(
    link: Link, wave: Wave, product: Product
) -> None:
    try_out(product, pilot_of(product, link.portfolio, wave)[""], {}, leaves=2)
    with product.database.writing() as connection:
        connection.execute("UPDATE campaign SET state = 'opened' WHERE wave_id = ?", (wave.id,))
    assert not left(product, wave)


def left(product: Product, wave: Wave) -> list[str]:
    """Which tables hold something of a pilot of a round, or of one that is gone."""
    links = "SELECT id FROM pilot_link WHERE wave_id <> ?"
    where = {
        "pilot_link": "wave_id = ?",
        "pilot_visit": f"link_id NOT IN ({links})",
        "pilot_page": f"visit_id NOT IN (SELECT id FROM pilot_visit WHERE link_id IN ({links}))",
    }
    reading = product.database.reading
    return [
        table
        for table in OWN
        if reading.execute(f"SELECT 1 FROM {table} WHERE {where[table]}", (wave.id,)).fetchone()
    ]


def read_all(product: Product, link: Link, wave: Wave) -> tuple[int, int, int, list[object], bool]:
    """What each reader of the answers to a round says."""
    views = anonymous_answers.list_views(product.database, link.portfolio, wave)
    rows = take_answers(product, link.portfolio, wave, Actor(), "csv")
    there = {r.wave.id: r.there for r in score_waves(product, link.portfolio)}
    return (
        progress_of(product, link.portfolio, wave).given,
        len(views),
        how_many(product, link.portfolio, wave),
        [dict(row.values) for row in rows],
        there[wave.id],
    )
