"""Contents in a folder: beside the database, or one that several hosts share."""

import errno
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from typing import BinaryIO

from ladder_assess.core.common.disk import OutOfReach
from ladder_assess.storage.common.instance import FILE, FOLDER, ensure_free, write_once
from ladder_assess.storage.contents.contents import (
    CLOCK,
    DRAFT,
    DRAFT_LASTS,
    MARK,
    OF_ANOTHER,
    OURS,
)

FULL = (errno.ENOSPC, errno.EDQUOT)


class Folder:
    """One folder. That `is_beside` the database is made when it is needed; one that is shared has
    to be there, or contents would go to a disk of this host as long as it is not mounted, and is
    that of one `site` alone.
    """

    def __init__(self, path: Path, *, is_beside: bool, site: str = "") -> None:
        self.path = path
        self.is_beside = is_beside
        self.site = site

    def ensure_free(self, size: int, floor: int) -> None:
        """Looks at the disk that the folder is on."""
        with self._reached():
            ensure_free(self.path.parent if self.is_beside else self.path, size, floor)

    @contextmanager
    def drafted(self, content: BinaryIO) -> Iterator["Draft"]:
        """A draft ends in .part until it is kept."""
        with self._reached():
            draft = self._new(secrets.token_hex(16))
        try:
            with self._reached():
                content.seek(0)
                with draft.file.open("wb") as file:
                    shutil.copyfileobj(content, file)
            yield draft
        finally:
            draft.file.unlink(missing_ok=True)

    def put(self, name: str, content: bytes) -> None:
        """Under a name that ends in .part first."""
        with self._reached():
            draft = self._new(name)
            draft.file.write_bytes(content)
            draft.keep()

    def read(self, name: str) -> bytes | None:
        """None, too, for what only looks like a name."""
        path = self.path / Path(name).name
        with self._reached():
            if path.is_file():
                return path.read_bytes()
            if not self.is_beside:
                self.path.stat()
            return None

    def erase(self, names: Iterable[str]) -> None:
        """One after the other."""
        with self._reached():
            for name in names:
                (self.path / name).unlink(missing_ok=True)

    def lying(self) -> list[str]:
        """What bears names of ours."""
        with self._reached():
            if self.is_beside and not self.path.is_dir():
                return []
            found = [path for path in self.path.iterdir() if OURS.fullmatch(path.name)]
            drafts = {path.name: at for path in found if (at := _begun(path)) is not None}
            now = self._now() if drafts else 0
        fresh = {name for name, at in drafts.items() if now - at <= DRAFT_LASTS}
        return [path.name for path in found if path.name not in fresh]

    def _now(self) -> float:
        """By the clock of whoever keeps the folder: on a share that is another one's."""
        tried = self.path / f"{secrets.token_hex(8)}{CLOCK}"
        try:
            tried.touch(mode=FILE)
            return tried.stat().st_mtime
        finally:
            tried.unlink(missing_ok=True)

    def _new(self, name: str) -> "Draft":
        if self.is_beside:
            self.path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
        draft = Draft(name, self.path / f"{name}{DRAFT}")
        draft.file.touch(mode=FILE)
        return draft

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Beside the database, what stands in the way stands in that of everything."""
        try:
            if self.site:
                self._ensure_own()
            yield
        except OSError as error:
            if self.is_beside or error.errno in FULL:
                raise
            raise OutOfReach(
                f"{self.path}, where LADDER_UPLOADS has files kept, cannot be used: "
                f"{error.strerror}. See that it is mounted, and belongs to whoever runs the site."
            ) from None

    def _ensure_own(self) -> None:
        """The first site that comes marks it. Raises OutOfReach where that was another."""
        mark = self.path / MARK
        if not mark.exists():
            write_once(mark, self.site)
        if mark.read_text() != self.site:
            raise OutOfReach(f"{self.path}, where LADDER_UPLOADS has files kept, {OF_ANOTHER}")


class Draft:
    """A file that is renamed when it is kept."""

    def __init__(self, name: str, file: Path) -> None:
        self.name = name
        self.file = file

    def keep(self) -> None:
        """At once, and whole."""
        self.file.rename(self.file.with_name(self.name))


def _begun(file: Path) -> float | None:
    """When a draft was last written to; None for what is none. One that has gone is fresh."""
    if file.suffix != DRAFT:
        return None
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return inf
