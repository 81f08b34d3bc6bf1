"""How often something was tried, for rate limits: in the memory of the process, never on a disk.

Whoever holds a copy of the instance folder finds no address there, hashed or not. Keys are digests
under a random key that no other process knows; a window of time is forgotten once it is over, and
everything when the process ends. On SQLite one process serves the pages, so one store counts
everything; on PostgreSQL several may, and count in the memory that they share.
"""

import hmac
import secrets
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ladder_assess.storage.engines.shared_memory import SharedMemory


class Tries:
    """Counts within fixed windows of time (a rate limit). Times are in seconds since 1970."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        # By the end of a window, of which there are few, so that a flood of keys makes none slower.
        self._windows: dict[int, dict[bytes, int]] = {}
        self._lock = threading.Lock()

    def count(self, key: str, until: int, now: int) -> int:
        """Count one more try within the window that ends at `until`; gives how many there were."""
        digest = self._digest(key)
        with self._lock:
            for over in [end for end in self._windows if end <= now]:
                del self._windows[over]
            counts = self._windows.setdefault(until, {})
            counts[digest] = counts.get(digest, 0) + 1
            return counts[digest]

    def forget(self, key: str) -> None:
        """Start counting afresh."""
        digest = self._digest(key)
        with self._lock:
            for counts in self._windows.values():
                counts.pop(digest, None)

    def __len__(self) -> int:
        return sum(map(len, self._windows.values()))

    def _digest(self, key: str) -> bytes:
        return hmac.digest(self._secret, key.encode(), "sha256")


class SharedTries:
    """The same, counted by all who serve a site."""

    def __init__(self, counts: "SharedMemory") -> None:
        self._counts = counts

    def count(self, key: str, until: int, now: int) -> int:
        """Count one more try."""
        return self._counts.count(key, until, now)

    def forget(self, key: str) -> None:
        """Start counting afresh."""
        self._counts.start_afresh(key)

    def __len__(self) -> int:
        return self._counts.windows()
