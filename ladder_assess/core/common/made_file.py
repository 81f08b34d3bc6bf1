"""Files that take long, made in the background: what was asked for, and how far it has come."""

from dataclasses import dataclass
from datetime import date

WAITING, DONE, FAILED = "waiting", "done", "failed"


@dataclass(frozen=True)
class MadeFile:
    """A file that was asked for on a day: its kind, how far it has come, and what is in it, which
    is nothing before it is DONE.
    """

    id: int
    kind: str
    state: str
    made_on: date
    content: bytes
