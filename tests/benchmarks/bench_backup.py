"""What a copy of a whole site costs, and going back to it on a machine that has nothing.

The commands run as whoever looks after a site runs them, on sites in which people have answered a
survey. Run it with `make bench`.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import open_product
from ladder_assess.storage.activities.portfolios import open_portfolio
from tests.benchmarks.bench_answers import fill
from tests.benchmarks.figures import note
from tests.processes.running import environment_in
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.site import TODAY, as_served, settings_in

SIZES = (10_000, 1_000_000)
COMMAND = (sys.executable, "-c", "from ladder_assess.cli import main; main()")


def run(place: Path, *words: str) -> float:
    """Run a command on the site that lies there; gives the seconds."""
    settings = {"free_space": "0", **as_served(place)}
    began = time.perf_counter()
    subprocess.run(
        (*COMMAND, *words), env=environment_in(place, **settings), check=True, capture_output=True
    )
    return time.perf_counter() - began


def measure(place: Path, people: int) -> None:
    """Print and note what copying and going back takes where so many have answered."""
    site, copy, anew = place / "site", place / "copy", place / "anew"
    product = open_product(*settings_in(site).site)
    portfolio = open_portfolio(product.database, start_portfolio(product, "Bench", TODAY))
    assert portfolio is not None
    fill(product, portfolio, people)
    product.database.close()
    (anew / "instance").mkdir(parents=True)
    took = {
        "backup": run(site, "backup", str(copy)),
        "restore": run(anew, "restore", str(copy)),
    }
    size = sum(file.stat().st_size for file in copy.rglob("*") if file.is_file()) / 1e6
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in took.items())
    print(f"{people:>9,} answers, {size:,.0f} MB: {told}", flush=True)
    for name, seconds in took.items():
        note(f"{name} with {people:,} answers", seconds, "s")


def main() -> int:
    """Print a line for each size. Nothing is asked of the figures: they are there to plan by."""
    for people in SIZES:
        with tempfile.TemporaryDirectory() as directory:
            measure(Path(directory), people)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of a command: {memory:.0f} MB")
    note("most memory of backup and restore", memory, "MB")
    return 0


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
