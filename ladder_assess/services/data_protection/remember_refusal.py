"""Remembers of an organisation that it was refused as a peer: what it was on that day, and what it
was when it was erased.

Without that, whoever was refused would rename or erase it, make the same anew and ask again
unnoticed.
"""

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.same_name import name_key
from ladder_assess.core.people.access import OWNER
from ladder_assess.core.people.organisation import Organisation
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import confirmations, organisations

# For so long, in seconds, once it is erased: a year. The privacy page says so.
REMEMBERED = 365 * 24 * 3600


@dataclass(frozen=True)
class Refusals:
    """What was refused, by a digest of its name or authority, and by the account of an owner: the
    day, where it is erased by now; and ("sign", digest) or ("owner", account) of each that stands.
    """

    secret: str
    signs: Mapping[str, date]
    accounts: Mapping[int, date]
    standing: Mapping[int, frozenset[tuple[str, str | int]]]

    def of(self, organisation: Organisation, owners: Iterable[int]) -> date | None:
        """When one was refused, last, that is erased by now and has the name, authority or an owner
        in common.
        """
        found = [self.signs.get(sign) for sign in signs_of(self.secret, organisation)]
        found += [self.accounts.get(owner) for owner in owners]
        return max((day for day in found if day is not None), default=None)

    def barred(self) -> "frozenset[str]":
        """Digests of whatever was refused, whether it stands or is erased by now."""
        standing = (str(of) for keys in self.standing.values() for what, of in keys)
        return frozenset((*self.signs, *standing))


def signs_of(secret: str, organisation: Organisation) -> list[str]:
    """Digests of what an organisation says it is, made with the installation's secret, so that
    nobody can find out from them which it was.
    """
    name, code = name_key(organisation.name), organisation.profile.authority
    return [
        _sign(secret, what, said) for what, said in (("name", name), ("authority", code)) if said
    ]


def authority_sign(secret: str, code: str) -> str:
    """The digest of an authority, by its code in the register."""
    return _sign(secret, "authority", code)


def _sign(secret: str, what: str, said: str) -> str:
    return hmac.digest(secret.encode(), f"refused:{what}:{said}".encode(), "sha256").hex()


def remember_refusal(product: Product, connection: Writing, organisation: int, now: int) -> None:
    """Keep what one is that was refused, within the same transaction; nothing of any other."""
    found = organisations.find_organisation(product.database, organisation)
    decision = confirmations.find_decision(product.database, organisation)
    if found is None or decision is None or decision.confirmed:
        return
    people = organisations.people_of(product.database, organisation)
    owners = [each.account for each in (p.membership for p in people) if each.role == OWNER]
    signs = signs_of(product.secret, found)
    of = (organisation, decision.decided_on, now + REMEMBERED)
    confirmations.remember_refusal(connection, signs, owners, of)


def forget_refusal(product: Product, connection: Writing, organisation: int) -> None:
    """What an administrator no longer refuses: all that it is now. What else it was when it was
    refused stays refused.
    """
    found = organisations.find_organisation(product.database, organisation)
    if found is not None:
        signs = signs_of(product.secret, found)
        confirmations.forget_refusal(connection, organisation, signs)


def keep_refusal(product: Product, connection: Writing, organisation: int, now: int) -> None:
    """Keep for a year that one was refused that is about to be erased: what it was then, and is."""
    remember_refusal(product, connection, organisation, now)
    confirmations.keep_refusal(connection, organisation, now + REMEMBERED)


def refusals_of(product: Product) -> Refusals:
    """All that is remembered of what was refused."""
    return Refusals(product.secret, *confirmations.remembered_refusals(product.database))
