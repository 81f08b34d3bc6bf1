"""Files that show what stands behind an activity's answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NewFile:
    """A file that has been checked. `kind` is its ending; `digest` its SHA-256 in hexadecimal."""

    name: str
    kind: str
    size: int
    digest: str
    added_on: date
    added_by: int | None = None


@dataclass(frozen=True)
class EvidenceFile:
    """A file that is kept with an activity; `size` is in bytes."""

    id: int
    activity: int
    stored_as: str
    name: str
    kind: str
    size: int
    added_on: str


class NoRoom(ValueError):
    """The files of a list would take more bytes than they may."""


class NoRoomOfOnesOwn(NoRoom):
    """The files that a person has added, to whatever list, would take more bytes than they may."""


class TooMany(ValueError):
    """The activity has as many files as it can have."""
