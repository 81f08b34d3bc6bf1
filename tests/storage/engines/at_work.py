"""What other processes do on a database of a server: write, and take jobs until there are none."""

import os
import time
from pathlib import Path

from ladder_assess.storage.common import jobs
from ladder_assess.storage.common.database import Database

KIND = "document"
# In seconds, as a job is claimed for.
LEASE = 2


def count_up(address: str, folder: Path, times: int) -> None:
    """Add one to a number, as often: what is read is what is changed."""
    database = Database(folder / "ladder.sqlite3", address)
    for _ in range(times):
        with database.writing() as connection:
            row = connection.execute("SELECT last FROM number_given WHERE kind = 'wave'").fetchone()
            connection.execute(
                "UPDATE number_given SET last = ? WHERE kind = 'wave'", (row["last"] + 1,)
            )
    database.close()


def work(address: str, folder: Path) -> None:
    """Do jobs: of each a line is noted in the transaction that drops it."""
    database = Database(folder / "ladder.sqlite3", address)
    while jobs.due(database, int(time.time()) + 10 * LEASE):
        now = int(time.time())
        for attempts in range(5):
            job = jobs.claim(database, KIND, attempts, now, now + LEASE)
            if job is not None:
                break
        else:
            time.sleep(0.05)
            continue
        time.sleep(0.02)
        try:
            with jobs.while_held(database, job), database.writing() as connection:
                connection.execute(
                    "INSERT INTO tombstone (kind, erased_on, digest) VALUES ('done', ?, ?)",
                    (str(os.getpid()), str(job.subject)),
                )
                connection.execute("DELETE FROM job WHERE id = ?", (job.id,))
        except jobs.NotHeld:
            continue
    database.close()
