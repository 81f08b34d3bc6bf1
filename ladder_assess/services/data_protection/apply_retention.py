"""Applies the periods for which each kind of data is kept, once a day, and says what it did."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

from ladder_assess.core.people.event import Event
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_in_pieces import erase_in_pieces
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.scopes import AGED, Bounds, Scope
from ladder_assess.storage.people import audit


def apply_retention(
    product: Product, periods: Mapping[str, int], today: date, now: int, *, dry: bool = False
) -> dict[str, int]:
    """Remove what is past its time; returns how many rows of each table, and contents on disk.

    `periods` are days by name of the setting; 0 keeps a kind until it is erased. When `dry`,
    everything is counted and nothing removed.
    """
    days = {kind: today - timedelta(days=period) for kind, period in periods.items() if period}
    bounds = Bounds(days, now)
    if dry:
        with product.database.writing() as connection:
            return scopes.expire(connection, bounds, dry=True)
    for old in scopes.lists_past_their_time(product.database.reading, bounds):
        # Somebody may open it meanwhile, and keeps what is there then.
        erase_in_pieces(product, old, partial(_is_past, bounds, old))
    before = _expire_in_pieces(product, bounds)
    there = evidence_files.lying(product.database)
    with product.database.erasing() as connection:
        removed = scopes.expire(connection, bounds)
        removed |= {table: removed[table] + many for table, many in before.items() if many}
        removed["contents"] = len(evidence_files.strays(connection, there))
        scopes.note_run(connection, today, removed)
        audit.put(connection, None, Event(now, "retention_applied", removed))
    # Only now, as nothing brings them back; where it is cut short, the next day's run goes on.
    evidence_files.sweep(product.database, today)
    answer_mix.sweep(product.database)
    return removed


def _expire_in_pieces(product: Product, bounds: Bounds) -> Counter[str]:
    """Remove what there may be very much of; returns how many rows of each table."""
    removed = Counter[str]()
    for table, many in AGED:

        def piece(connection: Writing, table: str = table, many: int = many) -> bool:
            gone = scopes.expire_piece(connection, bounds, table, many)
            removed[table] += gone
            return gone >= many

        in_pieces(product, piece)
    return removed


def _is_past(bounds: Bounds, of: Scope, connection: Writing) -> bool:
    return of in scopes.lists_past_their_time(connection, bounds)


def is_due(product: Product, today: date) -> bool:
    """Has it not been applied today? A day that a wrong clock once named does not count."""
    return scopes.run_on(product.database, today) is None
