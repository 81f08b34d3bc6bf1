"""Puts back an activity that was removed, or erases it for good before its time is up."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.removal import RemovedActivity
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import evidence_files, removed
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.people import audit


def list_removed(product: Product, portfolio: Portfolio, now: int) -> list[RemovedActivity]:
    """What was removed from a list and can be put back now, the last removed first."""
    return removed.list_removed(product.database, portfolio, now)


def put_back_activity(
    product: Product, portfolio: Portfolio, number: int, by: Actor, now: int
) -> bool:
    """Put a removed activity back with all that belonged to it, exactly as it was. False, and
    nothing changed, where its time is up or somebody did so already.
    """
    with product.database.writing() as connection:
        done = removed.put_back(connection, portfolio, number, now)
        audit.record(connection, by, done, "activity_put_back", activity=number)
    return done


def erase_removed_activity(
    product: Product, portfolio: Portfolio, number: int, by: Actor, today: date
) -> bool:
    """Erase a removed activity, what was planned for it, its files and the answers that wait for
    it, and take back, on this day, what was agreed to for files. Nothing brings it back.

    The rows go all at once; only then can contents on the disk go, and where that is cut short the
    daily round of `apply_retention` finds what no row names any more.
    """
    with product.database.erasing() as connection:
        done = removed.erase_removed(connection, portfolio, number)
        if done:
            evidence_files.withdraw_lost(connection, today)
            audit.record(connection, by, done, "activity_erased", activity=number)
    evidence_files.sweep(product.database, today)
    answer_mix.sweep(product.database)
    return done
