"""Makes and revokes keys by which programs read an organisation's campaigns, and finds whose a key
is.
"""

from datetime import date

from ladder_assess.core.people.access import EXPORT, Membership
from ladder_assess.core.people.access_key import MOST_KEYS, PREFIX, AccessKey, NewKey
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.link_token import ACCESS_KEY, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.find_place import find_place
from ladder_assess.storage.people import access_keys, audit

REVOKED = "access_key_revoked"


class TooManyKeys(Exception):
    """An organisation has as many keys as it may have."""


def make_key(product: Product, new: NewKey, request: str, by: Actor) -> str:
    """Make a key for the organisation that it is asked for in, and return it: it is kept nowhere.
    The same `request` again makes none, and gives the same; once a key was revoked it gives
    another, so that none that was revoked works again. Raises TooManyKeys.
    """
    about = {"key": new.name, "rows": new.rows}
    with product.database.writing() as connection:
        revoked = audit.count_of(product.database, by.organisation or 0, REVOKED)
        named = f"{by.account}:{request}:{revoked}"
        token = PREFIX + link_token(product.secret, ACCESS_KEY, named)
        known = access_keys.find(product.database, token) is not None
        if (
            not known
            and len(access_keys.list_of(product.database, by.organisation or 0)) >= MOST_KEYS
        ):
            raise TooManyKeys
        added = access_keys.add(connection, new, token, by)
        audit.record(connection, by, added, "access_key_made", **about)
    return token


def list_keys(product: Product, organisation: int) -> list[AccessKey]:
    """The keys of an organisation, the newest first."""
    return access_keys.list_of(product.database, organisation)


def revoke_key(product: Product, key: AccessKey, by: Actor) -> None:
    """Let a key open nothing any more."""
    with product.database.writing() as connection:
        gone = access_keys.revoke(connection, key.organisation, key.id)
        audit.record(connection, by, gone, REVOKED, key=key.name)


def find_key(product: Product, token: str, now: int) -> tuple[AccessKey, Membership] | None:
    """The key of a text, with the place of whoever made it; None where its time has run out, or
    where they may not make one (any more).
    """
    key = access_keys.find(product.database, token) if token.startswith(PREFIX) else None
    if key is None or not key.works(now):
        return None
    place = find_place(product, key.organisation, key.account)
    return (key, place) if place is not None and place.may(EXPORT) else None


def note_use(product: Product, key: AccessKey, today: date) -> None:
    """Note that a key was used on a day, once for each."""
    if key.used_on < today.isoformat():
        with product.database.writing() as connection:
            access_keys.use(connection, key.organisation, key.id, today)
