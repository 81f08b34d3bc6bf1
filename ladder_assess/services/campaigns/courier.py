"""Hands messages to the mail server, several over one connection, and tells what went wrong with
one address from what is wrong with the server.
"""

import re
import smtplib
import time
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from types import TracebackType

from ladder_assess.core.campaigns.message import Letter
from ladder_assess.core.common.clock import uk_time
from ladder_assess.core.people.mail_address import mail_address
from ladder_assess.services.people.send_mail import (
    MayBeTaken,
    Post,
    WholeSubjects,
    connected,
    unread,
)

ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
PERMANENT = 500
# What a mail server says that is about to close, or has no time for anybody.
CLOSING = 421


class WithLists(WholeSubjects):
    """Leaves the headers about a list in one line each, as programs read addresses in them."""

    def fold(self, name: str, value: str) -> str:
        """The lines of a header."""
        if name.casefold().startswith("list-"):
            return f"{name}: {value}{self.linesep}"
        return super().fold(name, value)


POLICY = WithLists()


class Refused(Exception):
    """One address does not take the message: for good or, where it is `later`, not now; each try
    may have brought it a `copy`. The text is the code of the mail server, or a word; never what it
    says, which may name somebody.
    """

    def __init__(self, problem: str, *, later: bool, copy: bool = False) -> None:
        super().__init__(problem)
        self.later, self.copy = later, copy


class NoServer(Exception):
    """The mail server takes nothing from this site at the moment; the text is a word for it."""


@dataclass(frozen=True)
class Envelope:
    """A message for one address, with where to ask for no more, and a name that it keeps."""

    to: str
    letter: Letter
    unsubscribe: str
    name: str


class Courier:
    """A connection to a mail server, opened when there is something to hand over."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> "Courier":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def hand_over(self, envelope: Envelope) -> None:
        """Hand a message over. Raises Refused or NoServer."""
        try:
            message = as_mail(envelope, self.post.sender)
        except ValueError:
            raise Refused("ValueError", later=False) from None
        server = self._connected()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _refused(*next(iter(error.recipients.values()))) from None
        except smtplib.SMTPDataError as error:
            self._close()
            raise _refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError as error:
            raise Refused(type(error).__name__, later=False) from None
        except smtplib.SMTPServerDisconnected as error:
            # It may have been taken: whoever breaks off is asked again, as the protocol wants it.
            self._close()
            copy = isinstance(error, MayBeTaken)
            raise Refused(type(error).__name__, later=True, copy=copy) from None
        except (OSError, ValueError) as error:
            self._close()
            raise NoServer(type(error).__name__) from None

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None:
            try:
                if self._server.noop()[0] < PERMANENT - 100:
                    return self._server
            except OSError:
                pass
            self._close()
        try:
            self._server = connected(self.post)
        except (OSError, ValueError) as error:
            raise NoServer(type(error).__name__) from None
        return self._server

    def _close(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (OSError, ValueError):
                server.close()


def _refused(code: int, said: bytes | str) -> Refused:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    found = ENHANCED.search(text)
    problem = f"{code} {found[1]}" if found else str(code)
    return Refused(problem, later=code < PERMANENT)


def as_mail(envelope: Envelope, sender: str) -> EmailMessage:
    """A message as a mail server takes it. Raises ValueError for an address that is none."""
    address = mail_address(envelope.to)
    if address is None:
        raise ValueError(envelope.to)
    made = EmailMessage(POLICY if address.sent_to.isascii() else POLICY.clone(utf8=True))
    made["From"] = sender
    made["To"] = Address(addr_spec=address.sent_to)
    made["Subject"] = unread(envelope.letter.subject)
    made["Date"] = format_datetime(uk_time(time.time()))
    domain = sender.rpartition("@")[2].strip(" >") or "localhost"
    made["Message-ID"] = f"<{envelope.name}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(envelope.letter.text)
    made.add_alternative(envelope.letter.html, subtype="html")
    return made
