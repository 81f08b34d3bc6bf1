"""Addresses that stand in messages to many: a person's own link, and the way to get no more mail.

They are worked out when a message is made, so that they lie in no file.
"""

import hmac
from base64 import b32encode

from ladder_assess.services.common.link_token import WAVE_ONCE, link_token

MAC_BYTES = 10
# What a group's link is made with whose people are invited by mail, before what is random.
BY_MAIL = "by mail: "


def invitation_token(secret: str, request: str) -> str:
    """The token of the link of the contact with a random request."""
    return link_token(secret, WAVE_ONCE, f"{BY_MAIL}{request}")


def unsubscribe_code(secret: str, organisation: int, sign: str) -> str:
    """What an address holds by which a mailbox asks an organisation for no more mail. It works for
    good, also where the contact was removed.
    """
    return f"{organisation}-{sign}-{_mac(secret, organisation, sign)}"


def open_code(secret: str, code: str) -> tuple[int, str] | None:
    """The organisation and the digest of the mailbox that such a code names; None for any other."""
    number, _, rest = code.partition("-")
    sign, _, mac = rest.partition("-")
    if not number.isdecimal() or not number.isascii() or len(number) > 10:
        return None
    good = hmac.compare_digest(mac.encode(), _mac(secret, int(number), sign).encode())
    return (int(number), sign) if good else None


def _mac(secret: str, organisation: int, sign: str) -> str:
    text = f"no-more-mail:{organisation}:{sign}"
    mac = hmac.digest(secret.encode(), text.encode(), "sha256")
    return b32encode(mac[:MAC_BYTES]).decode().lower()


def message_id(secret: str, mailing: int, request: str) -> str:
    """A name of one message to one person, the same at each try, so that whoever gets it twice can
    tell: a mail server that breaks off may have taken it.
    """
    text = f"message-id:{mailing}:{request}"
    return hmac.digest(secret.encode(), text.encode(), "sha256").hex()[:32]
