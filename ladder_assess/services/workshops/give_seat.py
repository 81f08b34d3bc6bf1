"""Gives seats to phones, and knows those that a room gave, though none of them is kept."""

import hmac
import secrets

from ladder_assess.core.workshops.room_code import CHECK_LENGTH, LETTERS, new_seat, read_seat
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.common.product import Product


def give_seat(product: Product, workshop: Workshop) -> str:
    """A seat drawn by chance, with letters at its end that only this room makes of the rest."""
    drawn = new_seat(secrets.randbelow)
    return drawn + _check(product, workshop, drawn)


def known_seat(product: Product, workshop: Workshop, typed: str) -> str:
    """The seat that somebody means; empty where this room gave none like it."""
    seat = read_seat(typed)
    drawn, check = seat[:-CHECK_LENGTH], seat[-CHECK_LENGTH:]
    return seat if hmac.compare_digest(_check(product, workshop, drawn), check) else ""


def _check(product: Product, workshop: Workshop, drawn: str) -> str:
    said = f"workshop-seat:{workshop.id}:{drawn}"
    digest = hmac.digest(product.secret.encode(), said.encode(), "sha256")
    number, found = int.from_bytes(digest), ""
    for _ in range(CHECK_LENGTH):
        number, at = divmod(number, len(LETTERS))
        found += LETTERS[at]
    return found
