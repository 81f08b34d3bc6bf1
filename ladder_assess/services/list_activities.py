"""Lists the activities of a portfolio with where each stands, however many there are.

What the rules say of an activity depends on what is kept of it alone, so it is remembered by a
digest of that, in this process. Nothing needs to be told when something changes: what has changed
has another digest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from ladder_assess.core.assessment import Assessor
from ladder_assess.core.draft import Draft
from ladder_assess.core.listed import Listed, listed
from ladder_assess.services.product import Product
from ladder_assess.storage.activities import KeptActivity, list_kept
from ladder_assess.storage.portfolios import Portfolio

# Two of the longest lists; about a kilobyte each.
MOST_REMEMBERED = 50_000

_remembered: WeakKeyDictionary[Assessor, dict[bytes, Listed]] = WeakKeyDictionary()


@dataclass(frozen=True)
class ActivityList:
    """Every activity of a portfolio, by number. `counted` leaves exercises out."""

    activities: tuple[Listed, ...]
    kept: Mapping[int, KeptActivity]

    @property
    def counted(self) -> list[Listed]:
        """Those that figures and pictures are about."""
        return without_exercises(self.activities)

    def draft(self, number: int) -> Draft:
        """One of them, as it was described."""
        return self.kept[number].read()


def list_activities(product: Product, portfolio: Portfolio) -> ActivityList:
    """The activities of a portfolio that may be seen."""
    kept = list_kept(product.database, portfolio)
    known = _remembered.setdefault(product.assessor, {})
    found = tuple(_listed(product.assessor, known, each) for each in kept)
    return ActivityList(found, {each.number: each for each in kept})


def without_exercises(activities: Iterable[Listed]) -> list[Listed]:
    """The activities that are nobody's exercise."""
    return [activity for activity in activities if not activity.exercise]


def _listed(assessor: Assessor, known: dict[bytes, Listed], kept: KeptActivity) -> Listed:
    key = kept.fingerprint
    found = known.get(key)
    if found is None:
        found = listed(assessor, kept.read())
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        known[key] = found
    return found
