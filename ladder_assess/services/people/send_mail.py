"""Sends messages: into the outbox at once, and from there by SMTP in the background.

Whoever answers a request never waits for a mail server, and takes as long for an address that is
known as for one that is not.
"""

import logging
import smtplib
import ssl
import time
from base64 import b64encode
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid
from typing import Any

from ladder_assess.core.common.clock import uk_time
from ladder_assess.services.common.product import Product
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import mail, tickets
from ladder_assess.storage.people.mail import Message

CONFIRM, RESET, INVITATION, NOTICE = "confirm", "reset", "invitation", "notice"
WAY_IN = "way_in"
# A private link, for whoever made it: its address is forgotten even where nothing arrived.
OWN_LINK = "own_link"
NO_TLS, STARTTLS, TLS = "none", "starttls", "tls"
WAYS = (STARTTLS, TLS, NO_TLS)
# What went wrong where a mail server does not take an address, as a message's `problem` names it.
REFUSED = smtplib.SMTPRecipientsRefused.__name__

# The subject and the text of a message.
Letter = tuple[str, str]

PATIENCE = 20
# In seconds: whoever looks into messages before taking them needs longer (RFC 5321, 4.5.3.2.6).
LOOKS_INTO_IT = 60
CLAIMED_FOR = 120
MOST_TRIES = 8
# Where each try may have brought its reader another copy.
MOST_COPIES = 3
FIRST_WAIT = 30
LONGEST_WAIT = 3600
# Beyond this a word does not fit on a line of a header with its name.
LONGEST_WORD = 60

log = logging.getLogger(__name__)
# Every link in a message has run out by then.
KEPT_FOR = 14 * 24 * 3600


class WholeSubjects(EmailPolicy):
    """Writes a subject beyond ASCII as one run of encoded words, spaces and all.

    Readers drop what stands between two encoded words (RFC 2047, 6.2), and Python's own folding
    leaves spaces there: "Žižka a Štefan" could arrive as "Žižkaa Štefan".
    """

    def fold(self, name: str, value: str) -> str:
        """The lines of a header."""
        if name.casefold() != "subject" or not needs_encoding(str(value)):
            return str(super().fold(name, value))
        encoded = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same for a mail server."""
        return self.fold(name, value).encode("ascii", "surrogateescape")


def needs_encoding(subject: str) -> bool:
    """Would it not arrive as it is: beyond ASCII, like an encoded word, or too long to fold?"""
    long = any(len(word) > LONGEST_WORD for word in subject.split())
    return not subject.isascii() or "=?" in subject or long


def unread(text: str) -> str:
    """A text for a header of a message, which then says it as it was typed: reading a header undoes
    the encoded words in it, and an activity may be called like one.
    """
    return f"=?utf-8?b?{b64encode(text.encode()).decode()}?=" if "=?" in text else text


POLICY = WholeSubjects()


@dataclass(frozen=True)
class Post:
    """A mail server and what to tell it. `security` is one of WAYS; without a user, no sign-in."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: str = STARTTLS


def send(product: Product, to: str, subject: str, body: str, kind: str) -> int:
    """Put a message in plain text on its way; returns its number in the outbox.

    `kind` is one of this module's, or another short word that says what the message is for.
    """
    with product.database.writing() as connection:
        return post(connection, to, subject, body, kind)


def post(
    connection: Writing,
    to: str,
    subject: str,
    body: str,
    kind: str,
    ticket: int | None = None,
) -> int:
    """The same within a transaction: with what it tells of, or not at all. `ticket` is the id of
    the ticket whose link it takes to its reader.
    """
    return mail.put(
        connection,
        recipient=to,
        subject=" ".join(subject.split()),
        body=body,
        kind=kind,
        now=int(time.time()),
        ticket=ticket,
    )


def waits(product: Product) -> bool:
    """Is there a message to send now?"""
    return mail.is_due(product.database, int(time.time()))


def deliver(product: Product, post: Post) -> int:
    """Send everything that is due; returns how many messages left."""
    sent = 0
    with product.database.writing() as connection:
        mail.forget_old(connection, int(time.time()) - KEPT_FOR)
    # A transaction a message, so that what has left is forgotten whatever becomes of the next.
    while True:
        now = int(time.time())
        with product.database.writing() as connection:
            message = mail.claim(connection, now, now + CLAIMED_FOR)
        if message is None:
            return sent
        sent += _deliver_one(product, post, message, now)


def _deliver_one(product: Product, post: Post, message: Message, now: int) -> int:
    """Send one message; 1 when it left. What went wrong is named by its class, never its words."""
    error: Exception | None = None
    # The last try may have ended without a word, and so would another.
    over = message.tries > MOST_TRIES
    if not over:
        try:
            _hand_over(post, as_mail(message, post.sender))
        except (OSError, ValueError) as raised:
            error = raised
    with product.database.writing() as connection:
        if over:
            _give_up(connection, message, message.problem or "TimeoutError")
        elif error is None:
            tickets.carry(connection, message.id, tickets.MAIL)
            mail.forget(connection, message.id)
            return 1
        elif message.tries >= most_tries(error) or _for_good(error):
            _give_up(connection, message, type(error).__name__)
        else:
            wait = min(FIRST_WAIT * 2 ** (message.tries - 1), LONGEST_WAIT)
            mail.put_off(connection, message.id, type(error).__name__, now + wait)
            log.warning(
                "The mail server did not take a message (%s). It is tried again in %s s. "
                "ladder-assess check says what is wrong with it.",
                type(error).__name__,
                wait,
            )
    return 0


def most_tries(error: Exception) -> int:
    """How often a message is tried that ends so."""
    return MOST_COPIES if isinstance(error, MayBeTaken) else MOST_TRIES


def _give_up(connection: Writing, message: Message, problem: str) -> None:
    """Try no more: whoever looks after the site sees what failed, but not whose private link."""
    if message.kind == OWN_LINK:
        mail.forget(connection, message.id)
    else:
        mail.give_up(connection, message.id, problem)


def _for_good(error: Exception) -> bool:
    """Would the same happen again? So it is with an address that no server could take."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return isinstance(error, ValueError)


def as_mail(message: Message, sender: str) -> EmailMessage:
    """A message as a mail server takes it. Raises ValueError for an address that is none."""
    made = EmailMessage(POLICY)
    made["From"] = sender
    made["To"] = Address(addr_spec=message.recipient)
    made["Subject"] = unread(message.subject)
    made["Date"] = format_datetime(uk_time(time.time()))
    made["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].strip(" >") or "localhost")
    # So that no out-of-office reply comes back to the site.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(message.body)
    return made


def _hand_over(post: Post, message: EmailMessage) -> None:
    with connected(post) as server:
        server.send_message(message)


def reach(post: Post) -> str:
    """Why a mail server does not let us in; empty where it does. Sends nothing."""
    try:
        with connected(post):
            return ""
    except (OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


class MayBeTaken(smtplib.SMTPServerDisconnected):
    """The connection ended once a message was on its way: nobody can say whether it was taken."""


class _Patient(smtplib.SMTP):
    """Waits longer for the word on a message than for any other."""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the text of a message over. Raises MayBeTaken."""
        assert self.sock is not None
        self.sock.settimeout(LOOKS_INTO_IT)
        try:
            said = super().data(msg)
        except smtplib.SMTPServerDisconnected as error:
            raise MayBeTaken(*error.args) from None
        self.sock.settimeout(PATIENCE)
        return said


class _PatientTls(_Patient, smtplib.SMTP_SSL):
    """The same over TLS from the start."""


def connected(post: Post) -> smtplib.SMTP:
    """A connection to a mail server that takes messages; whoever has it closes it. Raises OSError
    (smtplib's own errors among them) or ValueError where there is none.
    """
    safe = ssl.create_default_context()
    if post.security == TLS:
        server: smtplib.SMTP = _PatientTls(post.host, post.port, timeout=PATIENCE, context=safe)
    else:
        server = _Patient(post.host, post.port, timeout=PATIENCE)
    try:
        server.ehlo_or_helo_if_needed()
        if post.security == STARTTLS:
            server.starttls(context=safe)
        if post.user:
            server.login(post.user, post.password)
    except BaseException:
        server.close()
        raise
    return server
