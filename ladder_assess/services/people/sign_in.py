"""Checks who signs in: by password, then by a code where they have a code generator."""

import base64
import hashlib
import hmac
import secrets
import time

import pyotp
from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError

from ladder_assess.core.people.account import Account
from ladder_assess.core.people.event import Event
from ladder_assess.core.people.passwords import plain
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import accounts, audit, used_codes

HASHER = PasswordHasher()
SITE = "Ladder Assess"
STEP = 30
CODE_LENGTH = 6


def hash_password(password: str) -> str:
    """A password as it is kept."""
    return HASHER.hash(plain(password))


def sign_in(product: Product, email: str, password: str) -> Account | None:
    """The account that an address and a password open; None when there is none such.

    It takes as long whether there is an account or not. A hash of old parameters is replaced.
    """
    account = accounts.account_by_email(product.database, email)
    kept = account.password if account is not None and account.password else _dummy()
    good = _verify(kept, password)
    if not good or account is None or not account.password:
        known = None if account is None else account.id
        failed = Event(int(time.time()), "sign_in_failed", {}, known)
        with product.database.writing() as connection:
            audit.put(connection, None, failed)
        return None
    if HASHER.check_needs_rehash(kept):
        stronger = hash_password(password)
        with product.database.writing() as connection:
            accounts.set_hash(connection, account.id, stronger)
        # As it is kept now: half a sign-in is bound to the hash (see mark_of).
        return accounts.account_by_id(product.database, account.id)
    return account


def has_password(account: Account, password: str) -> bool:
    """Is this the account's password? Asked again before what matters is changed."""
    return _verify(account.password or _dummy(), password) and bool(account.password)


def _verify(kept: str, password: str) -> bool:
    try:
        return HASHER.verify(kept, plain(password))
    except (VerificationError, InvalidHashError):
        return False


def _dummy() -> str:
    """A hash that no password has, as costly to check as a real one."""
    real = HASHER
    salt, made = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (real.salt_len, real.hash_len)
    )
    cost = f"m={real.memory_cost},t={real.time_cost},p={real.parallelism}"
    dummy = f"$argon2id$v=19${cost}${salt}${made}"
    assert extract_parameters(dummy).memory_cost == real.memory_cost
    return dummy


def mark_of(account: Account) -> str:
    """Changes when the password does: half a sign-in is worth nothing after that."""
    return hashlib.sha256(f"{account.id}:{account.password}".encode()).hexdigest()[:16]


def new_code_secret() -> str:
    """What a new code generator shares with the site: 160 bits."""
    return pyotp.random_base32(32)


def code_address(secret: str, account: Account) -> str:
    """What a code generator reads from the picture."""
    return pyotp.TOTP(secret, name=account.email, issuer=SITE).provisioning_uri()


def check_code(product: Product, account: Account, typed: str) -> bool:
    """Is this a code of the account's generator, or one of its recovery codes? Each works once."""
    code = "".join(typed.split()).replace("-", "").lower()
    with product.database.writing() as connection:
        if len(code) == CODE_LENGTH:
            return _fits(connection, account, account.code_secret, code)
        used = accounts.use_recovery_code(connection, account.id, digest(code))
        if used:
            note(connection, account.id, "recovery_code_used")
    return used


def fits(product: Product, account: Account, secret: str, typed: str) -> bool:
    """Is this the code of now, of the last half minute or of the next, and not used before?"""
    with product.database.writing() as connection:
        return _fits(connection, account, secret, typed)


def _fits(connection: Writing, account: Account, secret: str, typed: str) -> bool:
    generator = pyotp.TOTP(secret)
    now = int(time.time()) // STEP
    for step in (now - 1, now, now + 1):
        right = generator.generate_otp(step)
        if hmac.compare_digest(right.encode(), typed.encode()):
            return used_codes.use_code(connection, account.id, step)
    return False


def note(connection: Writing, account: int, event: str) -> None:
    """Put something that a person did with their account into the audit logs of the site and of
    each of their organisations, within the transaction of what they did.
    """
    audit.record_of_person(connection, account, Event(int(time.time()), event, {}, account))
