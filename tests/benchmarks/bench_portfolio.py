"""What a list of two hundred activities and one of twenty thousand cost to open.

The targets, in processor time: a page of the longest list takes at most a second once the list has
been opened, and opening it at first half of what working every activity out in full takes. Run it
with `make bench`.
"""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from ladder_assess import create_app
from ladder_assess.services.assess_activity import assess_draft
from ladder_assess.services.product import Product, open_product
from ladder_assess.services.start_portfolio import start_portfolio
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.portfolios import open_portfolio
from tests.support.lists import fill, invented

SIZES = (200, 20_000)
TIMES, SAMPLE = 7, 200
LONGEST, SHARE = 1.0, 0.5
NOON = 1_767_268_800
PAGES = {
    "list": "",
    "list, narrowed": "?rung=4&service=Housing&sort=name&page=2",
    "picture": "/pictures/grid.csv",
    "one page to print": "/picture",
    "two dates": "/over-time?first=1&first=1&first=2020",
}


def seconds(client: FlaskClient, address: str) -> float:
    """Processor time that a page takes."""
    started = time.process_time()
    response = client.get(address)
    found = time.process_time() - started
    assert response.status_code == 200, address
    return found


def in_full(product: Product) -> float:
    """Seconds that working one activity out in full takes, with all its reasons."""
    drafts = invented(product.definitions.questionnaire, SAMPLE)
    started = time.process_time()
    for draft in drafts:
        assess_draft(product, draft)
    return (time.process_time() - started) / SAMPLE


def measure(place: Path, count: int) -> tuple[dict[str, tuple[float, float]], float]:
    """What each page takes the first time and after, and what working all out in full would."""
    settings = Settings(CHECKOUT, place / str(count), "benchmark")
    settings.instance.mkdir()
    product = open_product(settings.questionnaires, settings.database, settings.secret_key)
    token = start_portfolio(product, "benchmark", date(2026, 1, 1))
    portfolio = open_portfolio(product.database, token)
    assert portfolio
    fill(product, portfolio, invented(product.definitions.questionnaire, count), NOON)
    client = create_app(settings).test_client()
    client.get("/")
    found = {}
    for name, path in PAGES.items():
        first = seconds(client, f"/p/{token}{path}")
        found[name] = first, median(seconds(client, f"/p/{token}{path}") for _ in range(TIMES))
    return found, in_full(product) * count


def main() -> int:
    """Print the table; exit 1 where a target is missed."""
    met = True
    with tempfile.TemporaryDirectory() as directory:
        for count in SIZES:
            found, whole = measure(Path(directory), count)
            print(f"\n{f'{count:,} activities':<24}{'first':>10}{'again':>10}{'in full':>10}")
            for name, (first, again) in found.items():
                ratio = again / whole
                print(f"{name:<24}{first:>8.3f} s{again:>8.3f} s{ratio:>10.3f}")
                met = met and again <= LONGEST
            met = met and (found["list"][0] <= SHARE * whole or count < max(SIZES))
    print(
        "\nprocessor time; in full: its share of what working out every activity with its reasons"
    )
    print(
        f"takes; targets: again at most {LONGEST} s, the longest list first at most {SHARE} in full"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
