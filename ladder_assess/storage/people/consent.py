"""Consents that were given: which purpose, in which wording, on which day."""

import secrets
from datetime import date

from ladder_assess.core.people.consent import Consent
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection

# Without letters and digits that look alike: it is read out on the telephone.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def new_reference() -> str:
    """A reference number that cannot be guessed: three groups of four letters and digits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def give(
    connection: Writing,
    purpose: str,
    version: int,
    given_on: date,
    *,
    account: int | None = None,
    organisation: int | None = None,
) -> str:
    """Note that somebody consented to a purpose; returns the reference number for their copy."""
    reference = new_reference()
    queries.insert_consent(
        connection,
        reference=reference,
        purpose=purpose,
        version=version,
        given_on=given_on.isoformat(),
        account=account,
        organisation=organisation,
    )
    return reference


def find(database: Database, reference: str) -> Consent | None:
    """The consent with this reference number, however it is written."""
    return _consent(database.reading, reference)


def of_account(database: Database, account: int) -> list[Consent]:
    """What a person has consented to, the oldest first."""
    rows = queries.list_consents_of_account(database.reading, account=account)
    return [Consent(**row) for row in rows]


def withdraw(connection: Writing, reference: str, account: int | None, on: date) -> bool:
    """Take a consent back: that of an account, or without one whoever knows its number.

    False, and nothing changed, when there is no such consent (any more), and for one that a file
    was added with: that is taken back by removing the file.
    """
    found = _consent(connection, reference)
    if found is None or found.account_id != account:
        return False
    row = queries.withdraw_consent(
        connection, reference=found.reference, withdrawn_on=on.isoformat()
    )
    return row is not None


def _consent(connection: Connection, reference: str) -> Consent | None:
    row = queries.find_consent(connection, reference=reference.strip().casefold())
    return None if row is None else Consent(**row)
