"""E-mail addresses as people write them: in any script, with domains in letters or in Punycode.

An address has three forms: as it is shown, as mail servers take it (its domain in ASCII, as IDNA
2008 writes it), and the key by which two that reach the same mailbox are told to be one.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import idna

LONGEST, LONGEST_LOCAL = 254, 64
SIGNS = "!#$%&'*+/=?^_`{|}~-"
# What is longer, with all that spreadsheets and address books put around it, is no address.
LONGEST_TYPED = 1_000
# What they put before one.
BEFORE = "mailto:"
# Unseen signs that come along when an address is copied, and mean nothing in one.
UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x200E, 0x200F))


@dataclass(frozen=True)
class MailAddress:
    """An address as it is `shown`, as mail servers take it (`sent_to`), and the `key` of its
    mailbox, in which letters differ by case in nothing.
    """

    shown: str
    sent_to: str
    key: str


def split_name(text: str) -> tuple[str, str]:
    """The name and the address of what may be written like Ada Lovelace <ada@example.org>; no name
    where there is none.
    """
    name, opened, address = text.strip().rpartition("<")
    address, closed, after = address.partition(">")
    if not opened or not closed or not address or after:
        return "", text
    return name.strip().strip("\"'“”").strip(), address


def mail_address(text: str) -> MailAddress | None:
    """The address that a text is; None where it can be none."""
    if len(text) > LONGEST_TYPED:
        return None
    bare = unicodedata.normalize("NFC", text.translate(UNSEEN)).strip()
    if bare[: len(BEFORE)].casefold() == BEFORE:
        bare = bare[len(BEFORE) :].lstrip()
    bare = bare[:-1].rstrip() if bare.endswith((",", ";")) else bare
    local, at, domain = bare.rpartition("@")
    host = ascii_domain(domain) if at and _is_local(local) else ""
    if not host or len(f"{local}@{host}".encode()) > LONGEST:
        return None
    seen = idna.decode(host) if "xn--" in host else host
    return MailAddress(f"{local}@{seen}", f"{local}@{host}", f"{local.casefold()}@{host}")


def _is_local(text: str) -> bool:
    """Can it stand before the @? Letters and digits of any script and some signs, parted by single
    full stops (RFC 5321 and 6531, without quotation marks, which nobody uses).
    """
    parts = text.split(".")
    return len(text.encode()) <= LONGEST_LOCAL and all(
        part and all(sign in SIGNS or _is_word(sign) for sign in part) for part in parts
    )


def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN"


@lru_cache(4096)
def ascii_domain(domain: str) -> str:
    """A domain as mail servers take it; empty where it can be none."""
    try:
        host = idna.encode(domain.rstrip("."), uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError):
        return ""
    last = host.rpartition(".")
    return host if last[0] and not last[2].isdigit() else ""
