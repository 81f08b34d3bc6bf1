"""Sign-ins: one for each device, ended by the person, by time or by a new password."""

from ladder_assess.core.people.account import SignIn
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, queries


def start(database: Database, account: int, token: str, device: str, now: int) -> None:
    """Note that a device has signed in with a token of its own."""
    with database.writing() as connection:
        queries.insert_sign_in(
            connection, account=account, token_digest=digest(token), device=device, now=now
        )


def find(database: Database, token: str) -> SignIn | None:
    """The sign-in that a token belongs to."""
    row = queries.find_sign_in(database.reading, token_digest=digest(token))
    return None if row is None else SignIn(**row)


def touch(database: Database, sign_in: SignIn, now: int) -> None:
    """Note that a device was seen."""
    with database.writing() as connection:
        queries.touch_sign_in(connection, sign_in=sign_in.id, now=now)


def of_account(database: Database, account: int) -> list[SignIn]:
    """An account's devices, the one seen last first."""
    return [SignIn(**row) for row in queries.list_sign_ins(database.reading, account=account)]


def end(database: Database, account: int, sign_in: int) -> bool:
    """Sign one of an account's devices out. False where it was not signed in."""
    with database.writing() as connection:
        row = queries.end_sign_in(connection, account=account, sign_in=sign_in)
    return row is not None


def end_all(database: Database, account: int) -> None:
    """Sign an account out everywhere."""
    with database.writing() as connection:
        queries.end_sign_ins(connection, account=account)


def end_old(database: Database, seen_before: int, started_before: int) -> None:
    """Forget the sign-ins that time has ended."""
    with database.writing() as connection:
        queries.end_old_sign_ins(connection, seen_before=seen_before, started_before=started_before)
