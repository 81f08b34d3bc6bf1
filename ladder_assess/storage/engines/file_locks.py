"""Who holds the write lock of a database in a file, as far as the system tells.

The file is not opened for that: where a process closes one, it loses the locks that it has on it.
"""

import os
from contextlib import suppress
from pathlib import Path

# Linux says here which process has which bytes of which file.
ALL = Path("/proc/locks")
# Where processes agree on a file of SQLite in memory, who writes has this byte.
WRITER = 120


def who_writes(path: Path) -> tuple[int, str] | None:
    """The number and the name of another process that is writing; None where that is not told."""
    with suppress(OSError, ValueError):
        inode = path.with_name(f"{path.name}-shm").stat().st_ino
        for line in ALL.read_text().splitlines():
            # Such as 1: POSIX  ADVISORY  WRITE 123 fe:00:456 120 120
            _, kind, _, how, process, file, first, last = line.replace("->", "").split()
            if (kind, how) != ("POSIX", "WRITE") or not file.endswith(f":{inode}"):
                continue
            if last != "EOF" and int(first) <= WRITER <= int(last):
                return _named(int(process))
    return None


def _named(process: int) -> tuple[int, str] | None:
    # One that lives in another container has no number here.
    if process <= 0 or process == os.getpid():
        return None
    return process, Path(f"/proc/{process}/comm").read_text().strip()
