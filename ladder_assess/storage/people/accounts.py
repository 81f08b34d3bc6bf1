"""Accounts: who can sign in, and with what."""

from datetime import date

from ladder_assess.core.people.account import MESSAGE, Account, plain_email
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Row


def make_account(
    connection: Writing, email: str, name: str, password: str, made_on: date, proven_by: str = ""
) -> int | None:
    """Make an account and return its id; None when there is one with this address already.
    `proven_by` is one of the ways of `core.people.account`, or empty.
    """
    row = queries.insert_account(
        connection,
        email=plain_email(email),
        name=name,
        password=password,
        made_on=made_on.isoformat(),
        proven_by=proven_by,
    )
    return None if row is None else int(row["id"])


def account_by_email(database: Database, email: str) -> Account | None:
    """The account with this address, however it is capitalised."""
    return _account(queries.account_by_email(database.reading, email=plain_email(email)))


def account_by_id(database: Database, account: int) -> Account | None:
    """The account with this id."""
    return _account(queries.account_by_id(database.reading, account=account))


def account_by_subject(database: Database, subject: str) -> Account | None:
    """The account that a provider of sign-in knows by this subject."""
    return _account(queries.account_by_subject(database.reading, subject=subject))


def set_password(connection: Writing, account: int, password: str) -> None:
    """Give an account another password hash; every sign-in made with the old one ends, and each
    link that was sent to set another one is void.
    """
    queries.set_password(connection, account=account, password=password)
    queries.end_sign_ins(connection, account=account)
    queries.forget_ways_in(connection, account=account)


def prove_address(connection: Writing, account: int) -> None:
    """Note that whoever has an account reads what is sent to its address."""
    queries.prove_address(connection, account=account, proven_by=MESSAGE)


def set_hash(connection: Writing, account: int, password: str) -> None:
    """Keep the same password under a stronger hash; nobody is signed out."""
    queries.set_password(connection, account=account, password=password)


def set_name(connection: Writing, account: int, name: str) -> None:
    """Give an account another name."""
    queries.set_name(connection, account=account, name=name)


def set_subject(connection: Writing, account: int, subject: str) -> None:
    """Let an account be opened by a provider of sign-in."""
    queries.set_subject(connection, account=account, subject=subject)


def has_administrator(database: Database) -> bool:
    """Is anybody a site administrator?"""
    return bool(queries.any_administrator(database.reading))


def set_administrator(connection: Writing, account: int, administrator: bool) -> bool:
    """Make an account a site administrator, or no longer; says whether it was not so before."""
    said = int(administrator)
    return bool(queries.set_administrator(connection, account=account, administrator=said))


def set_codes(connection: Writing, account: int, secret: str, recovery: list[str]) -> bool:
    """Turn the code generator on with its recovery codes' digests; an empty secret turns it off.
    Links that were sent to let it in are void. Says whether the secret is another one now.
    """
    changed = queries.set_code_secret(connection, account=account, code_secret=secret)
    queries.forget_recovery_codes(connection, account=account)
    queries.forget_ways_in(connection, account=account)
    for code in recovery:
        queries.insert_recovery_code(connection, account=account, digest=code)
    return bool(changed)


def use_recovery_code(connection: Writing, account: int, digest: str) -> bool:
    """Use up a recovery code. False when there is none such left."""
    found = queries.use_recovery_code(connection, account=account, digest=digest)
    return found is not None


def recovery_codes_left(database: Database, account: int) -> int:
    """How many recovery codes have not been used."""
    return int(queries.count_recovery_codes(database.reading, account=account)["number"])


def _account(row: Row | None) -> Account | None:
    if row is None:
        return None
    return Account(**{**dict(row), "administrator": bool(row["administrator"])})
