"""Keeps on which devices a person is signed in, and finds who asks by a device's token."""

from dataclasses import dataclass

from ladder_assess.core.people.account import Account, SignIn
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.sign_in import note
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import accounts, sign_ins

# How often, in seconds, it is noted that a device was seen.
SEEN_EVERY = 60


class ChangedMeanwhile(Exception):
    """What an account is opened by is not what was checked any more."""


@dataclass(frozen=True)
class Device:
    """A browser under a token of its own. `name` is what it says of itself, `now` the moment in
    seconds since 1970.
    """

    token: str
    name: str
    now: int


@dataclass(frozen=True)
class Lasts:
    """For how many seconds a sign-in lasts: since it was last used, and since it began."""

    idle: int
    longest: int


def who_asks(
    product: Product, token: str, lasts: Lasts, now: int, *, used: bool = True
) -> tuple[Account | None, SignIn] | None:
    """The account and the sign-in of a token; None when it opens nothing (any more). It is `used`
    unless a page asks by itself.
    """
    found = sign_ins.find(product.database, token)
    if found is None or now - found.seen > lasts.idle or now - found.started > lasts.longest:
        return None
    if used and now - found.seen >= SEEN_EVERY:
        with product.database.writing() as connection:
            sign_ins.touch(connection, found, now)
    return accounts.account_by_id(product.database, found.account_id), found


def is_signed_in(product: Product, token: str) -> bool:
    """Does a token open anything, however long ago it was last used?"""
    return sign_ins.find(product.database, token) is not None


def start(connection: Writing, account: int, device: Device) -> None:
    """Sign a device in, within the transaction of what lets it in."""
    sign_ins.start(connection, account, device.token, device.name, device.now)


def begin(
    product: Product, account: Account, device: Device, before: SignIn | None, subject: str = ""
) -> None:
    """Sign a device in after its password or code, and out of what it was signed in to `before`.

    With a `subject`, the account is opened from then on by the provider who knows it by that.
    Raises ChangedMeanwhile where the password or the code generator of the `account` that was
    checked is another by now: a new password signs everybody out who had the old one.
    """
    with product.database.writing() as connection:
        ensure_as_checked(product, account)
        if before is not None:
            sign_ins.end(connection, before.account_id, before.id)
        start(connection, account.id, device)
        note(connection, account.id, "signed_in")
        if subject:
            accounts.set_subject(connection, account.id, subject)
            note(connection, account.id, "provider_linked")


def ensure_as_checked(product: Product, account: Account) -> None:
    """Within the transaction of what lets somebody in: raise ChangedMeanwhile as above."""
    by_now = accounts.account_by_id(product.database, account.id)
    if by_now is None or _opened_by(by_now) != _opened_by(account):
        raise ChangedMeanwhile(account.id)


def _opened_by(account: Account) -> tuple[str, str]:
    return account.password, account.code_secret


def end(product: Product, sign_in: SignIn) -> None:
    """Sign a device out, by whoever sits at it."""
    with product.database.writing() as connection:
        if sign_ins.end(connection, sign_in.account_id, sign_in.id):
            note(connection, sign_in.account_id, "signed_out")


def end_device(product: Product, account: Account, sign_in: int) -> None:
    """Sign another of a person's devices out. Nothing happens where it is signed out already."""
    with product.database.writing() as connection:
        if sign_ins.end(connection, account.id, sign_in):
            note(connection, account.id, "device_signed_out")


def end_everywhere(product: Product, account: Account) -> None:
    """Sign a person out on every device."""
    with product.database.writing() as connection:
        if sign_ins.end_all(connection, account.id):
            note(connection, account.id, "signed_out_everywhere")


def devices_of(product: Product, account: Account) -> list[SignIn]:
    """A person's devices, the one seen last first."""
    return sign_ins.of_account(product.database, account.id)
