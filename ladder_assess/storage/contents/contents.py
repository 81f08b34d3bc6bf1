"""What evidence files hold lies in one place, of whichever kind: callers know this alone."""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import BinaryIO, Protocol

DRAFT = ".part"
# In seconds, by the clock of the place: that of a host that shares it may be hours off.
DRAFT_LASTS = 60 * 60
# What is written for a moment to learn what time it is there.
CLOCK = ".clock"
# Whatever else lies in that place belongs to others.
OURS = re.compile(rf"[0-9a-f]{{32}}(?:{re.escape(DRAFT)})?")
# Where they lie in an instance folder, and so in a backup.
FOLDER = "uploads"
# Elsewhere: what says of which site they are, as one erases what no row of its own names.
MARK = "ladder-site.id"
OF_ANOTHER = (
    "is the place of another site. Give each site one of its own (LADDER_UPLOADS), or remove "
    f"{MARK} there if this is its only one."
)


class Draft(Protocol):
    """A content that has been written whole, under a name that tells nothing."""

    @property
    def name(self) -> str:
        """What the row that keeps it names it by."""

    def keep(self) -> None:
        """Let it stay, in the transaction that writes the row."""


class Contents(Protocol):
    """The place; what cannot be done for a reason of its own raises OutOfReach."""

    @property
    def is_beside(self) -> bool:
        """Does it lie in the instance folder, so that a copy of that holds it?"""

    def ensure_free(self, size: int, floor: int) -> None:
        """Raise DiskFull where something of `size` would leave less than `floor` free there."""

    def drafted(self, content: BinaryIO) -> AbstractContextManager[Draft]:
        """A content, written whole; gone where it is not kept."""

    def put(self, name: str, content: bytes) -> None:
        """Put a content back under its name, whole or not at all."""

    def read(self, name: str) -> bytes | None:
        """A content; None where there is none of that name."""

    def erase(self, names: Iterable[str]) -> None:
        """Remove contents; those that have gone already are no mistake."""

    def lying(self) -> list[str]:
        """The names of all that lies there, but for what somebody is writing now."""
