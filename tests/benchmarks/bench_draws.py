"""What benchmarks cost at a thousand and at a million assessments.

The targets: reading what an organisation is shown of its peers, and the whole page that shows it,
take at most 1.2 times as long at a million as at a thousand, and a month's draws from a million at
most a minute. Run it with `make bench`.
"""

import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient

from ladder_assess import create_app
from ladder_assess.core.benchmarks.indicators import MEDIAN_RUNG, scale_of
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.people.access import OWNER, Membership
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.benchmarks.consult_benchmarks import consult_benchmarks
from ladder_assess.services.benchmarks.draw_figures import Drawn, draw_due_figures
from ladder_assess.services.common.product import Product, read_rules
from ladder_assess.settings import CHECKOUT, Settings
from ladder_assess.storage.people import accounts, sign_ins
from ladder_assess.storage.people.organisations import set_membership
from tests.benchmarks.figures import note
from tests.benchmarks.population import make_database, populate
from tests.support.kept.chosen_engine import on_the_engine
from tests.support.kept.written import written

FEW, MANY = 1_000, 1_000_000
READINGS, WARM_UP = 1_000, 50
PAGES = 60
# The same group at both sizes, so that the same is drawn.
PAGE, TOKEN = "/p/o1/compare/enablers?group=everyone", "benchmark"
TARGET, LONGEST = 1.2, 60.0
TODAY, NOW = date(2026, 5, 4), 1_777_852_800


@dataclass
class Site:
    """An installation with so many assessments behind its figures."""

    settings: Settings
    product: Product
    assessments: int
    organisations: int
    seconds: float
    made: Drawn

    def read(self, profile: Profile, own: dict[str, float]) -> float:
        """Seconds to read the figures of an organisation's peer groups."""
        started = time.perf_counter()
        peers = consult_benchmarks(self.product, profile, own, Policy(), TODAY)
        seconds = time.perf_counter() - started
        assert peers.groups["everyone"]
        return seconds

    def browser(self) -> FlaskClient:
        """Someone of the first organisation, signed in."""
        database, now = self.product.database, int(time.time())
        owner = written(database, accounts.make_account, "owner@example.org", "Owner", "", TODAY)
        assert owner is not None
        written(database, set_membership, Membership(1, owner, OWNER))
        written(database, sign_ins.start, owner, TOKEN, "", now)
        client = create_app(self.settings).test_client()
        with client.session_transaction() as session:
            session["sign_in"] = TOKEN
        return client


def site(place: Path, assessments: int) -> Site:
    """Fill a database and draw its figures."""
    rules = read_rules(CHECKOUT / "questionnaires")
    settings = Settings(CHECKOUT, place / str(assessments), "benchmark")
    database = make_database(settings.database)
    product = Product(rules.definitions, rules.newest, rules.earlier, database, "benchmark")
    organisations = populate(product, assessments)
    started = time.perf_counter()
    made = draw_due_figures(product, Policy(), TODAY, NOW, mailed=False)
    assert made is not None
    seconds = time.perf_counter() - started
    return Site(settings, product, assessments, organisations, seconds, made)


def reader(sites: list[Site]) -> Profile:
    """An organisation whose sector and kind show all there is to show at both sizes.

    Its area and size are left out: what is not shown costs nothing to read.
    """
    rows = sites[0].product.database.reading.execute("SELECT document FROM organisation")
    for kind in sorted({json.loads(row["document"])["kind"] for row in rows}):
        profile = Profile(kind, "", "", "")
        if len({shown(each.product, profile) for each in sites}) == 1:
            return profile
    raise RuntimeError("no organisation has the same figures at both sizes")


def shown(product: Product, profile: Profile) -> tuple[int, ...]:
    """How many figures each peer group shows."""
    peers = consult_benchmarks(product, profile, {}, Policy(), TODAY)
    return tuple(len(figures) for figures in peers.groups.values())


def measure(sites: list[Site]) -> list[float]:
    """The median seconds of a reading at each site, asked in no fixed order."""
    profile, chance = reader(sites), random.Random(1)
    figures = consult_benchmarks(sites[0].product, profile, {}, Policy(), TODAY).groups["everyone"]
    own = {name: scale_of(name).top / 2 for name in figures if name != MEDIAN_RUNG}
    times: list[list[float]] = [[] for _ in sites]
    for _ in range(WARM_UP + READINGS):
        for place in chance.sample(range(len(sites)), len(sites)):
            times[place].append(sites[place].read(profile, own))
    return [median(each[WARM_UP:]) for each in times]


def measure_pages(sites: list[Site]) -> list[float]:
    """The median seconds of a whole page at each site, asked in turn."""
    browsers = [each.browser() for each in sites]
    times: list[list[float]] = [[] for _ in sites]
    for _ in range(PAGES):
        for place, browser in enumerate(browsers):
            started = time.perf_counter()
            page = browser.get(PAGE)
            times[place].append(time.perf_counter() - started)
            assert page.status_code == 200
    return [median(each) for each in times]


def main() -> int:
    """Print the table; exit 1 where a target is missed."""
    with tempfile.TemporaryDirectory() as directory:
        sites = [site(Path(directory), assessments) for assessments in (FEW, MANY)]
        readings, pages = measure(sites), measure_pages(sites)
        print(
            f"{'assessments':>11}{'organisations':>15}{'drawing':>11}{'figures':>9}{'reading':>11}"
            f"{'page':>11}"
        )
        for each, reading, page in zip(sites, readings, pages, strict=True):
            print(
                f"{each.assessments:>11,}{each.organisations:>15,}{each.seconds:>9.1f} s"
                f"{each.made.figures:>9,}{reading * 1000:>8.2f} ms{page * 1000:>8.1f} ms"
            )
        for each in sites:
            each.product.database.close()
    ratio, of_pages = readings[1] / readings[0], pages[1] / pages[0]
    print(f"ratio of readings {ratio:.2f}, of pages {of_pages:.2f}; target: at most {TARGET}")
    print(f"target of a month's draws: at most {LONGEST:.0f} s")
    beside = f"× with {FEW:,}"
    met = [
        note(f"reading figures, {MANY:,} assessments", ratio, beside, TARGET),
        note(f"the page of figures, {MANY:,} assessments", of_pages, beside, TARGET),
        note(f"a month's draws, {MANY:,} assessments", sites[1].seconds, "s", LONGEST),
    ]
    return 0 if all(met) else 1


if __name__ == "__main__":
    on_the_engine()
    sys.exit(main())
