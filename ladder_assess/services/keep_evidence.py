"""Keeps a file that shows what stands behind an activity's answers, once it has been checked."""

import hashlib
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ladder_assess.services.product import Product
from ladder_assess.services.recognise_file import plain_name, recognise_file
from ladder_assess.storage import evidence_files
from ladder_assess.storage.evidence_files import NewFile
from ladder_assess.storage.portfolios import Portfolio


@dataclass(frozen=True)
class Allowed:
    """How large a file may be, in bytes, and how many files an activity may have."""

    size: int
    files: int


class WrongKind(ValueError):
    """The file is not of a kind that is kept, or its name says another kind than its content."""


class TooLarge(ValueError):
    """The file is larger than is allowed."""


class NothingInIt(ValueError):
    """The file is empty."""


@dataclass(frozen=True)
class Sent:
    """A file as it was sent, by whom (None for someone who is not signed in) and on which day."""

    name: str
    content: BinaryIO
    added_on: date
    added_by: int | None = None


def keep_evidence(
    product: Product, portfolio: Portfolio, activity: int, sent: Sent, allowed: Allowed
) -> int:
    """Keep a file with an activity and return its id.

    Raises NothingInIt, TooLarge, WrongKind or evidence_files.TooMany, and then keeps nothing.
    """
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
    new = NewFile(name, kind, size, digest, sent.added_on, sent.added_by)

    def write(path: Path) -> None:
        sent.content.seek(0)
        with path.open("wb") as file:
            shutil.copyfileobj(sent.content, file)

    return evidence_files.keep(product.database, portfolio, activity, new, write, allowed.files)


def _digest(content: BinaryIO) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    while part := content.read(1024 * 1024):
        digest.update(part)
    return digest.hexdigest()
