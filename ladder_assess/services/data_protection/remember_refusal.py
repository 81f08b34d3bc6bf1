"""Remembers of an erased organisation that it was refused as a peer, and nothing else of it.

Without that, whoever was refused would erase it, make the same anew and ask again unnoticed.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.people.access import OWNER
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import confirmations, organisations

# For so long, in seconds: a year. The privacy page says so.
REMEMBERED = 365 * 24 * 3600


@dataclass(frozen=True)
class Refusals:
    """The days on which organisations were refused that are erased by now, by a digest of their
    name or authority, and by the account of an owner.
    """

    secret: str
    signs: Mapping[str, date]
    accounts: Mapping[int, date]

    def of(self, organisation: Organisation, owners: Iterable[int]) -> date | None:
        """When one was refused, last, that has the name, authority or an owner in common."""
        found = [self.signs.get(sign) for sign in signs_of(self.secret, organisation)]
        found += [self.accounts.get(owner) for owner in owners]
        return max((day for day in found if day is not None), default=None)

    def bars(self, organisation: Organisation) -> bool:
        """Was one refused that said it was the same authority?"""
        code = organisation.profile.authority
        return bool(code) and _sign(self.secret, "authority", code) in self.signs


def signs_of(secret: str, organisation: Organisation) -> list[str]:
    """Digests of what an organisation says it is, made with the installation's secret, so that
    nobody can find out from them which it was.
    """
    name = "".join(letter for letter in organisation.name.casefold() if letter.isalnum())
    code = organisation.profile.authority
    return [
        _sign(secret, what, said) for what, said in (("name", name), ("authority", code)) if said
    ]


def _sign(secret: str, what: str, said: str) -> str:
    return hmac.digest(secret.encode(), f"refused:{what}:{said}".encode(), "sha256").hex()


def remember_refusal(product: Product, connection: Writing, organisation: int, now: int) -> None:
    """Keep that one was refused that is about to be erased, within the same transaction."""
    found = organisations.find_organisation(product.database, organisation)
    decision = confirmations.find_decision(product.database, organisation)
    if found is None or decision is None or decision.confirmed:
        return
    people = organisations.people_of(product.database, organisation)
    owners = [each.account for each in (p.membership for p in people) if each.role == OWNER]
    signs = signs_of(product.secret, found)
    until = now + REMEMBERED
    confirmations.remember_refusal(connection, signs, owners, decision.decided_on, until)


def refusals_of(product: Product) -> Refusals:
    """All that is remembered of organisations that are erased by now."""
    return Refusals(product.secret, *confirmations.remembered_refusals(product.database))
