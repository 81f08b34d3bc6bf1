"""Keys by which programs read campaigns: digests alone, for nobody is shown a key twice."""

from datetime import date
from typing import Any

from ladder_assess.core.people.access_key import A_DAY, AccessKey, NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Database, Writing, queries


def drawn_for(connection: Writing, request: str, by: Actor) -> str:
    """What was drawn for the key that the same form made; empty where there is none (any more)."""
    row = queries.access_key_by_request(
        connection, organisation=by.organisation, account=by.account, request=request
    )
    return "" if row is None else str(row["drawn"])


def add(connection: Writing, new: NewKey, token: str, request: str, drawn: str, by: Actor) -> bool:
    """Keep a key of the organisation and the account that it is made `by`; says whether it was not
    there yet.
    """
    added: int = queries.insert_access_key(
        connection,
        organisation=by.organisation,
        account=by.account,
        name=new.name,
        rows=int(new.rows),
        token_digest=digest(token),
        request=request,
        drawn=drawn,
        made=by.when,
        until=by.when + new.days * A_DAY,
    )
    return added == 1


def find(database: Database, token: str) -> AccessKey | None:
    """The key of a text; None for any other text."""
    row = queries.find_access_key(database.reading, token_digest=digest(token))
    return None if row is None else _key(row)


def list_of(database: Database, organisation: int) -> list[AccessKey]:
    """The keys of an organisation, the newest first."""
    rows = list(queries.list_access_keys(database.reading, organisation=organisation))
    return [_key(row) for row in rows]


def made_by(connection: Writing, account: int) -> list[AccessKey]:
    """The keys that a person made, in whatever organisation."""
    return [_key(row) for row in list(queries.keys_made_by(connection, account=account))]


def use(connection: Writing, organisation: int, key: int, day: date) -> None:
    """Note the day on which a key was last used."""
    queries.use_access_key(connection, organisation=organisation, key=key, day=day.isoformat())


def revoke(connection: Writing, organisation: int, key: int) -> bool:
    """Let a key open nothing any more; False where there was none such."""
    row = queries.revoke_access_key(connection, organisation=organisation, key=key)
    return row is not None


def _key(row: Any) -> AccessKey:
    return AccessKey(
        row["id"],
        row["organisation_id"],
        row["account_id"],
        row["name"],
        bool(row["may_read_rows"]),
        row["made"],
        row["until"],
        row["used_on"],
    )
