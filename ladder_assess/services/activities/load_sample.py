"""Loads the worked cases as sample data, labelled as such wherever they appear."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, Value
from ladder_assess.core.activities.portfolio import Backing, Portfolio
from ladder_assess.core.activities.practice import WorkedCase
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, portfolios
from ladder_assess.storage.common.database import Writing

SAMPLE_TOKEN = "sample"  # noqa: S105  (open to everyone, and to read alone)
SAMPLE_TITLE = "Published cases"


def load_sample(product: Product, today: date) -> int:
    """Put every worked case that is not there into the sample portfolio, all at once; returns how
    many activities it has.

    Loading again adds nothing, and adds what an earlier version or a start that was cut short has
    left out. What was loaded with earlier rules is placed by the newest, by which the published
    cases are coded.
    """
    with product.database.writing() as connection:
        portfolio = portfolios.make_portfolio(
            connection, SAMPLE_TOKEN, today, title=SAMPLE_TITLE, sample=True
        )
        add_cases(connection, product, portfolio)
        for kept in activities.list_kept(product.database, portfolio):
            if kept.stamp in product.earlier:
                activities.change_activity(
                    connection, portfolio, kept.number, lambda d: replace(d, stamp=product.stamp)
                )
    return len(activities.list_activities(product.database, portfolio))


def add_cases(connection: Writing, product: Product, portfolio: Portfolio) -> None:
    """Add every worked case to a portfolio, marked as sample data."""
    for record, case_id in case_records(product):
        activities.add_activity(connection, portfolio, record, f"sample:{case_id}")


def case_records(product: Product) -> Iterator[tuple[ActivityRecord, str]]:
    """Every worked case as an activity marked as sample data, with the case's id."""
    for case in product.definitions.cases:
        activity = read_activity(product.newest.questionnaire, case.record)
        values: dict[str, Value] = {
            "name": f"{case.activity} ({case.organisation})",
            "description": case.coding_note,
            **activity.answers,
        }
        if activity.claimed is not None:
            values["claimed_rung"] = str(activity.claimed)
        yield ActivityRecord(0, FULL, values, _backing(product, case), True, product.stamp), case.id


def _backing(product: Product, case: WorkedCase) -> dict[str, Backing]:
    source = product.definitions.sources[case.source]
    note = f"{source.short}: {case.locator}"
    return {item: Backing(strength, note) for item, strength in case.record["evidence"].items()}
