"""Keeps a file that shows what stands behind an activity's answers, once it has been checked.

With it is kept the reference of what whoever added it agreed to, which is taken back as it goes.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from ladder_assess.core.activities.evidence import EvidenceFile, NewFile
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open
from ladder_assess.core.people.consent_texts import EVIDENCE_FILE
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.services.common.recognise_file import plain_name, recognise_file
from ladder_assess.storage.activities import activities, evidence_files
from ladder_assess.storage.people import audit, consent

PURPOSE = EVIDENCE_FILE


@dataclass(frozen=True)
class Allowed:
    """How large a file may be, in bytes, how many files an activity may have, and how many bytes
    those of all activities of a list may take (`space`), and those that one person adds to any
    (`own`; None for no bound), so that nobody fills the disk; `free` bytes of it always stay free.
    """

    size: int
    files: int
    space: int
    own: int | None = None
    free: int = 0


class WrongKind(ValueError):
    """The file is not of a kind that is kept, or its name says another kind than its content."""


class TooLarge(ValueError):
    """The file is larger than is allowed."""


class NothingInIt(ValueError):
    """The file is empty."""


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, by whom (None for someone who is not signed in) and on which day.

    `wording` is the version of the consent text that was agreed to; `organisation` the one whose
    activity it is, if any; `when` the time in seconds since 1970.
    """

    name: str
    content: BinaryIO
    added_on: date
    added_by: int | None = None
    wording: int = 1
    organisation: int | None = None
    when: int = 0


def keep_evidence(
    product: Product, portfolio: Portfolio, activity: int, sent: Sent, allowed: Allowed
) -> int:
    """Keep a file with an activity and return its id.

    Raises NothingInIt, TooLarge, WrongKind, TooMany, NoRoom, DiskFull, OutOfReach, or Agreed for an
    agreed activity, and then keeps nothing.
    """
    new = _checked(sent, allowed)
    database = product.database
    evidence_files.ensure_free(database, new.size, allowed.free)
    with evidence_files.drafted(database, sent.content) as draft, database.writing() as connection:
        _ensure_open(product, portfolio, activity)
        known = evidence_files.same(connection, portfolio, activity, new)
        if known is not None:
            return known
        evidence_files.ensure_room(connection, portfolio, new.size, allowed.space)
        if allowed.own is not None and sent.added_by is not None:
            evidence_files.ensure_own_room(connection, sent.added_by, new.size, allowed.own)
        by = Actor(sent.added_by, sent.organisation, sent.when)
        audit.record(connection, by, True, "file_added", activity=activity)
        reference = consent.give(
            connection,
            PURPOSE,
            sent.wording,
            sent.added_on,
            account=sent.added_by,
            organisation=sent.organisation,
        )
        return evidence_files.keep(
            connection, portfolio, activity, new, draft, allowed.files, reference
        )


def list_evidence(product: Product, portfolio: Portfolio, activity: int) -> list[EvidenceFile]:
    """An activity's files, the oldest first."""
    return evidence_files.of_activity(product.database, portfolio, activity)


def find_evidence(
    product: Product, portfolio: Portfolio, activity: int, file: int
) -> EvidenceFile | None:
    """One of an activity's files; None when it has none with this id."""
    return evidence_files.find(product.database, portfolio, activity, file)


def read_evidence(product: Product, file: EvidenceFile) -> bytes | None:
    """What is in a file; None where its content has gone, as when the disk was tampered with."""
    return evidence_files.read(product.database, file)


def _checked(sent: Sent, allowed: Allowed) -> NewFile:
    """What is kept of a file beside its content. Raises NothingInIt, TooLarge or WrongKind."""
    size = sent.content.seek(0, 2)
    if not size:
        raise NothingInIt
    if size > allowed.size:
        raise TooLarge(allowed.size)
    name = plain_name(sent.name)
    kind = recognise_file(name, sent.content)
    if not kind:
        raise WrongKind
    digest = _digest(sent.content)
    return NewFile(name, kind, size, digest, sent.added_on, sent.added_by)


def remove_evidence(
    product: Product, portfolio: Portfolio, activity: int, file: int, by: Actor, today: date
) -> None:
    """Erase a file of an activity and take back what was agreed to for it.

    Raises Agreed for an agreed activity.
    """
    with product.database.writing() as connection:
        _ensure_open(product, portfolio, activity)
        gone = evidence_files.remove(connection, portfolio, activity, file)
        audit.record(connection, by, gone, "file_removed", activity=activity)
        evidence_files.withdraw_lost(connection, today)
    evidence_files.sweep(product.database, today)


def _ensure_open(product: Product, portfolio: Portfolio, activity: int) -> None:
    record = activities.find_activity(product.database, portfolio, activity)
    if record is not None:
        ensure_open(record.state)


def _digest(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while part := content.read(1024 * 1024):
        digest.update(part)
    return digest.hexdigest()
