"""Draws the figures of peers that are due this month, and keeps them."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.counting import who_counts
from ladder_assess.core.benchmarks.draw import Source
from ladder_assess.core.benchmarks.figures import Contribution, Outcome, next_figures
from ladder_assess.core.benchmarks.groups import PeerCell
from ladder_assess.core.benchmarks.indicators import scale_of
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import (
    earliest_answer,
    may_have_been_drawn,
    rests,
    run_is_due,
)
from ladder_assess.core.people.event import Event
from ladder_assess.services.benchmarks.gather_contributions import cell_of, gather_contributions
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.confirm_organisation import (
    confirm_by_address,
    drop_without_address,
)
from ladder_assess.storage.benchmarks import draws, members
from ladder_assess.storage.benchmarks.contributions import Days
from ladder_assess.storage.benchmarks.draws import Key, Past
from ladder_assess.storage.people import audit


@dataclass(frozen=True)
class Drawn:
    """What a job did: how many figures it drew and withdrew."""

    figures: int
    withdrawn: int


def is_due(product: Product, today: date) -> bool:
    """Is there a draw to make, or to go on with?"""
    return run_is_due(today, draws.latest_run(product.database, today))


def draw_due_figures(
    product: Product,
    policy: Policy | None,
    today: date,
    now: int,
    *,
    mailed: bool,
    source: Source = secrets.randbelow,
) -> Drawn | None:
    """Draw what is due, once a month, and note it in the site's audit log; None where nothing is.

    `now` is in seconds since 1970. `mailed`: accounts prove their addresses by a message, so that
    an address at an authority's domain confirms it. A transaction keeps one indicator, so that of
    two jobs at once the later finds nothing left to draw, and one that is cut short goes on with
    what has no draw yet.
    """
    if policy is None or not is_due(product, today):
        return None
    if rests(draws.lost(product.database, today), today, policy):
        return None
    with product.database.writing() as connection:
        draws.begin_run(connection, today)
    drop_without_address(product, now)
    if mailed:
        confirm_by_address(product, today, now)
    made = _Job(product, policy, today, source).all_due()
    details = {"figures": made.figures, "withdrawn": made.withdrawn}
    with product.database.writing() as connection:
        draws.finish_run(connection, today)
        audit.put(connection, None, Event(now, "publication", details))
    return made


class _Job:
    """Draws everything that is due on one day."""

    def __init__(self, product: Product, policy: Policy, today: date, source: Source) -> None:
        self.product, self.policy, self.today, self.source = product, policy, today, source
        self.days = draws.days_of_draws(product.database)
        self.lost = may_have_been_drawn(draws.lost(product.database, today), policy)
        self.figures = self.withdrawn = 0

    def all_due(self) -> Drawn:
        """Draw or withdraw, from answers of as many days as each figure may still count."""
        cells = self._cells()
        for first in sorted({self._first(key) for key in self.days} | {self._first(None)}):
            found = gather_contributions(self.product, cells, Days(first, self.today), self.policy)
            for indicator in sorted(found.keys() | {indicator for indicator, _ in self.days}):
                self._draw(indicator, found.get(indicator, {}), first)
        return Drawn(self.figures, self.withdrawn)

    def _first(self, key: Key | None) -> date:
        """The first day whose answers count in a figure. With the policy as it is, no figure's
        draws come so close that it is another than that of a figure without any.
        """
        drawn = self.days.get(key, []) if key else []
        return earliest_answer([*drawn, *self.lost], self.today, self.policy)

    def _cells(self) -> dict[int, PeerCell]:
        """The organisations that count, each with what tells its groups."""
        found = list(members.list_members(self.product.database))
        counting = who_counts((member for member, _ in found), self.today, self.policy)
        return {m.id: cell_of(profile) for m, profile in found if m.id in counting}

    def _draw(self, indicator: str, contributed: Mapping[int, Contribution], first: date) -> None:
        with self.product.database.writing() as connection:
            past = draws.past_of(connection, indicator, self.today)
            made = next_figures(
                contributed,
                past.drawn,
                scale_of(indicator).bands,
                self.today,
                self.policy,
                self.source,
                lambda group: self._first((indicator, group)) == first,
            )
            outcomes = list(_news(past, made))
            draws.keep(connection, indicator, self.today, outcomes)
        for outcome in outcomes:
            if outcome.quartiles is None:
                self.withdrawn += 1
            else:
                self.figures += 1


def _news(past: Past, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Outcomes but for figures that are withdrawn already."""
    for outcome in outcomes:
        gone = past.withdrawn.get(outcome.group)
        if outcome.quartiles or gone is None or gone < past.drawn[outcome.group]:
            yield outcome
