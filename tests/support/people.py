"""People with accounts, and how they sign in."""

from functools import cache
from itertools import count

from ladder_assess.core.people.account import MESSAGE, Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.sign_in import hash_password
from ladder_assess.storage.people import accounts, mail
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.page import Page
from tests.support.site import TODAY

PASSWORD = "tulip brick ferry moss"
_fresh = count(1)


@cache
def hashed() -> str:
    """The hash of PASSWORD, made once: it is slow on purpose."""
    return hash_password(PASSWORD)


def make_person(product: Product, name: str = "Ann Lee", email: str = "") -> Account:
    """An account with PASSWORD at a proven address; without one, at one that nobody else has."""
    address = email or f"person{next(_fresh)}@example.org"
    number = written(
        product.database, accounts.make_account, address, name, hashed(), TODAY, MESSAGE
    )
    assert number is not None
    account = accounts.account_by_id(product.database, number)
    assert account is not None
    return account


def sign_in(client: Client, account: Account, to: str = "/account") -> Page:
    """Sign in on the page that asks for it; the page that comes next."""
    page = client.get(f"/sign-in?to={to}")
    return client.answer(page, email=account.email, password=PASSWORD)


def last_message(product: Product, email: str) -> mail.Message:
    """What was last sent to an address."""
    found = [m for m in mail.all_messages(product.database) if m.recipient == email.casefold()]
    return found[0]


def link_in(message: mail.Message) -> str:
    """The last link in a message."""
    return [word for word in message.body.split() if word.startswith("http")][-1]
