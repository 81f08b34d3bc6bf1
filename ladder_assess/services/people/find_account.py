"""Finds accounts, and changes what a person is called."""

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import accounts


def account_at(product: Product, email: str) -> Account | None:
    """The account with this address, however it is capitalised."""
    return accounts.account_by_email(product.database, email)


def account_of(product: Product, number: int) -> Account | None:
    """The account with this number."""
    return accounts.account_by_id(product.database, number)


def account_known_as(product: Product, subject: str) -> Account | None:
    """The account that a provider of sign-in knows by this subject."""
    return accounts.account_by_subject(product.database, subject)


def rename(product: Product, account: Account, name: str) -> None:
    """Change what a person is called. No log keeps names."""
    with product.database.writing() as connection:
        accounts.set_name(connection, account.id, name)
