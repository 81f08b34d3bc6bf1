"""Let a site administrator read a message where no mail is sent, and tell whom it concerns."""

import time

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import accounts, audit, mail, tickets
from ladder_assess.storage.people.mail import Message
from ladder_assess.storage.people.tickets import SCREEN

READ, LINK_READ = "message_read", "link_read"
# Days that somebody is told of it on the page of their account.
TOLD_FOR = 90 * 24 * 3600


def read_message(product: Product, by: Account, message: Message) -> None:
    """Put on record that an administrator read a message: in the site's log and, where it is for
    somebody with an account, in the logs of their organisations, whose owners read them.
    """
    now = int(time.time())
    details = {"to": message.recipient, "kind": message.kind}
    with product.database.writing() as connection:
        audit.put(connection, None, Event(now, READ, details, by.id))
        tickets.carry(connection, message.id, SCREEN)
        account = accounts.account_by_email(product.database, message.recipient)
        if account is not None:
            entry = Event(now, LINK_READ, {"kind": message.kind}, account.id)
            audit.record_of_person(connection, account.id, entry)


def waiting_messages(product: Product) -> list[Message]:
    """Everything in the outbox, the newest first."""
    return mail.all_messages(product.database)


def messages_to_pass_on(product: Product, *, sends: bool) -> int:
    """How many messages somebody has to look at: all that wait where the site `sends` none, else
    those that could not be sent.
    """
    found = mail.all_messages(product.database)
    return sum(not sends or message.state == mail.FAILED for message in found)


def find_message(product: Product, message: int) -> Message | None:
    """A message that is still in the outbox."""
    return mail.find_message(product.database, message)


def take_out(product: Product, message: int) -> None:
    """Forget a message whose links were handed on."""
    with product.database.writing() as connection:
        mail.forget(connection, message)


def who_read(product: Product, account: Account) -> list[int]:
    """When a site administrator read a message to this person, lately; the newest first. Times are
    in seconds since 1970.
    """
    since = int(time.time()) - TOLD_FOR
    return audit.of_account(product.database, account.id, LINK_READ, since)
