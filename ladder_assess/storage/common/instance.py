"""The instance folder: who on the machine may read what is kept, what its files say of when, and
how much room is left for them.
"""

import os
import secrets
import shutil
import stat
import time
from contextlib import suppress
from pathlib import Path

from ladder_assess.core.common.disk import DiskFull

FOLDER, FILE = 0o700, 0o600
# In a folder that hosts share, what it is known by.
SHARED = "shared.id"
DAY = 24 * 60 * 60


def to_the_day(path: Path) -> None:
    """Let a file or folder say of when it was changed, and last read, no more than the day (UTC).

    It counts as read at the end of the day: Linux notes the moment of the next reading, which is
    often that of an answer, unless a later one than of the last change stands there (relatime).
    """
    day = int(time.time()) // DAY * DAY
    os.utime(path, (day + DAY, day))


def close_to_others(folder: Path) -> list[Path]:
    """Let nobody but the user who runs the product read the folder and the files in it.

    Makes the folder where there is none. Gives what could not be closed: what belongs to another
    user, or lies on a file system that knows no owners.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    wanted = [(folder, FOLDER)]
    wanted += [
        (path, FOLDER if path.is_dir() else FILE)
        for path in sorted(folder.rglob("*"))
        if not path.is_symlink()
    ]
    return [path for path, mode in wanted if not _closed(path, mode)]


def open_to_others(folder: Path) -> list[Path]:
    """What others on this machine may read of the folder; changes nothing."""
    paths = [folder, *(path for path in sorted(folder.rglob("*")) if not path.is_symlink())]
    return [path for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def _closed(path: Path, mode: int) -> bool:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(mode)
        return not stat.S_IMODE(path.stat().st_mode) & 0o077
    except FileNotFoundError:
        return True
    except OSError:
        return False


def known_by(folder: Path) -> str:
    """What a folder is known by on each host that shares it: a number drawn once, in a file."""
    path = folder / SHARED
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        write_once(path, secrets.token_hex(16))
        to_the_day(path)
    return path.read_text()


def write_once(path: Path, text: str) -> None:
    """Make a file, whole, unless there is one: what the first of those who begin together says."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    draft.write_text(text)
    draft.chmod(FILE)
    with suppress(FileExistsError):
        path.hardlink_to(draft)
    draft.unlink()


def ensure_free(folder: Path, size: int, floor: int) -> None:
    """Raise DiskFull where something of `size` would leave less than `floor` free on the disk
    that a folder lies on (both bytes).
    """
    if shutil.disk_usage(folder).free - size < floor:
        raise DiskFull
