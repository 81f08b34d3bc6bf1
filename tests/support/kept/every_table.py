"""Something in every table that a private link can fill, whatever tables there are."""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.views import SERVICE_USER
from ladder_assess.services.common.product import Product
from ladder_assess.storage.data_protection.belonging import PORTFOLIO, Rows, Table
from ladder_assess.storage.data_protection.personal_data import TABLES
from ladder_assess.storage.engines.engine import Connection, Row
from tests.support.filled import fill
from tests.support.links import PANEL, Link, Links
from tests.support.respondents import answer_all, ask
from tests.support.waves import answer_rounds, furnish

MARK = "Told apart by a mark"
# What a table demands of a column, beside its type.
DEMANDED: Mapping[tuple[str, str], Any] = {
    ("contact", "added_on"): "2026-05-04",
    ("contact_import", "state"): "shown",
    ("mailing", "kind"): "invitation",
    ("mailing", "state"): "done",
}


def fill_link(product: Product) -> Link:
    """A private link with a row or more in every table that is declared to hold what it opens."""
    link = Links(product).make({**PANEL, "name": MARK})
    portfolio = link.portfolio
    fill(product, portfolio)
    furnish(product, portfolio)
    answer_rounds(product, portfolio)
    for _ in range(5):
        token = ask(product, portfolio, SERVICE_USER)
        answer_all(product, token, PANEL, voice={"say": "some"})
    with product.database.writing() as connection:
        for table in reversed(TABLES):
            rows = table.of(PORTFOLIO)
            if isinstance(rows, Rows) and not _count(connection, table, rows, portfolio):
                _insert(connection, table, portfolio)
    return link


def counts(product: Product, portfolio: Portfolio) -> dict[str, int]:
    """How many rows each table holds of what a private link opens."""
    connection = product.database.reading
    return {
        table.name: _count(connection, table, rows, portfolio)
        for table in TABLES
        if isinstance(rows := table.of(PORTFOLIO), Rows)
    }


def all_counts(product: Product) -> dict[str, int]:
    """How many rows each table holds, whoever's they are."""
    count = "SELECT count(*) FROM {}"
    connection = product.database.reading
    return {t.name: connection.execute(count.format(t.name)).fetchone()[0] for t in TABLES}


def _count(connection: Connection, table: Table, rows: Rows, portfolio: Portfolio) -> int:
    where = {"id": portfolio.id, "email": "", "tombstone": 0}
    found = connection.execute(f"SELECT count(*) FROM {table.name} WHERE {rows.where}", where)
    return int(found.fetchone()[0])


def _insert(connection: Connection, table: Table, portfolio: Portfolio) -> None:
    """A row with a mark in each of its texts, of the activity, action or import there is."""
    parents = {
        row["from"]: row["table"]
        for row in connection.execute(
            'SELECT "from", "table" FROM pragma_foreign_key_list(?)', (table.name,)
        )
    }
    columns = list(
        connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table.name,))
    )
    values = {
        column["name"]: _value(connection, table, column, parents, portfolio)
        for column in columns
        if not (column["pk"] and column["type"] == "INTEGER" and column["name"] == "id")
    }
    names, places = ", ".join(values), ", ".join(f":{name}" for name in values)
    connection.execute(f"INSERT INTO {table.name} ({names}) VALUES ({places})", values)


def _value(
    connection: Connection,
    table: Table,
    column: Row,
    parents: Mapping[str, str],
    portfolio: Portfolio,
) -> Any:
    name = column["name"]
    if (table.name, name) in DEMANDED:
        return DEMANDED[table.name, name]
    if name == "portfolio_id":
        return portfolio.id
    if parents.get(name) == "account":
        return None
    if name in parents:
        of = connection.execute(f"SELECT max(id) FROM {parents[name]}").fetchone()
        return of[0]
    return 1 if column["type"] == "INTEGER" else MARK
