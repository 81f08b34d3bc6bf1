"""Contents in a bucket of a store that answers as Amazon S3 does, its own or another's.

Who may write there, and where it is, the library finds in variables of its own (AWS_...).

Nothing in a bucket can be renamed: a content gets its name at once, and as long as no row names it,
an object beside it that ends in .part says that somebody is at work. So no transaction, and nobody
else who writes, waits for the store.
"""

import logging
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import BinaryIO

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from ladder_assess.core.common.disk import OutOfReach
from ladder_assess.storage.contents.contents import (
    CLOCK,
    DRAFT,
    DRAFT_LASTS,
    MARK,
    OF_ANOTHER,
    OURS,
)

NO_BUCKET = "NoSuchBucket"
NOT_LET_IN = (
    "does not let us in. Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and that they may "
    "read, write, list and delete there."
)
# What is found in an answer of the store, whatever the library makes of it.
SAID = {
    NO_BUCKET: "is not there. Make the bucket.",
    "403 Forbidden": NOT_LET_IN,
    "401 Unauthorized": NOT_LET_IN,
}
NO_ANSWER = (
    "does not answer as it should. Check AWS_ENDPOINT_URL and AWS_REGION, and that the store runs "
    "and has room."
)
# In seconds: the longest file takes less by any line that a server is worth having at.
CONNECTS, ANSWERS = 3, 15

log = logging.getLogger(__name__)


class Bucket:
    """One bucket, or what lies under a prefix in it, which is that of one `site` alone."""

    is_beside = False

    def __init__(self, bucket: str, prefix: str, site: str = "") -> None:
        self.bucket = bucket
        self.prefix = prefix
        self._site = site
        self._is_own = not site
        self._process: int | None = None

    def ensure_free(self, size: int, floor: int) -> None:
        """A store says no such thing; it refuses what it has no room for."""

    @contextmanager
    def drafted(self, content: BinaryIO) -> Iterator["Draft"]:
        """Where it was kept and yet something went wrong, a row may name it or not: a sweep finds
        out.
        """
        draft = Draft(secrets.token_hex(16))
        self.put(f"{draft.name}{DRAFT}", b"draft")
        try:
            content.seek(0)
            self.put(draft.name, content.read())
            yield draft
        except BaseException:
            if not draft.is_kept:
                self._forget(draft.name, f"{draft.name}{DRAFT}")
            raise
        self._forget(*[draft.name] * (not draft.is_kept), f"{draft.name}{DRAFT}")

    def put(self, name: str, content: bytes) -> None:
        """In one piece: parts of one that was cut short would stay, and no list name them."""
        with self._reached():
            obstore.put(self._store, name, content, use_multipart=False)

    def read(self, name: str) -> bytes | None:
        """None, too, for what only looks like a name."""
        if not OURS.fullmatch(name):
            return None
        with self._reached():
            try:
                return bytes(obstore.get(self._store, name).bytes())
            except FileNotFoundError as error:
                if NO_BUCKET in str(error):
                    raise
                return None

    def erase(self, names: Iterable[str]) -> None:
        """Up to a thousand at once."""
        with self._reached():
            obstore.delete(self._store, list(names))

    def lying(self) -> list[str]:
        """A content comes before the object that says that it is being written: where this has gone
        when it is its turn, a row names the content.
        """
        with self._reached():
            found = [each for some in obstore.list(self._store) for each in some]
            written = {
                each["path"]: each["last_modified"].timestamp()
                for each in found
                if OURS.fullmatch(each["path"])
            }
            now = self._now() if any(name.endswith(DRAFT) for name in written) else 0
        fresh = {
            name for name, at in written.items() if name.endswith(DRAFT) and now - at <= DRAFT_LASTS
        }
        return [name for name in written if name not in fresh and f"{name}{DRAFT}" not in fresh]

    def _now(self) -> float:
        """By the clock of the store."""
        tried = f"{secrets.token_hex(8)}{CLOCK}"
        obstore.put(self._store, tried, b"", use_multipart=False)
        try:
            return obstore.head(self._store, tried)["last_modified"].timestamp()
        finally:
            obstore.delete(self._store, tried)

    def _forget(self, *names: str) -> None:
        """Where that cannot be done now, a later sweep does it."""
        try:
            self.erase(names)
        except OutOfReach as why:
            log.warning("%s", why)

    @cached_property
    def _store(self) -> S3Store:
        self._process = os.getpid()
        return S3Store(
            self.bucket,
            prefix=self.prefix or None,
            client_options={
                "connect_timeout": timedelta(seconds=CONNECTS),
                "timeout": timedelta(seconds=ANSWERS),
                "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").casefold() == "true",
            },
            retry_config={"max_retries": 1, "retry_timeout": timedelta(seconds=ANSWERS)},
        )

    @property
    def _named(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Says what went wrong in words of ours: those of the library quote what was sent."""
        if self._process not in (None, os.getpid()):
            # Its threads would not have come along, and it would wait for them for ever.
            raise RuntimeError("the library of the store was loaded by the process before this one")
        try:
            self._ensure_own()
            yield
        except (BaseError, FileNotFoundError) as error:
            told = str(error)
            why = next((words for sign, words in SAID.items() if sign in told), NO_ANSWER)
            raise OutOfReach(f"{self._named}, where files are kept, {why}") from None

    def _ensure_own(self) -> None:
        """Once in a process. The first site that comes marks it; two that first come at the same
        moment are told apart when the next process begins. Raises OutOfReach where it is another's.
        """
        if self._is_own:
            return
        if self._marked_by() is None:
            obstore.put(self._store, MARK, self._site.encode(), use_multipart=False)
        self._is_own = self._marked_by() == self._site
        if not self._is_own:
            raise OutOfReach(f"{self._named}, where files are kept, {OF_ANOTHER}")

    def _marked_by(self) -> str | None:
        try:
            return bytes(obstore.get(self._store, MARK).bytes()).decode()
        except FileNotFoundError as error:
            if NO_BUCKET in str(error):
                raise
            return None


class Draft:
    """A content that lies under its name already."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_kept = False

    def keep(self) -> None:
        """Nothing is asked of the store."""
        self.is_kept = True
