"""Gives an account another password: by a link sent to its address, or by someone signed in."""

import time

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.sign_in import hash_password, note
from ladder_assess.storage.people import accounts, tickets
from ladder_assess.storage.people.tickets import RESET, Ticket

LASTS = 3600


def ask_to_reset(product: Product, email: str, token: str) -> bool:
    """Make a link good that sets another password, for an hour. Says whether there is an account;
    the work is the same where there is none, and the link then of no use.
    """
    known = accounts.account_by_email(product.database, email) is not None
    tickets.issue(product.database, Ticket(RESET, email, int(time.time()) + LASTS), token)
    return known


def reset_password(product: Product, token: str, password: str) -> Account | None:
    """Use a link up and set the password, which signs the account out everywhere.

    None when the link is of no use (any more).
    """
    kept = hash_password(password)
    ticket = tickets.use(product.database, token, RESET, int(time.time()))
    account = accounts.account_by_email(product.database, ticket.email) if ticket else None
    if account is None:
        return None
    return _set(product, account, kept, "password_reset")


def change_password(product: Product, account: Account, password: str) -> Account:
    """Set another password, which signs the account out everywhere."""
    return _set(product, account, hash_password(password), "password_changed")


def _set(product: Product, account: Account, kept: str, event: str) -> Account:
    accounts.set_password(product.database, account.id, kept)
    note(product, account, event)
    changed = accounts.account_by_id(product.database, account.id)
    assert changed is not None
    return changed
