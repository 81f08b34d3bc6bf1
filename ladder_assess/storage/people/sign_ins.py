"""Sign-ins: one for each device, ended by the person, by time or by a new password."""

from ladder_assess.core.people.account import SignIn
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries


def start(connection: Writing, account: int, token: str, device: str, now: int) -> None:
    """Note that a device has signed in with a token of its own."""
    queries.insert_sign_in(
        connection, account=account, token_digest=digest(token), device=device, now=now
    )


def find(database: Database, token: str) -> SignIn | None:
    """The sign-in that a token belongs to."""
    row = queries.find_sign_in(database.reading, token_digest=digest(token))
    return None if row is None else SignIn(**row)


def touch(connection: Writing, sign_in: SignIn, now: int) -> None:
    """Note that a device was seen."""
    queries.touch_sign_in(connection, sign_in=sign_in.id, now=now)


def of_account(database: Database, account: int) -> list[SignIn]:
    """An account's devices, the one seen last first."""
    return [SignIn(**row) for row in queries.list_sign_ins(database.reading, account=account)]


def end(connection: Writing, account: int, sign_in: int) -> bool:
    """Sign one of an account's devices out. False where it was not signed in."""
    row = queries.end_sign_in(connection, account=account, sign_in=sign_in)
    return row is not None


def end_all(connection: Writing, account: int) -> bool:
    """Sign an account out everywhere, and make each link void that was sent to let it in again;
    says whether it was signed in anywhere.
    """
    queries.forget_ways_in(connection, account=account)
    return bool(queries.end_sign_ins(connection, account=account))
