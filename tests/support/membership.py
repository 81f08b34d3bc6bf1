"""Organisations and the people who belong to them, and browsers that are signed in."""

import time
from dataclasses import dataclass
from itertools import count

from flask import Flask

from ladder_assess.core.people.access import OWNER, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.keep_organisation import make_organisation
from ladder_assess.storage.people import organisations, sign_ins
from ladder_assess.web.access.identity import KEY
from tests.support.client import Client
from tests.support.kept.written import written
from tests.support.people import make_person
from tests.support.site import TODAY, product_of

_fresh = count(1)
CHARITY = Profile("charity", "england", "north_west", "income_100000", ("housing", "youth"))


@dataclass(frozen=True)
class Organisation:
    """An organisation, and the start of its addresses."""

    id: int

    @property
    def address(self) -> str:
        return f"/organisations/{self.id}"

    @property
    def portfolio(self) -> str:
        return f"/p/o{self.id}"


class People:
    """Makes people and organisations straight through the services."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.product: Product = product_of(app)

    def person(self, name: str = "Sam Okoro", email: str = "") -> Account:
        """A new account."""
        return make_person(self.product, name, email)

    def organisation(self, owner: Account, name: str = "River Trust") -> Organisation:
        """A new organisation."""
        request = f"organisation-{next(_fresh)}"
        made = (TODAY, int(time.time()))
        said = (name, CHARITY)
        return Organisation(make_organisation(self.product, owner, said, request, made))

    def join(self, organisation: Organisation, role: str = OWNER, *rights: str) -> Account:
        """A new person of an organisation."""
        account = self.person()
        membership = Membership(organisation.id, account.id, role, frozenset(rights))
        written(self.product.database, organisations.set_membership, membership)
        return account

    def client(self, account: Account) -> Client:
        """A browser in which someone is signed in."""
        client = Client(self.app)
        token = f"sign-in of a test {next(_fresh)}"
        written(self.product.database, sign_ins.start, account.id, token, "", int(time.time()))
        with client.browser.session_transaction() as session:
            session[KEY] = token
        return client
