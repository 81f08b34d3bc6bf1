"""Removes an activity, with all that is kept about it and nothing else."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities, evidence_files
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.people import audit


def remove_activity(
    product: Product, portfolio: Portfolio, number: int, by: Actor, today: date
) -> None:
    """Erase an activity, what was planned for it, its files and the answers that wait for it, and
    take back, on this day, what was agreed to for files. Nothing happens where there is none such.

    The rows go all at once; only then can contents on the disk go, and where that is cut short the
    daily round of `apply_retention` finds what no row names any more.
    """
    with product.database.writing() as connection:
        if activities.remove_activity(connection, portfolio, number):
            evidence_files.withdraw_lost(connection, today)
            audit.record(connection, by, True, "activity_removed", activity=number)
    evidence_files.sweep(product.database, today)
    answer_mix.sweep(product.database)
