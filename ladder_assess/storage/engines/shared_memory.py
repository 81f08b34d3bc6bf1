"""The memory that processes on several hosts share, by a server of PostgreSQL.

What they note lies in two tables that the server writes to no log (UNLOGGED), sealed. The key lies
in no file: each process that serves holds it in the memory of the server, as the numbers of locks
on a connection that stays, and mixes the site's secret in. Whoever comes later reads it there. Once
the last of them has ended, or the server, it is gone, and with it all that was sealed. Neither a
dump or a copy of the database nor an archive of its log tells anything, also beside the secret.
"""

import hmac
import json
import os
import secrets
import socket
import struct
import threading
from collections.abc import Callable, Collection
from typing import Any

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ladder_assess.storage.engines.engine import (
    HELD,
    PATIENCE,
    CannotUse,
    Connection,
    DatabaseError,
)
from ladder_assess.storage.engines.locks import (
    JOINING,
    OURS,
    SERVING,
    by_another,
    held_by_us,
    in_the_way,
)
from ladder_assess.storage.migrations import version

TABLES = ("remembered", "counted_try")
MADE = (
    "CREATE UNLOGGED TABLE IF NOT EXISTS remembered ("
    "kind TEXT, whose TEXT, name TEXT, sealed BYTEA, PRIMARY KEY (kind, name, whose))",
    # Whose it is stands in the key of the table.
    "CREATE INDEX IF NOT EXISTS remembered_named ON remembered (kind, name)",
    "CREATE UNLOGGED TABLE IF NOT EXISTS counted_try ("
    "until BIGINT, name TEXT, tries BIGINT, PRIMARY KEY (until, name))",
)
# Locks are known by two numbers: here by a part of what is held and what it says. After the parts
# of the key come the numbers by which the secret and the folder are known.
KEY_PARTS = 4
PART = struct.Struct(f">{KEY_PARTS}i")
# Who joins takes a moment; others wait so many seconds for it.
FOR_JOINING = 10
PLACES = (
    "SELECT hashtext(current_schema() || ' held ' || part) AS place "
    "FROM generate_series(0, ?) AS part ORDER BY part"
)
COUNT = (
    "INSERT INTO counted_try (until, name, tries) VALUES (?, ?, 1) "
    "ON CONFLICT (until, name) DO UPDATE SET tries = counted_try.tries + 1 RETURNING tries"
)
PUT = (
    "INSERT INTO remembered (kind, whose, name, sealed) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (kind, name, whose) DO UPDATE SET sealed = excluded.sealed"
)
FORGET_FIRST = (
    "DELETE FROM remembered WHERE kind = ? AND whose IN (SELECT whose FROM remembered "
    "WHERE kind = ? GROUP BY whose ORDER BY MIN(ctid) DESC OFFSET ?)"
)
# What those who serve call themselves, for whoever looks after the site: a server takes so much.
PROGRAM, LONGEST_NAME = "ladder-assess", 63
# What is sealed is as long as any other.
LENGTH, NONCE = 256, 12


class SharedMemory:
    """Notes and counts of all who serve a site. `new` makes a connection to the server; `may_serve`
    raises CannotUse where a later version has changed the database.
    """

    def __init__(
        self,
        new: Callable[[], psycopg.Connection[Any]],
        may_serve: Callable[[psycopg.Connection[Any]], None],
    ) -> None:
        self._new = new
        self._may_serve = may_serve
        self._lock = threading.RLock()
        self._raw: psycopg.Connection[Any] | None = None
        self._process = 0
        self._key = b""
        self._serves = False
        self._secret, self._folder = "", ""

    def know(self, secret: str, folder: str) -> None:
        """Take these, which all who serve must have alike: the site's secret and what the folder is
        known by in which files and answers lie. Raises CannotUse where others have other ones.
        """
        self._secret, self._folder = secret, folder
        raw = self._new()
        try:
            self._own_parts(raw, _held(raw))
        finally:
            raw.close()

    def serve(self) -> None:
        """Be one of those who serve from here on. Raises CannotUse where nobody may just now."""
        self._serves = True
        with self._lock:
            self._join()

    def leave(self) -> None:
        """Hold nothing any more; whoever was the last takes all of it along."""
        with self._lock:
            raw, self._raw = self._raw, None
            # A connection that came from a process before this one is that one's.
            if raw is not None and self._process == os.getpid():
                raw.close()

    def __del__(self) -> None:
        if hasattr(self, "_secret"):
            self.leave()

    def put(self, connection: Connection, kind: str, whose: str, name: str, said: Any) -> None:
        """Note something."""
        key = self._held_key()
        sealed = self._sealed(key, [name, said])
        connection.execute(PUT, (kind, _blind(key, whose), _blind(key, name), sealed))

    def of(self, connection: Connection, kind: str, whose: str) -> dict[str, Any]:
        """All notes of somebody."""
        key = self._held_key()
        found = connection.execute(
            "SELECT sealed FROM remembered WHERE kind = ? AND whose = ?", (kind, _blind(key, whose))
        )
        opens = AESGCM(key)
        return dict(_opened(opens, row["sealed"]) for row in found)

    def many(self, connection: Connection, kind: str, whose: str) -> int:
        """How many notes of somebody there are."""
        found = connection.execute(
            "SELECT COUNT(*) FROM remembered WHERE kind = ? AND whose = ?",
            (kind, _blind(self._held_key(), whose)),
        )
        return int(found.fetchone()[0])

    def find(self, connection: Connection, kind: str, name: str) -> Any:
        """What is noted under a name."""
        key = self._held_key()
        found = connection.execute(
            "SELECT sealed FROM remembered WHERE kind = ? AND name = ? LIMIT 1",
            (kind, _blind(key, name)),
        ).fetchone()
        return None if found is None else _opened(AESGCM(key), found["sealed"])[1]

    def forget(self, connection: Connection, kind: str, whose: str, names: Collection[str]) -> None:
        """Forget some."""
        if names:
            key = self._held_key()
            connection.execute(
                "DELETE FROM remembered WHERE kind = ? AND whose = ? AND name = ANY(?)",
                (kind, _blind(key, whose), [_blind(key, name) for name in names]),
            )

    def forget_first(self, connection: Connection, kind: str, most: int) -> None:
        """Forget those of the first, as they lie there, where there are more."""
        connection.execute(FORGET_FIRST, (kind, kind, most))

    def count(self, key: str, until: int, now: int) -> int:
        """Count one more try within the window that ends at `until`; gives how many there were."""
        many = int(self._ask(COUNT, until, _blind(self._any_key(), key))[0]["tries"])
        if many == 1:
            self._ask("DELETE FROM counted_try WHERE until <= ?", now)
        return many

    def start_afresh(self, key: str) -> None:
        """Forget the tries of a key."""
        self._ask("DELETE FROM counted_try WHERE name = ?", _blind(self._any_key(), key))

    def windows(self) -> int:
        """How many counts there are."""
        return int(self._ask("SELECT COUNT(*) AS many FROM counted_try")[0]["many"])

    def _any_key(self) -> bytes:
        with self._lock:
            return self._key if self._stays else self._held_key()

    def _held_key(self) -> bytes:
        """The key, of which it is certain that it is held."""
        with self._lock:
            self._ask("SELECT 1")
            return self._key

    @property
    def _stays(self) -> bool:
        return self._raw is not None and self._process == os.getpid() and not self._raw.closed

    def _ask(self, sql: str, *parameters: Any) -> list[Any]:
        """Ask over the connection that stays, which is made anew where it went: what is counted is
        counted whatever becomes of the transaction of who asks.
        """
        with self._lock:
            if not self._stays:
                self._join()
            try:
                return self._run(sql, parameters)
            except DatabaseError:
                if self._stays:
                    raise
                self._join()
                return self._run(sql, parameters)

    def _run(self, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        assert self._raw is not None
        return self._raw.execute(sql, parameters or None).fetchall()

    def _join(self) -> None:
        """Take the key over from those who hold it or, as the first, make one."""
        self.leave()
        raw = self._new()
        try:
            parts = self._parts(raw)
        except CannotUse as why:
            with raw:
                numbers = (JOINING, *_places(raw)) if why.to_do == HELD else ()
                raise in_the_way(raw, numbers, why) from None
        except BaseException:
            raw.close()
            raise
        self._key = hmac.digest(self._secret.encode(), PART.pack(*parts), "sha256")
        self._raw, self._process = raw, os.getpid()

    def _parts(self, raw: psycopg.Connection[Any]) -> list[int]:
        """The parts of the key, which this connection holds from here on."""
        raw.execute(f"SET lock_timeout = '{FOR_JOINING}s'")
        raw.execute(f"SELECT pg_advisory_lock({JOINING}, {OURS})")
        if self._serves:
            self._note_serving(raw)
        held = _held(raw)
        places = _places(raw)
        own = self._own_parts(raw, held)
        parts = [held[place] for place in places[:KEY_PARTS] if place in held]
        if len(parts) < KEY_PARTS:
            parts = list(PART.unpack(secrets.token_bytes(PART.size)))
            raw.execute(f"TRUNCATE {', '.join(TABLES)}")
        for place, said in zip(places, (*parts, *own), strict=True):
            raw.execute(
                "SELECT pg_advisory_lock_shared(CAST(? AS INTEGER), CAST(? AS INTEGER))",
                (place, said),
            )
        raw.execute(f"SELECT pg_advisory_unlock({JOINING}, {OURS})")
        raw.execute(f"SET lock_timeout = '{PATIENCE}s'")
        return parts

    def _note_serving(self, raw: psycopg.Connection[Any]) -> None:
        taken = raw.execute(f"SELECT pg_try_advisory_lock_shared({SERVING}, {OURS})").fetchone()
        if taken is not None and not taken[0]:
            raise by_another(raw, (SERVING,)) or CannotUse(
                "it is being moved or brought up to date", "Start this server once that is done."
            )
        # It may have been since this process looked last.
        self._may_serve(raw)
        named = f"{PROGRAM} {version()} {socket.gethostname()}"
        raw.execute("SELECT set_config('application_name', ?, false)", (named[:LONGEST_NAME],))

    def _own_parts(self, raw: psycopg.Connection[Any], held: dict[int, int]) -> tuple[int, int]:
        """What the secret and the folder are known by. Raises CannotUse where others differ."""
        secret, folder = (_number(said) for said in (self._secret, self._folder))
        of_secret, of_folder = _places(raw)[KEY_PARTS:]
        if held.get(of_secret, secret) != secret:
            raise CannotUse(
                "the other servers of this site have another secret",
                "Give all of them the same LADDER_SECRET_KEY.",
            )
        if held.get(of_folder, folder) != folder:
            raise CannotUse(
                "the other servers of this site keep files in another folder",
                "Give all of them one LADDER_INSTANCE, in a folder that the hosts share.",
            )
        return secret, folder

    def _sealed(self, key: bytes, said: Any) -> bytes:
        nonce = secrets.token_bytes(NONCE)
        plain = json.dumps(said).encode().ljust(LENGTH)
        return nonce + AESGCM(key).encrypt(nonce, plain, None)


def _blind(key: bytes, said: str) -> str:
    return hmac.digest(key, said.encode(), "sha256").hex()


def _opened(opens: AESGCM, sealed: bytes) -> tuple[str, Any]:
    plain = opens.decrypt(sealed[:NONCE], sealed[NONCE:], None)
    name, said = json.loads(plain.rstrip().decode())
    return name, said


def _number(said: str) -> int:
    """What something is known by, without telling it."""
    digest = hmac.digest(said.encode(), b"held by those who serve", "sha256")
    return int.from_bytes(digest[:4], "big", signed=True)


def _places(raw: psycopg.Connection[Any]) -> list[int]:
    return [row["place"] for row in raw.execute(PLACES, (KEY_PARTS + 1,))]


def _held(raw: psycopg.Connection[Any]) -> dict[int, int]:
    """What those who serve hold: a role that is not the site's could plant parts else."""
    return {lock.number: lock.said for lock in held_by_us(raw)}
