"""Whether the day that the clock says can be believed, where what is done by it cannot be undone.

A machine that starts without the time of the network may think for some minutes that years have
passed. Whatever was noted last is the first witness of the day; where that is long ago, something
noted a day ago by the same clock is the second.
"""

from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Database
from ladder_assess.storage.people import audit

A_DAY = 24 * 60 * 60
# What was noted longer ago does not bear the day out.
FAR = 40 * A_DAY


def is_borne_out(database: Database, now: int) -> bool:
    """Was something noted not long before now and, by the same clock, a day ago or more? A site
    where nothing is as old as that is new.
    """
    last = audit.last_until(database, now - A_DAY)
    if not last:
        return audit.latest(database) <= now
    return last >= now - FAR


def note_if_set_back(product: Product, now: int) -> None:
    """Where the last entry bears a day to come, the clock has been set since. That is noted, as a
    clock that is wrong once more would be borne out by that entry.
    """
    if audit.latest(product.database) > now + A_DAY:
        with product.database.writing() as connection:
            audit.put(connection, None, Event(now, "clock_set_back", {}))


def believe_clock(product: Product, now: int) -> bool:
    """The same; where it is not so, note what the clock says, which is believed a day later if
    nobody has set it by then.
    """
    if is_borne_out(product.database, now):
        return True
    if audit.last_until(product.database, now) <= now - A_DAY:
        with product.database.writing() as connection:
            audit.put(connection, None, Event(now, "clock_not_believed", {}))
    return False
