"""Organisations with people in them, and clients that are signed in."""

import time
from dataclasses import dataclass
from itertools import count

from flask import Flask

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.activities.save_answers import save_answers
from ladder_assess.services.activities.start_portfolio import add_activity
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import accounts, organisations, sign_ins
from ladder_assess.web.access.identity import KEY
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.links import Answers
from tests.support.site import TODAY, product_of

_fresh = count(1)


def make_person(product: Product, name: str = "Ada Owner", password: str = "") -> Account:
    """Someone with an account; `password` is a hash."""
    email = f"{name.split()[0].casefold()}.{next(_fresh)}@example.org"
    number = written(product.database, accounts.make_account, email, name, password, TODAY)
    assert number is not None
    found = accounts.account_by_id(product.database, number)
    assert found is not None
    return found


def signed_in_client(app: Flask, account: Account) -> Client:
    """A browser that this person has signed in with."""
    token = f"a-token-that-only-the-tests-know-{next(_fresh)}"
    written(product_of(app).database, sign_ins.start, account.id, token, "A test", int(time.time()))
    client = Client(app)
    with client.browser.session_transaction() as session:
        session[KEY] = token
    return client


@dataclass(frozen=True)
class Office:
    """An organisation and its owner."""

    product: Product
    id: int
    name: str
    owner: Account

    @property
    def address(self) -> str:
        """The start of the addresses about the organisation."""
        return f"/organisations/{self.id}"

    @property
    def list(self) -> str:
        """The start of the addresses of its activities."""
        return f"/p/o{self.id}"

    @property
    def portfolio(self) -> Portfolio:
        place = organisations.find_membership(self.product.database, self.id, self.owner.id)
        assert place is not None
        return organisations.portfolio_of(self.product.database, place)

    def take_on(self, account: Account, role: str) -> None:
        """Give someone a role."""
        written(
            self.product.database,
            organisations.set_membership,
            Membership(self.id, account.id, role),
        )

    def describe(self, *activities: Answers) -> None:
        """Add activities with these answers."""
        for values in activities:
            request = f"activity-{next(_fresh)}"
            number = add_activity(self.product, self.portfolio, "full", request)
            save_answers(self.product, self.portfolio, number, dict(values))


def make_office(product: Product, name: str = "Riverside Council") -> Office:
    """An organisation with an owner and nothing in it."""
    owner = make_person(product)
    request = f"organisation-{next(_fresh)}"
    number = written(
        product.database,
        organisations.make_organisation,
        name,
        Profile("other", "England"),
        owner,
        request,
        TODAY,
    )
    return Office(product, number, name, owner)
