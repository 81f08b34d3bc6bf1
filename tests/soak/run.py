"""`make soak`: what no short run shows. Prints a table, and writes it to dist/soak.json.

`python -m tests.soak.run --seed N` draws the same again, `--kills` says how often a part is killed
and `--cases` how much hostile input is sent; names run these alone.
"""

import argparse
import os
import random
import secrets
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from ladder_assess.settings import CHECKOUT
from tests.soak import faults
from tests.soak.faults import NotHere
from tests.soak.hostile import attack_routes
from tests.soak.hostile_api import attack_api
from tests.soak.hostile_parsers import attack_parsers
from tests.soak.kills import kill_at_random
from tests.soak.properties import draw_properties
from tests.soak.report import Row, table, write
from tests.soak.two_hosts import two_hosts
from tests.support.kept.chosen_engine import POSTGRESQL, SERVER, SQLITE, on_the_engine, servers

KILLS, TRIES = 200, 20
# So many cases of hostile input, and these parts of them are requests and files; programs the rest.
CASES, REQUESTS, FILES = 100_000, 0.75, 0.2
# What is of a server of PostgreSQL, and begins its own; what may become of a site on either engine.
# The others are of files, of a database in one or sent, and of requests to a world that is put back
# after each by a copy of such a database.
OF_SERVERS = {"hosts"}
ON_BOTH = {"kills", "clock", "mail", "uploads"}
OUT = CHECKOUT / "dist" / "soak.json"


def tried(options: argparse.Namespace) -> Mapping[str, Callable[[Path], Row]]:
    """What is tried, by name; each draws from the seed by itself."""

    def chance() -> random.Random:
        return random.Random(options.seed)

    return {
        "kills": lambda place: kill_at_random(place, options.kills, chance()),
        "disk-full": faults.disk_full,
        "read-only": faults.read_only,
        "locked": faults.locked,
        "clock": faults.clock_back,
        "mail": faults.mail_down,
        "uploads": lambda place: faults.half_uploads(place, TRIES, chance()),
        "migrations": lambda place: faults.migration_killed(place, TRIES, chance()),
        "starts": lambda place: faults.two_starts(place, TRIES),
        "hosts": two_hosts,
        "properties": lambda place: draw_properties(place, options.seed),
        "requests": lambda _: attack_routes(int(options.cases * REQUESTS), options.seed),
        "files": lambda _: attack_parsers(int(options.cases * FILES), options.seed),
        "programs": lambda _: attack_api(
            int(options.cases * (1 - REQUESTS - FILES)) or 1, options.seed
        ),
    }


def engines_of(name: str, found: Collection[str]) -> list[str]:
    """On which engines it is tried, of those that are here."""
    if name in OF_SERVERS:
        return [POSTGRESQL]
    return [on for on in found if on == SQLITE or name in ON_BOTH]


def attempt(name: str, trying: Callable[[Path], Row]) -> Row:
    """Try something in a folder of its own."""
    with tempfile.TemporaryDirectory() as directory:
        try:
            return trying(Path(directory))
        except NotHere as why:
            return Row(name, 0, (), str(why))
        except Exception as error:
            return Row(name, 1, [f"{type(error).__name__}: {error}"])


def main() -> int:
    """Try everything, or what is named; 1 where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--kills", type=int, default=KILLS)
    options = parser.parse_args()
    print(f"Seed {options.seed}", flush=True)
    on_the_engine()
    rows = []
    with servers() as found:
        for name, trying in tried(options).items():
            for on in engines_of(name, found) if not options.names or name in options.names else ():
                os.environ[SERVER] = found.get(on, "")
                rows.append(attempt(name, trying)._replace(engine=on))
                print(table(rows[-1:]), flush=True)
                write(OUT, options.seed, rows)
    print(OUT)
    return 1 if any(row.wrong for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
