"""Says whether an organisation counts among the peers, and if not, why and from when."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ladder_assess.core.benchmarks.counting import who_counts
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import members
from ladder_assess.storage.people import confirmations


class Why(Enum):
    """Why an organisation counts, or does not."""

    COUNTS = "counts"
    WAITS = "waits"
    REFUSED = "refused"
    YOUNG = "young"
    SECOND = "second"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Counting:
    """`since` is the day from which one that is too young counts, else None."""

    why: Why
    since: date | None = None


def explain_counting(
    product: Product, organisation: int, policy: Policy | None, today: date
) -> Counting:
    """Whether this organisation would count in a draw today. It tells of nobody's answers."""
    if policy is None:
        return Counting(Why.NOTHING)
    decision = confirmations.find_decision(product.database, organisation)
    if decision is None or not decision.confirmed:
        return Counting(Why.WAITS if decision is None else Why.REFUSED)
    found = [member for member, _ in members.list_members(product.database)]
    made_on = next(member.made_on for member in found if member.id == organisation)
    old = made_on + timedelta(days=policy.days_old)
    if today < old:
        return Counting(Why.YOUNG, old)
    counts = organisation in who_counts(found, today, policy)
    return Counting(Why.COUNTS if counts else Why.SECOND)
