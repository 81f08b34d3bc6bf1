"""How often something was tried, in fixed windows of time, and which codes were used."""

from ladder_assess.storage.common.database import Database, queries


def count(database: Database, key: str, until: int, now: int) -> int:
    """Count one more try within the window that ends at `until`; returns how many there were.

    Windows that are over are forgotten along the way. Times are in seconds since 1970.
    """
    with database.writing() as connection:
        queries.forget_old_tries(connection, now=now)
        row = queries.count_try(connection, key=key, until=until)
    return int(row["count"])


def forget(database: Database, key: str) -> None:
    """Start counting afresh."""
    with database.writing() as connection:
        queries.forget_tries(connection, key=key)


def use_code(database: Database, account: int, step: int) -> bool:
    """Use up an account's code of a step of time. False when that or a later one was used."""
    with database.writing() as connection:
        return queries.use_code(connection, account=account, step=step) is not None
