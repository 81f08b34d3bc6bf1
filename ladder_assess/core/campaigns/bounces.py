"""Mail that came back later: the addresses that it names, out of a list or of the reports that mail
servers send (RFC 3464), one or several of them in a file.

Only what failed for good counts: a report of a delay, or of a message that arrived, is none.
Strangers write what a mailbox holds: each message is read as far as a report ever goes, and no more
is found than MOST_LINES, wherever it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from itertools import islice

from ladder_assess.core.people.mail_address import mail_address, split_name

MOST_LINES, SHOWN = 5_000, 60
# Of one message, in bytes: what failed stands before a copy of what was sent.
MOST_OF_MAIL = 65_536
# What was found of one line or report.
BOUNCED, NO_ADDRESS, LATER, NO_REPORT, ARRIVED = "bounced", "no_address", "later", "none", "arrived"
# From there on nothing was read.
FURTHER = "further"
# Looked for where a word begins alone: a long word without a sign of mail is read once.
ADDRESS = re.compile(r"(?<![^\s,;<>\"'()\[\]:])[^\s,;<>\"'()\[\]:]+@[^\s,;<>\"'()\[\]:]+")
STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
MAIL = re.compile(rb"\A(?:From [^\r\n]*\r?\n)?[!-9;-~]+:[ \t][^\r\n]*\r?\n(?:[!-9;-~]+:|[ \t])")
BETWEEN_MAILS = re.compile(rb"(?m)^From [^\r\n]*\r?\n")
DELAYED, GOOD = ("delayed",), ("delivered", "relayed", "expanded")


@dataclass(frozen=True)
class Bounce:
    """What one line or report says: its place from 1, what was found, the address with the key of
    its mailbox, and the status that the mail server gave, such as 5.1.1.
    """

    line: int
    what: str
    address: str = ""
    key: str = ""
    status: str = ""


def is_mail(content: bytes) -> bool:
    """Is it a message, or several in one file, and not a list?"""
    return bool(MAIL.match(content.lstrip()))


def bounces_in(content: bytes) -> list[Bounce]:
    """What a file says: messages, or a list with an address in each line. Of more than MOST_LINES
    the last says FURTHER.
    """
    if is_mail(content):
        return _at_most(_of_mails(content.lstrip()))
    return bounces_of(content.decode("utf-8-sig", "replace"))


def bounces_of(text: str) -> list[Bounce]:
    """What a list says: of each line the first address, and the status where it gives one. A first
    line without an address is its heading. Of more than MOST_LINES as above.
    """
    return _at_most(_of_lines(text))


def _at_most(found: Iterator[Bounce]) -> list[Bounce]:
    first = list(islice(found, MOST_LINES))
    further = next(found, None)
    return [*first, Bounce(further.line, FURTHER)] if further else first


def _of_lines(text: str) -> Iterator[Bounce]:
    for line, words in enumerate(text.splitlines(), 1):
        if not words.strip():
            continue
        at = ADDRESS.search(words)
        if at is None and line == 1:
            continue
        yield _named(line, at[0] if at else words, _status(words))


def _of_mails(content: bytes) -> Iterator[Bounce]:
    mails = [each for each in BETWEEN_MAILS.split(content) if each.strip()]
    for place, mail in enumerate(mails, 1):
        yield from _of_mail(place, mail[:MOST_OF_MAIL]) or [Bounce(place, NO_REPORT)]


def _of_mail(place: int, mail: bytes) -> list[Bounce]:
    try:
        read = message_from_bytes(mail, policy=policy.compat32)
        return list(islice(_reported(place, read), MOST_LINES))
    except RecursionError:
        # Parts within parts, deeper than any server sends.
        return []


def _reported(place: int, mail: Message | EmailMessage) -> Iterator[Bounce]:
    """Everybody of whom a report speaks."""
    there = False
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else []:
            if isinstance(block, Message) and _recipient(block):
                there = True
                yield _of_recipient(place, block)
    if not there:
        for address in ADDRESS.findall(str(mail.get("X-Failed-Recipients", ""))):
            yield _named(place, address, "")


def _recipient(block: Message) -> str:
    """Whom a message was sent to, as it was written there before anybody passed it on."""
    said = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
    return said.rpartition(";")[2].strip().strip("<>")


def _of_recipient(place: int, block: Message) -> Bounce:
    action = str(block.get("Action", "")).strip().casefold()
    status = _status(str(block.get("Status", "")))
    found = _named(place, _recipient(block), status)
    if action in DELAYED or status.startswith("4"):
        return Bounce(place, LATER, found.address, found.key, status)
    if action in GOOD or status.startswith("2"):
        return Bounce(place, ARRIVED, found.address, found.key, status)
    return found


def _named(line: int, text: str, status: str) -> Bounce:
    address = mail_address(split_name(text)[1].rstrip("."))
    if address is None:
        return Bounce(line, NO_ADDRESS, text.strip()[:SHOWN], "", status)
    return Bounce(line, BOUNCED, address.shown, address.key, status)


def _status(text: str) -> str:
    found = STATUS.search(text)
    return found[0] if found else ""
