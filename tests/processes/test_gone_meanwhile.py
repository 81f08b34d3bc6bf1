"""What a job is about goes while it is at work, and another list gets its place: no job writes for
anybody but who asked for it.

The older tests took what a job was about away before it began, or let nothing come in its place:
the database gave the number of the last row that has gone to the next, so that the plan of one
list was kept as the next one's. It gives none twice by now, and whether it does is not relied on.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from ladder_assess import jobs
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.services.activities.start_portfolio import start_portfolio
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_everything import erase_portfolio
from ladder_assess.settings import Settings
from ladder_assess.storage.activities import portfolios
from ladder_assess.storage.common import jobs as queue
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.common.jobs import DOCUMENT, Job, NotHeld
from ladder_assess.storage.plan import documents
from tests.support.filled import NOW
from tests.support.kept.written import written
from tests.support.site import TODAY, product_of


@pytest.fixture
def product(own_app: Flask) -> Product:
    return product_of(own_app)


@pytest.fixture
def settings(own_app: Flask) -> Settings:
    found: Settings = own_app.config["SETTINGS"]
    return found


@pytest.fixture
def pages(product: Product) -> Iterator[Product]:
    """The same site in the process that serves its pages."""
    made = replace(product, database=Database(product.database.path))
    yield made
    made.database.close()


def start(product: Product, name: str) -> Portfolio:
    found = portfolios.open_portfolio(product.database, start_portfolio(product, name, TODAY))
    assert found is not None
    return found


def claimed(product: Product, portfolio: Portfolio, attempts: int = 0) -> Job:
    written(product.database, documents.ask_for_document, portfolio, TODAY)
    job = queue.claim(product.database, DOCUMENT, attempts, NOW, NOW + 30)
    assert job is not None
    return job


def make(product: Product, settings: Settings, job: Job, meanwhile: Callable[[], object]) -> None:
    """Make a plan, while something happens before it is kept."""

    def render(*_given: Any, **_named: Any) -> bytes:
        meanwhile()
        return b"the plan of whoever asked"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs, "render", render)
        jobs.attempt(settings, product, job)


def kept(product: Product) -> list[tuple[object, ...]]:
    """All files that are kept, and of which lists plans are remembered."""
    reading = product.database.reading
    files = reading.execute("SELECT portfolio_id, state, content FROM plan_document")
    plans = reading.execute("SELECT portfolio_id FROM plan_snapshot")
    return [*map(tuple, files), *map(tuple, plans)]


@pytest.mark.parametrize("same", [False, True])
def test_the_plan_of_a_list_that_was_erased_is_kept_for_no_other(
    product: Product, pages: Product, settings: Settings, same: bool
) -> None:
    """Whether or not the other's file has the number of ours."""
    ours, others = start(product, "ours"), list[Portfolio]()
    job = claimed(product, ours)

    def another_comes() -> None:
        erase_portfolio(pages, ours, TODAY, NOW)
        others.append(start(pages, "theirs"))
        if same:
            with pages.database.writing() as connection:
                connection.execute("DELETE FROM sqlite_sequence WHERE name = 'plan_document'")
        theirs = written(pages.database, documents.ask_for_document, others[0], TODAY)
        assert (theirs == job.subject) is same

    with pytest.raises(NotHeld):
        make(product, settings, job, another_comes)
    assert kept(product) == [(others[0].id, "waiting", None)]
    last = Job(job.id, DOCUMENT, job.subject, jobs.MOST_ATTEMPTS)
    # Ours has gone, and is given up without a word; theirs is not ours to give up.
    assert jobs.fail(product, last, "Ended") is not same
    assert kept(product) == [(others[0].id, "waiting", None)], "nor does it fail for the other"


def test_what_somebody_else_works_on_by_now_is_left_to_them(
    product: Product, pages: Product, settings: Settings
) -> None:
    job = claimed(product, start(product, "ours"))

    def taken_over() -> None:
        assert queue.claim(pages.database, DOCUMENT, 1, NOW + 31, NOW + 60) is not None

    with pytest.raises(NotHeld):
        make(product, settings, job, taken_over)
    queue.drop(product.database, job)
    assert product.database.reading.execute("SELECT attempts FROM job").fetchone()[0] == 2


def test_no_list_gets_the_number_of_one_that_has_gone(product: Product) -> None:
    """What was still reading the first would go on with the second, which is somebody else's."""
    first = start(product, "first")
    erase_portfolio(product, first, TODAY, NOW)
    assert start(product, "second").id > first.id
