"""Opens an account: a link by e-mail first, then name and password."""

import time
from datetime import date

from ladder_assess.core.people.account import MESSAGE, PROVIDER, Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.services.people.sign_in import hash_password, note
from ladder_assess.storage.people import accounts, tickets
from ladder_assess.storage.people.tickets import CONFIRM, MAIL, Ticket

LASTS = 24 * 3600
ADMINISTRATOR = "administrator"


def ask_to_confirm(
    product: Product,
    email: str,
    token: str,
    letters: tuple[Letter, Letter] | None = None,
    *,
    administrator: bool = False,
) -> bool:
    """Make a link good that opens an account for an address, for a day, and send it the first of
    the letters or, where there is an account already, the second. Says whether the address is new;
    the work is the same where it is not, and the link then of no use.
    """
    known = accounts.account_by_email(product.database, email) is not None
    role = ADMINISTRATOR if administrator else ""
    ticket = Ticket(CONFIRM, email, int(time.time()) + LASTS, role=role)
    with product.database.writing() as connection:
        issued = tickets.issue(connection, ticket, token)
        if letters is not None:
            subject, body = letters[known]
            link = None if known else issued
            send_mail.post(connection, email, subject, body, send_mail.CONFIRM, link)
    return not known


def confirmed_address(product: Product, token: str, now: int) -> str | None:
    """The address that a link opens an account for; None when it is of no use (any more)."""
    ticket = tickets.find(product.database, token, CONFIRM, now)
    if ticket is None or accounts.account_by_email(product.database, ticket.email):
        return None
    return ticket.email


def open_account(
    product: Product, token: str, name: str, password: str, today: date
) -> Account | None:
    """Use a link up and make the account. None when the link is of no use (any more)."""
    kept = hash_password(password)
    with product.database.writing() as connection:
        ticket = tickets.use(connection, token, CONFIRM, int(time.time()))
        if ticket is None:
            return None
        proven = MESSAGE if ticket.carried_by == MAIL else ""
        number = accounts.make_account(connection, ticket.email, name, kept, today, proven)
        if number is None:
            return None
        if ticket.role == ADMINISTRATOR:
            accounts.set_administrator(connection, number, True)
        note(connection, number, "account_opened")
    return accounts.account_by_id(product.database, number)


def open_from_elsewhere(
    product: Product, email: str, name: str, subject: str, today: date
) -> Account | None:
    """Make an account without a password, which a provider of sign-in opens by this subject. None
    when there is one with this address by now.
    """
    with product.database.writing() as connection:
        number = accounts.make_account(connection, email, name, "", today, PROVIDER)
        if number is None:
            return None
        accounts.set_subject(connection, number, subject)
        note(connection, number, "account_opened")
    return accounts.account_by_id(product.database, number)


def has_administrator(product: Product) -> bool:
    """Does anybody look after the site?"""
    return accounts.has_administrator(product.database)


def make_administrator(product: Product, email: str) -> bool:
    """Make the account of an address a site administrator. False when there is none yet."""
    account = accounts.account_by_email(product.database, email)
    if account is None:
        return False
    with product.database.writing() as connection:
        if accounts.set_administrator(connection, account.id, True):
            note(connection, account.id, "made_administrator")
    return True
