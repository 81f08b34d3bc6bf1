"""Takes votes that people gave on paper, as somebody counted them."""

from collections.abc import Sequence
from datetime import date

from ladder_assess.core.workshops.course import counted_by_hand, takes_paper
from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.tally import by_hand
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.services.workshops.consult_exercises import account_of
from ladder_assess.storage.workshops import rounds, workshops


def counted_now(rules: Rules, workshop: Workshop) -> Account | None:
    """What votes on paper can be typed in for now; None where they cannot."""
    if not takes_paper(workshop.course, len(workshop.exercises), workshop.leaves_out):
        return None
    account = account_of(rules, workshop.now_at) if workshop.now_at else None
    return account if account and account.ballot else None


def count_by_hand(
    product: Product, workshop: Workshop, counts: Sequence[int], revision: int, today: date
) -> bool:
    """Show a round of votes as it was counted on paper; votes that phones gave in it are thrown
    away unseen, as they would be told by the difference. False, and nothing done, where the
    workshop is no longer as whoever pressed the button saw it. Raises ValueError for counts that
    no votes come to.
    """
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        account = counted_now(product, now) if now and now.revision == revision else None
        if now is None or account is None or account.ballot is None:
            return False
        came = by_hand(counts, account.ballot)
        workshops.put_tally(connection, now, now.course, came)
        rounds.forget(connection, product.database, now)
        after = counted_by_hand(now.course, len(now.exercises), now.leaves_out)
        workshops.move(connection, now, after, today)
    return True
