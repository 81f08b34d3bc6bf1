"""What the pages about a round of a thousand answers cost, and about one of a hundred thousand.

The target, in processor time: each page of the round, and each page of the list that says what it
came to, takes at most twice as long where a hundred thousand people have answered. What is told
of how one person's answers go together is so from the second look on. Run it with `make bench`.
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from ladder_assess import create_app
from ladder_assess.services.instruments.score_wave import score_waves
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.campaigns import answer_counts
from tests.benchmarks.bench_answers import SURVEY, fill
from tests.benchmarks.figures import note
from tests.support.client import Client
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.offices import make_office, signed_in_client
from tests.support.site import product_of

FEW, MANY = 1_000, 100_000
TIMES, LONGER = 7, 2.0
ROUND = f"/questionnaires/{SURVEY}/rounds/1"
PAGES = {
    "the round": ROUND,
    "how it goes": f"{ROUND}/going",
    "questionnaires": "/questionnaires",
    "compare": "/compare",
    "statistics": "/compare/statistics",
    "plan": "/plan",
    "no such picture": f"{ROUND}/pictures/none.svg",
}
INSERT = (
    "INSERT INTO wave_view_count (wave_id, form, version, given, waits_in, consents)"
    " SELECT wave_id, form, version, COUNT(*), '', '' FROM wave_view GROUP BY 1, 2, 3"
)


def seconds(client: Client, address: str) -> float:
    """Processor time that a page takes."""
    started = time.process_time()
    response = client.browser.get(address)
    found = time.process_time() - started
    assert response.status_code == (404 if address.endswith("none.svg") else 200), address
    return found


def measure(place: Path, people: int) -> dict[str, float]:
    """What each page takes where so many have answered, the median of several looks."""
    settings = Settings(CHECKOUT, place / str(people), "benchmark")
    settings.instance.mkdir()
    app = create_app(settings)
    product = product_of(app)
    office = make_office(product)
    fill(product, office.portfolio, people)
    with product.database.writing() as connection:
        connection.execute(INSERT)
    started = time.process_time()
    answer_counts.count_missing(product.database)
    print(f"{people:7,} answers counted anew in {time.process_time() - started:.2f} s")
    (found,) = score_waves(product, office.portfolio)
    assert found.groups[""].answered == people
    client = signed_in_client(app, office.owner)
    return {
        name: median(seconds(client, f"{office.list}{path}") for _ in range(TIMES))
        for name, path in PAGES.items()
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        few, many = (measure(Path(name), people) for people in (FEW, MANY))
    longer = {page: many[page] / few[page] for page in PAGES}
    print(f"{'ms':16} {FEW:>8,} {MANY:>8,}  times as long")
    missed = []
    for page, times in longer.items():
        print(f"{page:16} {few[page] * 1000:8.1f} {many[page] * 1000:8.1f} {times:6.2f}")
        if not note(f"{page}, {MANY:,} answers", times, f"× with {FEW:,}", LONGER):
            missed.append(page)
    print("Target met." if not missed else f"Missed: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
