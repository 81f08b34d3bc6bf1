"""Which codes of a code generator were used."""

from ladder_assess.storage.common.database import Writing, queries


def use_code(connection: Writing, account: int, step: int) -> bool:
    """Use up an account's code of a step of time. False when that or a later one was used."""
    return queries.use_code(connection, account=account, step=step) is not None
