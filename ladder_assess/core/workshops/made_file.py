"""Files of a workshop that take long, made in the background."""

from dataclasses import dataclass
from datetime import date

WAITING, DONE, FAILED = "waiting", "done", "failed"
# What came of it, and what there is to print for a room without phones.
RECORD, PACK = FILES = ("record", "pack")


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
