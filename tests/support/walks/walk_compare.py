"""Where every page that compares is found, of an organisation with peers and of one without."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice

from flask import Flask

from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import Membership
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import instruments
from ladder_assess.storage.people import organisations
from tests.benchmarks.population import ASSESSMENTS, populate
from tests.services.benchmarks.peers import draw
from tests.support.links import CONTROL, ONE_PERSON, PANEL, SHOW
from tests.support.membership import Organisation, People
from tests.support.site import product_of
from tests.support.waves import answer_rounds, begin, everything, finish, link_of, send

Stop = tuple[str, str]
DAY = 24 * 60 * 60
PICTURES = {
    "activity": ("own", "activity.median_rung", "spread"),
    "enablers": ("enablers.trust", "enablers.resources", "trend-1-1"),
    "reference": ("cases", "arrangements"),
    "2013": ("then",),
}


def moment(day: date) -> int:
    """Noon of a day, in seconds since 1970."""
    return (day - date(1970, 1, 1)).days * DAY + DAY // 2


def describe(product: Product, portfolio: Portfolio, account: int) -> None:
    """Four activities, of which two moved in the course of some months."""
    for place, said in enumerate((PANEL, CONTROL, SHOW, ONE_PERSON), start=1):
        number = add_activity(product, portfolio, "full", f"compare-{place}")
        when = moment(date(2026, place, 7))
        save_answers(product, portfolio, number, dict(said), Author(account, "", when))
    for number, changes, day in (
        (1, {"decision_rule": "joint", "seats": "equal"}, date(2026, 5, 2)),
        (1, {"override": "by_negotiation", "ground_rules": "agreed"}, date(2026, 6, 3)),
        (2, {"budget": "shared"}, date(2026, 6, 9)),
    ):
        save_answers(product, portfolio, number, changes, Author(account, "", moment(day)))


def ask_many(product: Product, portfolio: Portfolio, people: int) -> None:
    """So many people answer a round about what helps to involve people, no two quite alike."""
    wave = begin(product, portfolio, "enablers", respondents=True)
    token = link_of(product, portfolio, wave)
    for person in range(people):
        values = everything(product, wave, 0)
        options = {key: product.definitions.instruments["enablers"].items[key].option_ids
                   for key in values}  # fmt: skip
        for n, (key, ids) in enumerate(options.items()):
            values[key] = ids[(person + (n + person) % 3) % len(ids)]
        send(product, token, values)


@dataclass
class Walk:
    """One organisation among many of its kind after a draw."""

    app: Flask
    organisations: int = 60

    def __post_init__(self) -> None:
        self.product = product_of(self.app)
        populate(self.product, self.organisations * ASSESSMENTS)
        self.people = People(self.app)
        self.owner = self.people.person("Ada Owner")
        self.organisation: Organisation = self.people.organisation(self.owner)
        place = Membership(self.organisation.id, self.owner.id, "owner")
        self.portfolio = organisations.portfolio_of(self.product.database, place)
        describe(self.product, self.portfolio, self.owner.id)
        answer_rounds(self.product, self.portfolio)
        for instrument, at in (("enablers", 3), ("principles", 2)):
            finish(
                self.product, self.portfolio, begin(self.product, self.portfolio, instrument), at
            )
        ask_many(self.product, self.portfolio, 35)
        draw(self.product)

    @property
    def start(self) -> str:
        return f"{self.organisation.portfolio}/compare"

    def stops(self) -> Iterator[Stop]:
        """Every page."""
        yield "compare.index", self.start
        yield "compare.then", f"{self.start}/2013"
        yield "compare.statistics", f"{self.start}/statistics"
        yield "compare.show", f"{self.start}/activity"
        yield "compare.show", f"{self.start}/activity?group=everyone"
        for instrument in instruments(self.product):
            if instrument.dimensions:
                yield "compare.show", f"{self.start}/{instrument.id}"
        for number in range(1, 5):
            yield "compare.history", f"{self.start}/activities/{number}"

    def files(self) -> Iterator[Stop]:
        """Charts as files."""
        kinds = cycle(("csv", "svg"))
        for subject, pictures in PICTURES.items():
            for picture, kind in zip(pictures, islice(kinds, len(pictures)), strict=True):
                yield "compare.picture", f"{self.start}/{subject}/pictures/{picture}.{kind}"
        yield "compare.history_picture", f"{self.start}/activities/1/pictures/history.csv"

    @property
    def typed(self) -> list[str]:
        """What no translation knows."""
        rows = self.product.database.reading.execute("SELECT name FROM organisation")
        named = [str(said["name"]) for said in (PANEL, CONTROL, SHOW, ONE_PERSON)]
        months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
        subjects = ["Buses", "Harbour"]
        return [*named, *months, *subjects, *(row["name"] for row in rows), self.owner.name]
