"""Locks that a server of PostgreSQL keeps for those who serve (advisory locks), and who has them.

Whoever may connect to a database can take any of them, and read which there are. So what they say
is believed of sessions of our own role alone, and where one of another role stands in the way,
words name it.
"""

import struct
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from ladder_assess.storage.engines.engine import HELD, CannotUse, Others

# Locks are known by two numbers, of which the second is the schema's here: of whoever writes, of
# whoever brings the tables up to date, of those who serve, and of one who joins them.
WRITING, MIGRATING, SERVING, JOINING = 1, 2, 3, 4
OURS = "hashtext(current_schema())"
LOCKS = (
    "SELECT CAST(classid AS BIGINT) AS number, CAST(objid AS BIGINT) AS said, granted, "
    "CAST(objid AS BIGINT) = (CAST(hashtext(current_schema()) AS BIGINT) & 4294967295) "
    "AS of_schema, mode = 'ShareLock' AS is_shared, "
    "usesysid = (SELECT oid FROM pg_roles WHERE rolname = session_user) AS is_own, "
    "pid, quote_ident(usename) AS role, COALESCE(application_name, '') AS named, "
    "CAST(EXTRACT(EPOCH FROM clock_timestamp() - COALESCE(xact_start, backend_start)) AS BIGINT) "
    "AS seconds FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'advisory' AND objsubid = 2 "
    "AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
# Those who may connect and are not the site's own, nor above it: whoever is may do all it can.
OTHERS = (
    "SELECT quote_ident(rolname) AS role FROM pg_roles WHERE rolcanlogin "
    "AND has_database_privilege(oid, current_database(), 'CONNECT') "
    "AND NOT pg_has_role(oid, session_user, 'MEMBER') ORDER BY rolname"
)
ALL_MAY = "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
EVERYBODY = "PUBLIC"
NAMED = "SELECT quote_ident(current_database())"


class Asked(Protocol):
    """What statements run on."""

    def execute(self, sql: Any, parameters: Any = ..., /) -> Any: ...


@dataclass(frozen=True)
class Lock:
    """One that a session has or waits for, `seconds` after what it does there began."""

    number: int
    said: int
    granted: bool
    of_schema: bool
    is_shared: bool
    is_own: bool
    process: int
    role: str
    named: str
    seconds: int | None


def locks(raw: Asked) -> list[Lock]:
    """All of this database, also those that another site in it has."""
    return [Lock(_signed(number), _signed(said), *row) for number, said, *row in raw.execute(LOCKS)]


def held_by_us(raw: Asked) -> list[Lock]:
    """Those that sessions of our own role share."""
    return [each for each in locks(raw) if each.granted and each.is_shared and each.is_own]


def by_another(raw: Asked, numbers: Collection[int]) -> CannotUse | None:
    """Says who stands in the way, where a session of another role has or wants one of them."""
    found = [each for each in _of(raw, numbers) if not each.is_own]
    if not found:
        return None
    first = found[0]
    return CannotUse(
        f"the role {first.role}, which is not this site's, holds a lock that the site needs "
        f"(process {first.process} of the server)",
        f"As its superuser: SELECT pg_terminate_backend({first.process}); "
        f"{_keep_out(raw, [EVERYBODY, first.role])}",
    )


def in_the_way(raw: Asked, numbers: Collection[int], why: CannotUse) -> CannotUse:
    """Says who had a lock for which somebody waited for too long, since when, and what to do; what
    was said already where nobody has it any more.
    """
    if why.to_do != HELD:
        return why
    another = by_another(raw, numbers)
    own = [each for each in _of(raw, numbers) if each.granted]
    if another or not own:
        return another or why
    longest = max(own, key=lambda each: each.seconds or 0)
    named = f" ({longest.named})" if longest.named else ""
    return CannotUse(
        f"another program of this site{named} has held a lock for {longest.seconds} seconds "
        f"(process {longest.process} of the server)",
        "Wait until it has done, or stop it. Where it answers nobody any more, on the server: "
        f"SELECT pg_terminate_backend({longest.process});",
    )


def others(raw: Asked) -> Others | None:
    """Who may connect beside the site's own role, if anybody."""
    all_may = raw.execute(ALL_MAY).fetchone()[0]
    roles = [EVERYBODY] if all_may else [row["role"] for row in raw.execute(OTHERS)]
    return Others(roles, _keep_out(raw, roles)) if roles else None


def _keep_out(raw: Asked, roles: list[str]) -> str:
    database = raw.execute(NAMED).fetchone()[0]
    return f"REVOKE CONNECT ON DATABASE {database} FROM {', '.join(roles)};"


def _of(raw: Asked, numbers: Collection[int]) -> Iterable[Lock]:
    """Of this schema, or known by a number that no other has."""
    for each in locks(raw):
        if each.number in numbers and (each.of_schema or each.number > JOINING or each.number < 0):
            yield each


def _signed(number: int) -> int:
    return int(struct.unpack(">i", struct.pack(">I", number))[0])
