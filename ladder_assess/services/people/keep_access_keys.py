"""Makes and revokes keys by which programs read an organisation's campaigns, and finds whose a key
is.
"""

import secrets
from datetime import date

from ladder_assess.core.people.access import EXPORT, OWNER, Membership
from ladder_assess.core.people.access_key import MOST_KEYS, PREFIX, AccessKey, NewKey
from ladder_assess.core.people.event import Actor, Event
from ladder_assess.services.common.link_token import ACCESS_KEY, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.find_place import find_place, people_of
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import access_keys, audit

REVOKED = "access_key_revoked"


class TooManyKeys(Exception):
    """An organisation has as many keys as it may have."""


def make_key(
    product: Product, new: NewKey, request: str, by: Actor, told: Letter | None = None
) -> str:
    """Make a key for the organisation that it is asked for in, and return it: it is kept nowhere.
    Its owners and whoever makes it are `told` by a message. The same `request` again makes none,
    and gives the same while it is there: what it is made of is drawn with its row and goes with it,
    so that none that was revoked works again. Raises TooManyKeys.
    """
    about = {"key": new.name, "rows": new.rows}
    with product.database.writing() as connection:
        known = access_keys.drawn_for(connection, request, by)
        if not known and len(list_keys(product, by.organisation or 0)) >= MOST_KEYS:
            raise TooManyKeys
        drawn = known or secrets.token_hex(16)
        token = PREFIX + link_token(product.secret, ACCESS_KEY, f"{by.account}:{request}:{drawn}")
        added = not known and access_keys.add(connection, new, token, request, drawn, by)
        audit.record(connection, by, added, "access_key_made", **about)
        if added and told is not None:
            for email in _who_is_told(product, by):
                send_mail.post(connection, email, *told, send_mail.NOTICE)
    return token


def _who_is_told(product: Product, by: Actor) -> list[str]:
    people = people_of(product, by.organisation or 0)
    return [p.email for p in people if p.membership.role == OWNER or p.account == by.account]


def list_keys(product: Product, organisation: int) -> list[AccessKey]:
    """The keys of an organisation, the newest first."""
    return access_keys.list_of(product.database, organisation)


def revoke_key(product: Product, key: AccessKey, by: Actor) -> None:
    """Let a key open nothing any more."""
    with product.database.writing() as connection:
        gone = access_keys.revoke(connection, key.organisation, key.id)
        audit.record(connection, by, gone, REVOKED, key=key.name)


def end_keys(
    connection: Writing, account: int, by: int, now: int, organisation: int | None = None
) -> None:
    """Let no key that a person made open anything any more, in one organisation or in all: where
    they lose the right to make any, and where somebody else may have made them in their name.
    """
    for key in access_keys.made_by(connection, account):
        if organisation in (None, key.organisation):
            access_keys.revoke(connection, key.organisation, key.id)
            audit.put(connection, key.organisation, Event(now, REVOKED, {"key": key.name}, by))


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
