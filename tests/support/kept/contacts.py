"""People to invite to a round, straight through the services."""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contact_list import SentList
from ladder_assess.core.campaigns.mailing import INVITATION
from ladder_assess.core.campaigns.message import Draft
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns import keep_contacts
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import mailings
from ladder_assess.storage.campaigns.mailings import NewMailing
from ladder_assess.storage.instruments import waves
from tests.support.site import TODAY

# Routes about the contacts of a round.
ROUTES = (
    "show", "add", "look", "state", "problems", "take", "drop", "remove", "clear", "write",
    "bounced", "mailing_state", "step",
)  # fmt: skip


def confirm(product: Product, organisation: int) -> None:
    """Let an organisation write to many."""
    with product.database.writing() as connection:
        connection.execute(
            "INSERT INTO confirmation (organisation_id, confirmed, how, decided_on) "
            "VALUES (?, 1, 'administrator', ?)",
            (organisation, TODAY.isoformat()),
        )


def sent_list(product: Product, portfolio: Portfolio, wave: Wave, typed: str, key: str) -> int:
    """A list that was typed and waits to be taken."""
    sent = SentList("", typed.encode(), "", None, 0)
    return keep_contacts.send_list(product, portfolio, wave, sent, key, free=0)


def invitees(
    product: Product, portfolio: Portfolio, wave: Wave, typed: str, by: Actor, key: str = "invitees"
) -> None:
    """Contacts of a round, one a line."""
    number = sent_list(product, portfolio, wave, typed, key)
    assert keep_contacts.take_list(product, portfolio, wave, number, TODAY, by)


def furnish_contacts(
    product: Product, portfolio: Portfolio, mark: str, by: Actor
) -> Mapping[str, Any]:
    """Contacts and a list of a round that `furnish` has made; where its pages find them."""
    wave = waves.find_wave(product.database, portfolio, "officer-survey", 1)
    assert wave is not None
    name = mark.casefold()
    invitees(product, portfolio, wave, f"{name}@example.org, {mark} person", by)
    contact = keep_contacts.list_contacts(product, portfolio, wave, 1, 1)[0].id
    typed = f"{name}.2@example.org, {mark}\n{mark} wrong"
    found: dict[str, Any] = {
        "contact_id": contact,
        "list_id": sent_list(product, portfolio, wave, typed, "waits"),
    }
    # Whoever has none in their mail can only make one up.
    found["code"] = "1-made-up"
    found["mailing_id"] = _mailing(product, portfolio, wave, mark)
    place = {"instrument": "officer-survey", "wave": 1, "kind": "invitation", "step": "pause"}
    return found | {f"contacts.{route}": place for route in ROUTES}


def _mailing(product: Product, portfolio: Portfolio, wave: Wave, mark: str) -> int:
    """A message that is on its way."""
    new = NewMailing(INVITATION, Draft(mark, mark), None, TODAY, mark)
    with product.database.writing() as connection:
        mailings.start(connection, portfolio, wave, 0, new)
        connection.execute("UPDATE mailing SET state = 'sending' WHERE request = ?", (mark,))
    return mailings.list_mailings(product.database, portfolio, wave)[0].id
