"""Takes answers back by the code that whoever gave them was shown, once, and nobody else has.

Those who answer for the place they work or speak for get such a code; those who took part answer
without anything that could tell their answers from another's, and so get none.
"""

import hmac

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit
from ladder_assess.storage.people.consent import LETTERS
from ladder_assess.storage.points_of_view import given as points_of_view

# 79 bits: too many to guess, few enough to copy from paper.
GROUPS, GROUP = 4, 4


def code_of(product: Product, view: str) -> str:
    """The code of a point of view, worked out from the random id that its giver's browser holds.

    Neither is kept: only a digest of the code is.
    """
    mac = hmac.digest(product.secret.encode(), b"view-code:" + view.encode(), "sha256")
    number, letters = int.from_bytes(mac, "big"), ""
    for _ in range(GROUPS * GROUP):
        number, place = divmod(number, len(LETTERS))
        letters += LETTERS[place]
    return grouped(letters)


def grouped(typed: str) -> str:
    """A code as it is shown, however it was typed: with other dashes, spaces or capitals."""
    letters = "".join(letter for letter in typed.casefold() if letter.isalnum())
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def take_back_view(product: Product, typed: str, now: int) -> bool:
    """Erase the answers that a code belongs to; False, and nothing erased, when there are none.

    An organisation's log says that answers were taken back, neither by whom nor what they were.
    """
    database = product.database
    ids = points_of_view.ids_by_code(database, grouped(typed))
    if not ids:
        return False
    with database.erasing() as connection:
        taken = points_of_view.withdraw_by_code(connection, database, ids)
        if taken is not None:
            by = Actor(organisation=taken.organisation, when=now)
            audit.record(connection, by, True, "view_withdrawn", activity=taken.number)
    return taken is not None


def take_back_by_name(product: Product, portfolio: Portfolio, number: int, by: Actor) -> None:
    """Erase what whoever asks has answered about an activity under their own name."""
    if by.account is None:
        return
    database = product.database
    with database.erasing() as connection:
        taken = points_of_view.withdraw(connection, portfolio, number, by.account)
        audit.record(connection, by, taken, "view_withdrawn", activity=number)


def has_named_view(product: Product, portfolio: Portfolio, number: int, account: int) -> bool:
    """Has this person given a view of the activity under their name?"""
    return points_of_view.has_view(product.database, portfolio, number, account)
