"""Tells people by e-mail of work that waits for them, if they have asked for that.

What is sent never holds an answer: it says what happened, and where to look.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.activities.activity_record import CHANGES, SUBMITTED, ActivityRecord
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.access import AGREE, READ_ASSIGNED
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.consent import Consent
from ladder_assess.core.people.consent_texts import NOTICES
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail, sign_in
from ladder_assess.storage.activities import history
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import consent, organisations

PURPOSE = NOTICES


@dataclass(frozen=True)
class Notice:
    """What people are told, in plain text with a link."""

    subject: str
    body: str


def wanted_by(product: Product, account: int) -> Consent | None:
    """The consent by which a person gets messages about work; None when they get none."""
    given = consent.of_account(product.database, account)
    open_ones = [found for found in given if found.purpose == PURPOSE and not found.withdrawn_on]
    return open_ones[-1] if open_ones else None


def turn_on(product: Product, account: Account, version: int, today: date) -> None:
    """Send messages from now on; nothing changes where they are on already."""
    if wanted_by(product, account.id) is None:
        with product.database.writing() as connection:
            consent.give(connection, PURPOSE, version, today, account=account.id)
            sign_in.note(connection, account.id, "notices_turned_on")


def turn_off(product: Product, account: Account, today: date) -> None:
    """Send no messages any more; nothing changes where they are off already."""
    with product.database.writing() as connection:
        on = False
        while (found := wanted_by(product, account.id)) is not None:
            on = consent.withdraw(connection, found.reference, account.id, today)
        if on:
            sign_in.note(connection, account.id, "notices_turned_off")


def consents_of(product: Product, account: int) -> list[Consent]:
    """What a person has consented to, the oldest first."""
    return consent.of_account(product.database, account)


def take_back(product: Product, account: int, reference: str, today: date) -> None:
    """Take one of a person's consents back. Nothing changes where they gave none such, or it was
    taken back before.
    """
    with product.database.writing() as connection:
        consent.withdraw(connection, reference, account, today)


def who_must_act(product: Product, organisation: int, record: ActivityRecord) -> list[int]:
    """The accounts that a submitted activity, or one sent back, waits for.

    What is submitted waits for those who may agree it; what was sent back for whoever it is
    assigned to, or without anyone for the same as before.
    """
    if record.state == CHANGES and record.assigned_to is not None:
        return [record.assigned_to]
    if record.state not in (SUBMITTED, CHANGES):
        return []
    people = organisations.people_of(product.database, organisation)
    return [person.account for person in people if person.membership.may(AGREE)]


def whom_a_remark_concerns(
    product: Product, organisation: int, portfolio: Portfolio, record: ActivityRecord
) -> list[int]:
    """Whoever has an activity to do and whoever has said something about it before, as far as they
    can still open it.
    """
    remarks = history.comments_on(product.database, portfolio, record.number)
    concerned = {record.assigned_to, *(remark.account for remark in remarks)}
    return [
        person.account
        for person in organisations.people_of(product.database, organisation)
        if person.account in concerned
        and person.membership.may(READ_ASSIGNED, assigned=record.assigned_to == person.account)
    ]


def tell(
    product: Product, connection: Writing, by: Actor, accounts: Iterable[int], notice: Notice
) -> None:
    """Send a notice, with what it tells of or not at all, to those of some people of the actor's
    organisation who want it, but never to the actor.
    """
    wanted = set(accounts) - {by.account}
    people = organisations.people_of(product.database, by.organisation) if by.organisation else []
    for person in people:
        if person.account in wanted and wanted_by(product, person.account):
            send_mail.post(connection, person.email, notice.subject, notice.body, send_mail.NOTICE)
