"""Sends messages to many: so many a minute, one transaction for each, in the background.

What is handed over is noted at once, so that nobody gets a message twice but where a mail server
breaks off without a word, or this process ends between its word and the note; and what was not is
handed over by whoever comes next.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from ladder_assess.core.campaigns.contacts import NAME
from ladder_assess.core.campaigns.message import CLOSES, LINK, ORGANISATION, letter
from ladder_assess.services.campaigns.courier import Courier, Envelope, NoServer, Refused
from ladder_assess.services.campaigns.mail_tokens import (
    invitation_token,
    message_id,
    unsubscribe_code,
)
from ladder_assess.services.common.in_pieces import in_pieces
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.send_mail import Post
from ladder_assess.storage.campaigns import mailings
from ladder_assess.storage.campaigns.mailings import Delivery, Trial
from ladder_assess.storage.common.database import Writing

# In seconds. Whoever has claimed a message and says nothing for so long has ended.
CLAIMED_FOR = 120
# One job sends for so long; the next goes on.
AT_ONCE = 20
MOST_TRIES = 12
LONGEST_WAIT = 3600
WAITS = tuple(min(30 * 2**tries, LONGEST_WAIT) for tries in range(MOST_TRIES))
# Where each try may have brought its reader another copy; as long after each as after any.
MOST_COPIES = 4
MOST_TRIALS = 3
PREPARED_AT_ONCE = 500


@dataclass(frozen=True)
class Sending:
    """Where messages go, the address of the site for links in them, how many leave in a minute, and
    the day. `below` gives the lines at the end of each message, by the name of the organisation and
    the address of the way to get no more; `rest` waits for some seconds.
    """

    post: Post
    site: str
    a_minute: int
    day: date
    below: Callable[[str, str], tuple[str, ...]]
    rest: Callable[[float], None] = time.sleep


def are_due(product: Product) -> bool:
    """Is there a message to many to be handed over now?"""
    return mailings.are_due(product.database, int(time.time()))


def send_invitations(product: Product, sending: Sending) -> int:
    """Send what is due, for a while; returns how many messages were handed over."""
    prepare(product)
    sent, end = 0, time.monotonic() + AT_ONCE
    with Courier(sending.post) as courier:
        while time.monotonic() < end:
            now = int(time.time())
            with product.database.writing() as connection:
                found = mailings.claim(connection, now, now + CLAIMED_FOR)
            if found is None:
                break
            if isinstance(found, Delivery) and found.skip:
                with product.database.writing() as connection:
                    mailings.note_left_out(connection, found)
                continue
            # Before each, so that those who follow each other keep the pace too; and nobody sees by
            # it who needs no message.
            sending.rest(60 / sending.a_minute)
            needless = isinstance(found, Delivery) and found.answered
            problem = None if needless else _try(product, sending, courier, found)
            _note(product, found, problem, sending.day)
            if isinstance(problem, NoServer):
                break
            sent += problem is None and not needless
    return sent


def prepare(product: Product) -> None:
    """Give all contacts of mailings that were started their links and deliveries, some at a time;
    where that is cut short, the next job goes on.
    """

    def piece(connection: Writing) -> bool:
        found = mailings.to_prepare(connection)
        if found is not None:
            token_of = partial(invitation_token, product.secret)
            mailings.prepare_some(connection, found, PREPARED_AT_ONCE, token_of)
        return found is not None

    if mailings.to_prepare(product.database.reading) is not None:
        in_pieces(product, piece)


def _try(
    product: Product, sending: Sending, courier: Courier, found: Delivery | Trial
) -> Refused | NoServer | None:
    """Hand a message over; what went wrong, if anything did."""
    try:
        courier.hand_over(_envelope(product, sending, found))
    except (Refused, NoServer) as error:
        return error
    return None


def _envelope(product: Product, sending: Sending, found: Delivery | Trial) -> Envelope:
    secret, site = product.secret, sending.site
    if isinstance(found, Trial):
        to, sign, name, link, fields = found.to, "a-trial", "", f"{site}/q/a-trial", {}
        request = "trial"
    else:
        link = f"{site}/q/{invitation_token(secret, found.request)}"
        to, sign, name, fields = found.address, found.sign, found.name, dict(found.fields)
        request = found.request
    stop = f"{site}/unsubscribe/{unsubscribe_code(secret, found.organisation, sign)}"
    words = {**fields, NAME: name, LINK: link, CLOSES: found.closes}
    words[ORGANISATION] = found.organisation_name
    made = letter(found.draft, words, sending.below(found.organisation_name, stop))
    return Envelope(to, made, stop, message_id(secret, found.mailing, request))


def _note(
    product: Product, found: Delivery | Trial, problem: Refused | NoServer | None, day: date
) -> None:
    """Keep what became of a message."""
    now = int(time.time())
    with product.database.writing() as connection:
        if isinstance(found, Trial):
            if problem is None or found.tries >= MOST_TRIALS:
                mailings.drop_trial(connection, found)
            else:
                mailings.wait_for_server(connection, found.mailing, str(problem), now, WAITS)
        elif problem is None:
            mailings.note_sent(connection, found, day)
        elif isinstance(problem, NoServer):
            mailings.give_back(connection, found)
            mailings.wait_for_server(connection, found.mailing, str(problem), now, WAITS)
        elif problem.later and found.tries < (MOST_COPIES if problem.copy else MOST_TRIES):
            due = now + (LONGEST_WAIT if problem.copy else WAITS[found.tries - 1])
            mailings.put_off(connection, found, str(problem), due)
        else:
            mailings.note_refused(connection, found, str(problem))
