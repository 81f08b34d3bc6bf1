"""Opens an account: a link by e-mail first, then name and password."""

import time
from datetime import date

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.sign_in import hash_password, note
from ladder_assess.storage.people import accounts, tickets
from ladder_assess.storage.people.tickets import CONFIRM, Ticket

LASTS = 24 * 3600
ADMINISTRATOR = "administrator"


def ask_to_confirm(
    product: Product, email: str, token: str, *, administrator: bool = False
) -> bool:
    """Make a link good that opens an account for an address, for a day. Says whether the address
    is new; the work is the same where it is not, and the link then of no use.
    """
    known = accounts.account_by_email(product.database, email) is not None
    role = ADMINISTRATOR if administrator else ""
    ticket = Ticket(CONFIRM, email, int(time.time()) + LASTS, role=role)
    tickets.issue(product.database, ticket, token)
    return not known


def open_account(
    product: Product, token: str, name: str, password: str, today: date
) -> Account | None:
    """Use a link up and make the account. None when the link is of no use (any more)."""
    kept = hash_password(password)
    ticket = tickets.use(product.database, token, CONFIRM, int(time.time()))
    if ticket is None:
        return None
    number = accounts.make_account(product.database, ticket.email, name, kept, today)
    if number is None:
        return None
    if ticket.role == ADMINISTRATOR:
        accounts.set_administrator(product.database, number, True)
    account = accounts.account_by_id(product.database, number)
    assert account is not None
    note(product, account, "account_opened")
    return account


def make_administrator(product: Product, email: str) -> bool:
    """Make the account of an address a site administrator. False when there is none yet."""
    account = accounts.account_by_email(product.database, email)
    if account is None:
        return False
    accounts.set_administrator(product.database, account.id, True)
    note(product, account, "made_administrator")
    return True
