"""What the audit log says: what was done, when and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """One entry. `happened` is in seconds since 1970; `details` never hold an answer."""

    happened: int
    event: str
    details: Mapping[str, Any]
    account: int | None = None
    name: str = ""


@dataclass(frozen=True)
class Actor:
    """Who does something, for the log: an account in the name of its organisation, both None under
    a private link. `when` is in seconds since 1970.
    """

    account: int | None = None
    organisation: int | None = None
    when: int = 0
