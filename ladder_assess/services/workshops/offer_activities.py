"""Offers the activities of an organisation's list, to be placed in a workshop that it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.finding import finds
from ladder_assess.core.workshops.exercise import LONGEST_TEXT, LONGEST_TITLE, OWN, Exercise, Typed
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities

MOST_OFFERED = 20


@dataclass(frozen=True)
class Offer:
    """The first activities that fit what was searched for, of so many that do and so many in all;
    those without a name are not among them.
    """

    first: Sequence[Listed]
    found: int
    total: int


def offered(product: Product, portfolio: Portfolio, wanted: str = "") -> Offer:
    """What can be picked from a list, by words of its name."""
    named = [each for each in list_activities(product, portfolio).counted if each.name]
    found = [each for each in named if finds(wanted, each.name)]
    return Offer(found[:MOST_OFFERED], len(found), len(named))


def picked(product: Product, portfolio: Portfolio, number: int) -> Exercise | None:
    """An activity of a list as a room reads it: its name and what happens in it, as they are now.
    None where it has gone.
    """
    record = activities.find_activity(product.database, portfolio, number)
    if record is None or not record.name:
        return None
    text = str(record.values.get("description", ""))
    typed = Typed(record.name[:LONGEST_TITLE], text[:LONGEST_TEXT], number=number)
    return Exercise(OWN, typed=typed)
