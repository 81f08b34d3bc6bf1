"""Lets somebody sign in from a new browser while others try their address from everywhere.

The right password alone opens nothing then, as a guess would: a link goes to its owner's address,
and with that the password is asked for again. Whoever guesses hears nothing, right or wrong.
"""

import time

from ladder_assess.core.people.account import Account, plain_email
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.storage.people import tickets
from ladder_assess.storage.people.tickets import WAY_IN, Ticket

LASTS = 3600


def offer_way_in(product: Product, account: Account, token: str, letter: Letter) -> None:
    """Make a link good for an hour that leads past those who try, and send it."""
    with product.database.writing() as connection:
        expires = int(time.time()) + LASTS
        tickets.issue(connection, Ticket(WAY_IN, account.email, expires), token)
        send_mail.post(connection, account.email, *letter, send_mail.WAY_IN)


def has_way_in(product: Product, token: str, email: str) -> bool:
    """Does a link lead to the sign-in of this address?"""
    ticket = tickets.find(product.database, token, WAY_IN, int(time.time())) if token else None
    return ticket is not None and ticket.email == plain_email(email)


def use_way_in(product: Product, token: str) -> None:
    """Use the link up, and every other one to the address."""
    with product.database.writing() as connection:
        tickets.use(connection, token, WAY_IN, int(time.time()))
