"""The database itself refuses to change the audit log, but for what erasure and retention need."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest

from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.apply_retention import apply_retention
from ladder_assess.services.data_protection.erase_everything import (
    erase_account,
    erase_organisation,
)
from ladder_assess.storage.people import audit
from tests.support.filled import NOW
from tests.support.kept.on_postgresql import SQLITE_ALONE
from tests.support.kept.written import written
from tests.support.offices import Office, make_office, make_person
from tests.support.site import TODAY

REFUSED = "the audit log is only added to"
Rows = list[tuple[object, ...]]


@pytest.fixture
def own(own: Product) -> Iterator[Product]:
    yield own
    assert not own.database.reading.execute("SELECT * FROM audit_opening").fetchall()


@pytest.fixture
def office(own: Product) -> Office:
    """An organisation with an entry of its owner."""
    made = make_office(own)
    written(own.database, audit.put, made.id, Event(NOW, "signed_in", {"to": "x"}, made.owner.id))
    return made


def log(product: Product) -> Rows:
    return [tuple(row) for row in product.database.reading.execute("SELECT * FROM audit")]


def refused(product: Product, *statements: str) -> None:
    """These statements are refused, and all are undone."""
    before = log(product)
    with pytest.raises(sqlite3.IntegrityError, match=REFUSED):
        run(product, *statements)
    assert log(product) == before


def run(product: Product, *statements: str) -> None:
    """Run statements as one transaction."""
    with product.database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "UPDATE audit SET event = 'signed_out'",
        "UPDATE audit SET happened = happened + 1",
        "UPDATE audit SET account_id = NULL",
        "UPDATE audit SET account_id = -1",
        "UPDATE audit SET organisation_id = NULL",
        "UPDATE audit SET details = '{}'",
        "UPDATE audit SET id = id + 1000",
        pytest.param(
            "REPLACE INTO audit (id, happened, event, details) "
            "SELECT max(id), 0, 'x', '{}' FROM audit",
            marks=SQLITE_ALONE,
        ),
        "INSERT INTO audit (id, happened, event, details) SELECT max(id), 0, 'x', '{}' FROM audit "
        "WHERE true ON CONFLICT (id) DO UPDATE SET event = 'x'",
        pytest.param("UPDATE OR REPLACE audit SET id = 1, event = 'x'", marks=SQLITE_ALONE),
    ],
)
def test_no_statement_changes_what_was_noted(own: Product, office: Office, statement: str) -> None:
    refused(own, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "UPDATE audit SET event = 'x'",
        "UPDATE audit SET happened = 0",
        "UPDATE audit SET details = '{}'",
        "UPDATE audit SET account_id = account_id + 1",
        "UPDATE audit SET account_id = NULL",
    ],
)
@pytest.mark.parametrize("kind", ["account", "organisation", "retention"])
def test_an_opening_lets_only_that_be_done_which_it_is_for(
    own: Product, office: Office, kind: str, statement: str
) -> None:
    """Opened for someone else, another organisation, or for what is older than anything here."""
    stranger = make_person(own).id
    bound = {"account": stranger, "organisation": office.id + 1, "retention": NOW}[kind]
    refused(own, f"INSERT INTO audit_opening VALUES ('{kind}', {bound})", statement)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit",
        "UPDATE audit SET event = 'x'",
        "UPDATE audit SET happened = 0",
        "UPDATE audit SET details = '{}'",
        "UPDATE audit SET account_id = NULL",
        "UPDATE audit SET account_id = account_id + 1",
    ],
)
def test_making_a_person_nameless_changes_nothing_else(
    own: Product, office: Office, statement: str
) -> None:
    refused(own, f"INSERT INTO audit_opening VALUES ('account', {office.owner.id})", statement)


def test_erasing_an_organisation_takes_out_its_log_and_no_other(
    own: Product, office: Office
) -> None:
    other = make_office(own, "Other")
    written(own.database, audit.put, other.id, Event(NOW, "signed_in", {}, other.owner.id))
    erase_organisation(own, office.id, TODAY, NOW)
    assert audit.of_organisation(own.database, office.id) == []
    assert len(audit.of_organisation(own.database, other.id)) == 1
    refused(own, "DELETE FROM audit")


def test_erasing_a_person_leaves_the_entry_without_them(own: Product, office: Office) -> None:
    person = make_person(own, "Bea Leaver")
    office.take_on(person, "editor")
    noted = {"email": person.email}
    written(own.database, audit.put, office.id, Event(NOW, "invited", noted, person.id))
    erase_account(own, person, TODAY, NOW)
    last = audit.of_organisation(own.database, office.id)[0]
    assert (last.event, last.happened, dict(last.details)) == ("invited", NOW, {"email": "-"})
    assert last.account is not None
    assert last.account < 0


def test_retention_takes_out_what_is_past_its_time_and_closes_the_log(
    own: Product, office: Office
) -> None:
    later = NOW + 10 * 24 * 60 * 60
    written(own.database, audit.put, office.id, Event(later, "signed_out", {}, office.owner.id))
    day = TODAY + timedelta(days=11)
    removed = apply_retention(own, {"keep_audit": 5}, day, later)
    assert removed["audit"] == 1
    assert [e.event for e in audit.of_organisation(own.database, office.id)] == ["signed_out"]
    refused(own, "DELETE FROM audit")
