"""A process that starts on a database. By itself, so that it loads nothing else of the tests."""

import multiprocessing
import threading
from datetime import date
from pathlib import Path

from ladder_assess.storage.activities import portfolios
from ladder_assess.storage.common.database import Database
from tests.support.kept.written import written


def start(path: Path, ready: "threading.Barrier") -> None:
    """Bring the database up to date together with others, and add a list."""
    database = Database(path)
    ready.wait()
    database.migrate()
    name = multiprocessing.current_process().name
    written(database, portfolios.make_portfolio, name, date(2026, 5, 4))
    database.close()
