"""Accounts: who can sign in, and on which devices they have."""

from dataclasses import dataclass

# How an address was proven: by a message sent to it, or by a provider of sign-in.
MESSAGE, PROVIDER = "message", "provider"


@dataclass(frozen=True)
class Account:
    """A person who can sign in. `password` is an argon2 hash, empty where they sign in elsewhere;
    `code_secret` is that of their code generator, empty where they have none. `proven_by` says how
    the address was proven to be theirs, MESSAGE or PROVIDER; empty where it was not.
    """

    id: int
    email: str
    name: str
    password: str
    code_secret: str
    subject: str
    administrator: bool
    proven_by: str = ""


def plain_email(email: str) -> str:
    """An address as it is kept and compared."""
    return email.strip().casefold()


@dataclass(frozen=True)
class SignIn:
    """A device that is signed in. Times are seconds since 1970."""

    id: int
    account_id: int
    device: str
    started: int
    seen: int
