"""Takes votes that people gave on paper, as somebody counted them or keyed their sheets in."""

from collections.abc import Callable, Sequence
from datetime import date

from ladder_assess.core.workshops.course import FACTS, OPEN, counted_by_hand, takes_paper
from ladder_assess.core.workshops.record import Account
from ladder_assess.core.workshops.sheets import Sheet
from ladder_assess.core.workshops.tally import Tally, by_hand
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product, Rules
from ladder_assess.services.workshops.consult_exercises import account_of
from ladder_assess.services.workshops.vote_by_facts import facts_ballot
from ladder_assess.storage.workshops import rounds, workshops


def counted_now(rules: Rules, workshop: Workshop, way: str = OPEN) -> Account | None:
    """What votes on paper can be typed in for now; None where they cannot. `way` is how people
    vote: OPEN, or FACTS for sheets of facts.
    """
    if not takes_paper(workshop.course, len(workshop.exercises), workshop.leaves_out, way=way):
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

    def came(account: Account) -> Tally | None:
        assert account.ballot is not None
        return by_hand(counts, account.ballot)

    return _show(product, workshop, came, OPEN, revision, today)


def count_sheets(
    product: Product, workshop: Workshop, sheets: Sequence[Sheet], revision: int, today: date
) -> bool:
    """Show a round by the facts as people answered them on sheets of paper; the rest as above."""
    ballot = facts_ballot(product)

    def came(_account: Account) -> Tally | None:
        return ballot.tally(map(ballot.on_paper, sheets))

    return _show(product, workshop, came, FACTS, revision, today)


def _show(
    product: Product,
    workshop: Workshop,
    came: Callable[[Account], Tally | None],
    way: str,
    revision: int,
    today: date,
) -> bool:
    with product.database.erasing() as connection:
        now = workshops.reread(connection, workshop)
        account = counted_now(product, now, way) if now and now.revision == revision else None
        if now is None or account is None:
            return False
        after = counted_by_hand(now.course, len(now.exercises), now.leaves_out, way=way)
        workshops.put_tally(connection, now, now.course, came(account))
        rounds.forget(connection, product.database, now)
        workshops.move(connection, now, after, today)
    return True
