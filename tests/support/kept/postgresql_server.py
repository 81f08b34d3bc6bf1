"""A server of PostgreSQL for tests alone: begun in a folder of its own, and ended with them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Where Debian has it, by its version.
INSTALLED = Path("/usr/lib/postgresql")
OLDEST = 15
# It keeps nothing that is needed tomorrow.
CARELESS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off "


def programs() -> Path | None:
    """Where its programs are; None where there is none, or too old a one."""
    found = (int(path.name) for path in INSTALLED.glob("[0-9]*") if (path / "bin/initdb").exists())
    newest = max(found, default=0)
    return INSTALLED / str(newest) / "bin" if newest >= OLDEST else None


@contextmanager
def started(bin_folder: Path, network: str = "", *, careful: bool = False) -> Iterator[str]:
    """A server, until it is let go of; gives the address of an empty database. Who is in a
    `network` may ask it as well; one that is `careful` is as it ships.
    """
    # The name of a socket is short: no folder of a test is.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    try:
        _run(bin_folder / "initdb", "-D", data, "-A", "trust", "-U", "tests", "-N", "-E", "UTF8",
             "--locale=C")  # fmt: skip
        if network:
            with open(data / "pg_hba.conf", "a") as let_in:
                let_in.write(f"host all all {network} trust\n")
        heard = (
            f"{'' if careful else CARELESS}-c listen_addresses={'*' if network else ''} -k {folder}"
        )
        _run(bin_folder / "pg_ctl", "-D", data, "-o", heard, "-l",
             folder / "log", "-w", "start")  # fmt: skip
        try:
            yield f"postgresql://tests@/postgres?host={folder}"
        finally:
            _run(bin_folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restart(bin_folder: Path, address: str) -> None:
    """Have a server end as if it were killed, and begin anew."""
    folder = Path(address.partition("host=")[2])
    told = ("-D", folder / "data", "-l", folder / "log", "-w")
    _run(bin_folder / "pg_ctl", *told, "-m", "immediate", "restart")


def _run(*command: str | Path) -> None:
    """Run one of its programs, which refuse to be run by root."""
    first = ("runuser", "-u", "postgres", "--") if os.getuid() == 0 else ()
    subprocess.run([*first, *map(str, command)], check=True, capture_output=True, cwd="/")
