"""Invites the contacts of a round by mail and reminds those who have not answered, as far as that
is known; and lets people ask for no more mail.
"""

import time
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.contacts import NAME
from ladder_assess.core.campaigns.course import may_start
from ladder_assess.core.campaigns.mailing import PAUSED, SENDING, TRIAL, Mailing
from ladder_assess.core.campaigns.message import (
    CLOSES,
    LINK,
    ORGANISATION,
    Draft,
    places,
    unknown_places,
)
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.campaigns.mail_tokens import BY_MAIL, open_code
from ladder_assess.services.campaigns.open_single_links import FEWEST
from ladder_assess.services.common.link_token import WAVE, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import contacts, links, mailings
from ladder_assess.storage.campaigns.mailings import NewMailing
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import audit, confirmations, organisations

# Why a mailing cannot be started.
NOT_OPEN, UNCONFIRMED, SHARED, FEW = "not_open", "unconfirmed", "shared", "few"
UNDER_WAY, NOBODY = "under_way", "nobody"


@dataclass(frozen=True)
class Message:
    """A message to many as somebody writes it, by whom, with a random request of its form."""

    kind: str
    draft: Draft
    by: Actor
    request: str


def obstacles(
    product: Product, portfolio: Portfolio, wave: Wave, organisation: int, kind: str
) -> list[tuple[str, str]]:
    """What stands in the way of a mailing: each with the group that it is about, if it is one.

    A group needs as many people as it takes links that work once: in a smaller one, five answers
    would be those of people who can be told. Only an organisation that was confirmed writes to
    many, as whoever makes one up could send anything to anybody.
    """
    found = [] if _is_open(product, portfolio, wave) else [(NOT_OPEN, "")]
    decision = confirmations.find_decision(product.database, organisation)
    if decision is None or not decision.confirmed:
        found.append((UNCONFIRMED, ""))
    states = links.links(product.database, portfolio, wave.id)
    for form, many in contacts.count_by_form(product.database, portfolio, wave).items():
        state = states.get(form)
        if state and state.request and not state.request.startswith(BY_MAIL):
            found.append((SHARED, form))
        if many < FEWEST:
            found.append((FEW, form))
    if any(each.state != "done" for each in list_mailings(product, portfolio, wave)):
        found.append((UNDER_WAY, ""))
    elif not mailings.count_recipients(product.database, portfolio, wave, organisation, kind):
        found.append((NOBODY, ""))
    return found


def _is_open(product: Product, portfolio: Portfolio, wave: Wave) -> bool:
    campaign = find_campaign(product, portfolio, wave)
    return campaign is not None and may_start(campaign.course, time.time())


def known_places(product: Product, portfolio: Portfolio, wave: Wave) -> list[str]:
    """What can be filled into a message of a round."""
    fields = contacts.field_names(product.database, portfolio, wave)
    campaign = find_campaign(product, portfolio, wave)
    closes = [CLOSES] if campaign and campaign.settings.closes_at is not None else []
    return [NAME, LINK, *closes, ORGANISATION, *fields]


def wrong_places(draft: Draft, known: list[str]) -> list[str]:
    """The places of a message that nothing fills."""
    return unknown_places(draft, known)


def has_link(draft: Draft) -> bool:
    """Does a message lead to the questions?"""
    return LINK in places(draft)


def start_mailing(
    product: Product, portfolio: Portfolio, wave: Wave, message: Message, today: date
) -> bool:
    """Start to write to all whom a message is for, in the background, which gives each their link
    first. False, and nothing done, where something stands in the way.
    """
    organisation = message.by.organisation or 0
    if obstacles(product, portfolio, wave, organisation, message.kind):
        return False
    new = _new(message, today)
    with product.database.writing() as connection:
        _open_links(product, connection, portfolio, wave, message.request)
        many = mailings.start(connection, portfolio, wave, organisation, new)
        about = {"questionnaire": wave.instrument, "round": wave.number, "kind": message.kind}
        audit.record(connection, message.by, bool(many), "mailing_started", **about, contacts=many)
    return bool(many)


def send_trial(
    product: Product, portfolio: Portfolio, wave: Wave, message: Message, to: str, today: date
) -> None:
    """Send a message to its writer alone, with a link that opens nothing."""
    new = _new(message, today, TRIAL, to)
    with product.database.writing() as connection:
        mailings.start(connection, portfolio, wave, message.by.organisation or 0, new)


def _new(message: Message, today: date, kind: str = "", to: str = "") -> NewMailing:
    account = message.by.account
    return NewMailing(kind or message.kind, message.draft, account, today, message.request, to)


def _open_links(
    product: Product,
    connection: Writing,
    portfolio: Portfolio,
    wave: Wave,
    request: str,
) -> None:
    """Open the link of each group whose contacts have none that is open."""
    states = links.links(product.database, portfolio, wave.id)
    for form in contacts.count_by_form(product.database, portfolio, wave):
        state = states.get(form)
        key = state.request if state and state.request else f"{BY_MAIL}{request} {form}"
        token = link_token(product.secret, WAVE, key)
        links.add_link(connection, portfolio, wave.id, form, key, token)
        mailings.count_links(connection, key)


def list_mailings(product: Product, portfolio: Portfolio, wave: Wave) -> list[Mailing]:
    """The mailings of a round, the newest first."""
    return mailings.list_mailings(product.database, portfolio, wave)


def last_draft(product: Product, portfolio: Portfolio, wave: Wave, kind: str) -> Draft | None:
    """The texts of the last mailing of a kind."""
    return mailings.last_draft(product.database, portfolio, wave, kind)


def count_recipients(
    product: Product, portfolio: Portfolio, wave: Wave, organisation: int, kind: str
) -> int:
    """How many people a mailing of a kind would go to."""
    return mailings.count_recipients(product.database, portfolio, wave, organisation, kind)


def pause_mailing(
    product: Product, portfolio: Portfolio, wave: Wave, mailing: int, by: Actor
) -> bool:
    """Send no more of a mailing until somebody goes on; says whether it was being sent."""
    return _step(product, portfolio, wave, (mailing, SENDING, PAUSED), by)


def resume_mailing(
    product: Product, portfolio: Portfolio, wave: Wave, mailing: int, by: Actor
) -> bool:
    """Go on with a mailing; says whether it was paused."""
    return _step(product, portfolio, wave, (mailing, PAUSED, SENDING), by)


def _step(
    product: Product, portfolio: Portfolio, wave: Wave, step: tuple[int, str, str], by: Actor
) -> bool:
    with product.database.writing() as connection:
        moved = mailings.step(connection, portfolio, wave, *step)
        about = {"questionnaire": wave.instrument, "round": wave.number}
        event = "mailing_paused" if step[2] == PAUSED else "mailing_resumed"
        audit.record(connection, by, moved, event, **about)
    return moved


def whose_mail(product: Product, code: str) -> str | None:
    """The name of the organisation whose mail a code asks to end; None for any other text."""
    found = open_code(product.secret, code)
    if found is None:
        return None
    of = organisations.find_organisation(product.database, found[0])
    return of.name if of else None


def unsubscribe(product: Product, code: str) -> bool:
    """Have an organisation write no more to a mailbox, for good; False for a code that is none."""
    found = open_code(product.secret, code)
    if found is None:
        return False
    with product.database.writing() as connection:
        contacts.unsubscribe(connection, *found)
    return True
