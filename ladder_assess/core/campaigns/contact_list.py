"""A list of contacts: as it was sent, how far it has come, and who was taken from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SHOWN, FAILED = "shown", "failed"


@dataclass(frozen=True)
class SentList:
    """A list of contacts as it was sent; `form` is the group of those who name none."""

    name: str
    content: bytes
    form: str
    account: int | None
    when: int


@dataclass(frozen=True)
class ContactImport:
    """How far a list has come: `state` is waiting, shown or failed, `found` what is in it."""

    id: int
    name: str
    state: str
    form: str
    found: Mapping[str, Any]


@dataclass(frozen=True)
class KeptContact:
    """A contact as a page shows it: the day of the invitation, and what its mail server said last:
    `refused` or `later` and a code.
    """

    id: int
    form: str
    address: str
    name: str
    fields: Mapping[str, str]
    unsubscribed: bool
    problem: str = ""
    invited_on: str = ""
