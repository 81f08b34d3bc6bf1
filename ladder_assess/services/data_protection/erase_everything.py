"""Erases an organisation, a person or a private link, with all that is kept about it."""

import hmac
from datetime import date
from functools import partial

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.product import Product
from ladder_assess.services.data_protection.erase_in_pieces import erase_in_pieces
from ladder_assess.services.data_protection.remember_refusal import keep_refusal
from ladder_assess.storage.activities import evidence_files
from ladder_assess.storage.common import answer_mix
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.data_protection import scopes
from ladder_assess.storage.data_protection.belonging import ACCOUNT, ORGANISATION, PORTFOLIO
from ladder_assess.storage.data_protection.scopes import Scope
from ladder_assess.storage.people import accounts, audit, organisations


class OnlyOwner(ValueError):
    """The person is the only owner of `organisations`, which need another one first."""

    def __init__(self, found: list[Organisation]) -> None:
        self.organisations = found
        super().__init__([organisation.id for organisation in found])


def of_account(account: Account) -> Scope:
    """A person's scope."""
    return Scope(ACCOUNT, account.id, account.email)


def of_organisation(organisation: int) -> Scope:
    """An organisation's scope."""
    return Scope(ORGANISATION, organisation)


def of_portfolio(portfolio: Portfolio) -> Scope:
    """The scope of what a private link opens."""
    return Scope(PORTFOLIO, portfolio.id)


def erase_account(product: Product, account: Account, today: date, now: int) -> None:
    """Erase a person. Raises OnlyOwner when an organisation would be left without an owner."""
    alone = owned_alone(product, account.id)
    if alone:
        raise OnlyOwner(alone)
    still = partial(_leaves_owners, product, account.id)
    erase_in_pieces(product, of_account(account), still)
    with product.database.erasing() as connection:
        alone = owned_alone(product, account.id)
        if alone:
            raise OnlyOwner(alone)
        if accounts.account_by_id(product.database, account.id) is None:
            return
        _erase(product, connection, of_account(account), today, now)
    _sweep(product, today)


def _leaves_owners(product: Product, account: int, _: Writing) -> bool:
    return not owned_alone(product, account)


def owned_alone(product: Product, account: int) -> list[Organisation]:
    """The organisations that have this person as their only owner."""
    return [
        organisation
        for organisation, membership in organisations.organisations_of(product.database, account)
        if membership.role == "owner" and _owners(product, organisation.id) == 1
    ]


def _owners(product: Product, organisation: int) -> int:
    people = organisations.people_of(product.database, organisation)
    return sum(person.membership.role == "owner" for person in people)


def erase_organisation(
    product: Product, organisation: int, today: date, now: int, why: Event | None = None
) -> None:
    """Erase an organisation: activities, plans, PDFs, files, history, its people's places in it.
    That one was refused as a peer is remembered without its name.
    `why` is put into the site's log too.
    """
    if organisations.find_organisation(product.database, organisation) is None:
        return
    erase_in_pieces(product, of_organisation(organisation))
    with product.database.erasing() as connection:
        if organisations.find_organisation(product.database, organisation) is None:
            return
        keep_refusal(product, connection, organisation, now)
        _erase(product, connection, of_organisation(organisation), today, now)
        if why is not None:
            audit.put(connection, None, why)
    _sweep(product, today)


def erase_portfolio(product: Product, portfolio: Portfolio, today: date, now: int) -> None:
    """Erase all that a private link opens, and so the link."""
    erase_in_pieces(product, of_portfolio(portfolio))
    with product.database.erasing() as connection:
        _erase(product, connection, of_portfolio(portfolio), today, now)
    _sweep(product, today)


def erase_again(product: Product, scope: Scope, today: date, now: int) -> None:
    """Erase what was erased before already and has come back with a backup, whoever is left."""
    erase_in_pieces(product, scope)
    with product.database.erasing() as connection:
        _erase(product, connection, scope, today, now)
    _sweep(product, today)


def _erase(product: Product, connection: Writing, scope: Scope, today: date, now: int) -> None:
    stone = digest_of(product.secret, scope)
    scopes.erase(connection, scope, today, stone)
    # In the site's own log, which keeps neither number nor name of what has gone.
    audit.put(connection, None, Event(now, f"{scope.kind}_erased", {"tombstone": stone}))


def _sweep(product: Product, today: date) -> None:
    """Contents on the disk go once the rows that name them have gone for good; where that is cut
    short, the daily round of `apply_retention` finds them.
    """
    evidence_files.sweep(product.database, today)
    answer_mix.sweep(product.database)


def digest_of(secret: str, scope: Scope) -> str:
    """What a tombstone knows a scope by: made with the installation's secret, so that nobody can
    work out from it who it was, yet the same scope in a restored backup can be found.
    """
    named = f"tombstone:{scope.kind}:{scope.id}:{scope.email}".encode()
    return hmac.digest(secret.encode(), named, "sha256").hex()
