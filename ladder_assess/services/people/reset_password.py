"""Gives an account another password: by a link sent to its address, or by someone signed in."""

import time

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.keep_access_keys import end_keys
from ladder_assess.services.people.keep_sign_in import Device, ensure_as_checked, start
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.services.people.sign_in import hash_password, note
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import accounts, tickets
from ladder_assess.storage.people.tickets import MAIL, RESET, Ticket

LASTS = 3600


def ask_to_reset(
    product: Product, email: str, token: str, letters: tuple[Letter, Letter] | None = None
) -> bool:
    """Make a link good that sets another password, for an hour, and send the first of the letters
    or, where there is no account, the second. Says whether there is one; the work is the same where
    there is none, and the link then of no use.
    """
    known = accounts.account_by_email(product.database, email) is not None
    with product.database.writing() as connection:
        issued = tickets.issue(connection, Ticket(RESET, email, int(time.time()) + LASTS), token)
        if letters is not None:
            subject, body = letters[not known]
            link = issued if known else None
            send_mail.post(connection, email, subject, body, send_mail.RESET, link)
    return known


def account_to_reset(product: Product, token: str, now: int) -> Account | None:
    """Whose password a link sets; None when it is of no use (any more)."""
    ticket = tickets.find(product.database, token, RESET, now)
    return accounts.account_by_email(product.database, ticket.email) if ticket else None


def reset_password(product: Product, token: str, password: str, told: Letter) -> Account | None:
    """Use a link up and set the password, which signs the account out everywhere and ends the keys
    for programs that it made; its owner is told by a message. A link that was sent proves the
    address. None when it is of no use (any more).
    """
    kept = hash_password(password)
    with product.database.writing() as connection:
        ticket = tickets.use(connection, token, RESET, int(time.time()))
        account = accounts.account_by_email(product.database, ticket.email) if ticket else None
        if ticket is None or account is None:
            return None
        if ticket.carried_by == MAIL:
            accounts.prove_address(connection, account.id)
        _set(connection, account, kept, "password_reset", told)
    return accounts.account_by_id(product.database, account.id)


def change_password(
    product: Product, account: Account, password: str, device: Device, told: Letter
) -> None:
    """Set another password, which signs the account out everywhere but on this device, under a new
    token, and ends the keys for programs that it made; its owner is told by a message. Raises
    ChangedMeanwhile where the password that was checked is another by now.
    """
    kept = hash_password(password)
    with product.database.writing() as connection:
        ensure_as_checked(product, account)
        _set(connection, account, kept, "password_changed", told)
        start(connection, account.id, device)


def _set(connection: Writing, account: Account, kept: str, event: str, told: Letter) -> None:
    accounts.set_password(connection, account.id, kept)
    end_keys(connection, account.id, account.id, int(time.time()))
    note(connection, account.id, event)
    send_mail.post(connection, account.email, *told, send_mail.NOTICE)
