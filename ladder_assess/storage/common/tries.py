"""How often something was tried, for rate limits: in the memory of the process, never on a disk.

Whoever holds a copy of the instance folder finds no address there, hashed or not. Keys are digests
under a random key that no other process knows; a window of time is forgotten once it is over, and
everything when the process ends. One process serves the pages, so one store counts everything.
"""

import hmac
import secrets
import threading


class Tries:
    """Counts within fixed windows of time (a rate limit). Times are in seconds since 1970."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._counts: dict[tuple[bytes, int], int] = {}
        self._lock = threading.Lock()

    def count(self, key: str, until: int, now: int) -> int:
        """Count one more try within the window that ends at `until`; gives how many there were."""
        place = (self._digest(key), until)
        with self._lock:
            for old in [held for held in self._counts if held[1] <= now]:
                del self._counts[old]
            self._counts[place] = self._counts.get(place, 0) + 1
            return self._counts[place]

    def forget(self, key: str) -> None:
        """Start counting afresh."""
        digest = self._digest(key)
        with self._lock:
            for held in [held for held in self._counts if held[0] == digest]:
                del self._counts[held]

    def __len__(self) -> int:
        return len(self._counts)

    def _digest(self, key: str) -> bytes:
        return hmac.digest(self._secret, key.encode(), "sha256")
