"""Organisations that count among peers, and draws of their figures."""

import random
from collections.abc import Iterator
from datetime import date

from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.shown import Figure
from ladder_assess.services.benchmarks.draw_figures import Drawn, draw_due_figures
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws
from tests.benchmarks.population import MADE_ON
from tests.support.filled import NOW
from tests.support.offices import Office, make_office
from tests.support.site import TODAY

POLICY = Policy()


def count_in(product: Product, *organisations: int) -> None:
    """Make them old enough to count, and confirm them."""
    with product.database.writing() as connection:
        for organisation in organisations:
            connection.execute(
                "UPDATE organisation SET made_on = ? WHERE id = ?", (MADE_ON, organisation)
            )
            connection.execute(
                "INSERT INTO confirmation (organisation_id, confirmed, how, decided_on)"
                " VALUES (?, 1, 'administrator', ?)"
                " ON CONFLICT (organisation_id) DO UPDATE SET confirmed = 1,"
                " how = excluded.how, decided_on = excluded.decided_on",
                (organisation, MADE_ON),
            )


def counted_offices(product: Product, number: int) -> Iterator[Office]:
    """So many organisations that count, each with an owner of its own."""
    for place in range(number):
        office = make_office(product, f"Office {place}")
        count_in(product, office.id)
        yield office


def draw(
    product: Product,
    day: date = TODAY,
    policy: Policy | None = POLICY,
    *,
    seed: int = 1,
    mailed: bool = False,
) -> Drawn | None:
    """The monthly job, with chance from a seed."""
    source = random.Random(seed).randrange
    return draw_due_figures(product, policy, day, NOW, mailed=mailed, source=source)


def drawn(product: Product, group: str, day: date = TODAY) -> dict[str, Figure]:
    """The figures of a group that are kept and not withdrawn."""
    return draws.figures_of(product.database, group, day)
