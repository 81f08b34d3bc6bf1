"""Every table is declared, so that nothing is forgotten when data is exported or erased."""

import pytest

from ladder_assess.services.common.product import Product
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.belonging import SCOPES, Exempt, Rows, Table
from ladder_assess.storage.data_protection.personal_data import NOT_OURS, TABLES

DECLARED = {table.name: table for table in TABLES}


def tables(product: Product) -> list[str]:
    rows = product.database.reading.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return [row["name"] for row in rows if not row["name"].startswith(NOT_OURS)]


def columns(product: Product, table: str) -> set[str]:
    rows = product.database.reading.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {row["name"] for row in rows}


def references(product: Product, table: str) -> set[str]:
    rows = product.database.reading.execute(
        'SELECT "table" AS name FROM pragma_foreign_key_list(?)', (table,)
    )
    return {row["name"] for row in rows}


def test_every_table_is_declared_and_none_that_is_not_there(product: Product) -> None:
    assert set(tables(product)) == set(DECLARED)
    assert len(DECLARED) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_says_what_of_it_belongs_to_whom(table: Table, product: Product) -> None:
    for scope in SCOPES:
        found = table.of(scope)
        if isinstance(found, Exempt):
            assert found.reason.endswith(".")
        else:
            assert found.where
    assert set(table.secret) <= columns(product, table.name)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_column_that_names_a_scope_is_never_exempt(table: Table, product: Product) -> None:
    """Whatever names an account, an organisation or a portfolio belongs to it."""
    named = columns(product, table.name)
    for scope, names in {
        "account": {"account_id", "added_by", "assigned_to", "email", "recipient"},
        "organisation": {"organisation_id", "portfolio_id", "activity_id"},
        "portfolio": {"portfolio_id", "activity_id"},
    }.items():
        if named & names:
            assert isinstance(table.of(scope), Rows), f"{table.name} of {scope}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_its_statements_can_be_run(table: Table, product: Product) -> None:
    for kind in SCOPES:
        rows = table.of(kind)
        found = [e.table for e in scopes.rows_of(product.database, scopes.Scope(kind, 0))]
        assert (table.name in found) == (isinstance(rows, Rows) and not rows.hidden)


def test_what_refers_stands_before_what_it_refers_to(product: Product) -> None:
    """Erasing goes down the list: a row's scope is known by what it refers to."""
    order = list(DECLARED)
    for name in order:
        for other in references(product, name) - {name, "account", "organisation"}:
            assert order.index(name) < order.index(other), f"{name} refers to {other}"


def test_secrets_are_never_exported(product: Product) -> None:
    telling = ("digest", "password", "secret", "subject", "stored_as", "token", "code")
    for table in TABLES:
        shown = columns(product, table.name) - set(table.secret)
        if any(isinstance(table.of(scope), Rows) for scope in SCOPES):
            assert not [c for c in shown if any(word in c for word in telling)], table.name
