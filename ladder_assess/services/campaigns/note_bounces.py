"""Notes which contacts do not get their mail, as servers say later: nobody writes to them again."""

from collections.abc import Iterable
from dataclasses import dataclass

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.bounces import BOUNCED, Bounce
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts
from ladder_assess.storage.people import audit

# What became of an address that failed.
NOTED, KNOWN, NOBODY = "noted", "known", "nobody"


@dataclass(frozen=True)
class Noted:
    """What became of one line or report: a word of `core.campaigns.bounces`, or of these here."""

    bounce: Bounce
    what: str


def note_bounces(
    product: Product, portfolio: Portfolio, wave: Wave, found: Iterable[Bounce], by: Actor
) -> list[Noted]:
    """Note each contact whose mail came back, once; what became of each line or report."""
    told, many = list[Noted](), 0
    with product.database.writing() as connection:
        known = contacts.mailboxes(product.database, portfolio, wave)
        for each in found:
            what = each.what
            if what == BOUNCED:
                new = each.key in known and contacts.note_bounce(
                    connection, portfolio, wave, each.key, each.status
                )
                what = NOTED if new else KNOWN if each.key in known else NOBODY
                many += new
            told.append(Noted(each, what))
        about = {"questionnaire": wave.instrument, "round": wave.number, "contacts": many}
        audit.record(connection, by, many > 0, "bounces_noted", **about)
    return told
