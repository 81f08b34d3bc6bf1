"""Lets an account ask for codes of a generator beside its password, or no longer."""

import base64
import secrets

from ladder_assess.core.people.account import Account
from ladder_assess.services.common.product import Product
from ladder_assess.services.people import send_mail
from ladder_assess.services.people.keep_sign_in import Device, ensure_as_checked, start
from ladder_assess.services.people.send_mail import Letter
from ladder_assess.services.people.sign_in import note
from ladder_assess.storage.activities.portfolios import digest
from ladder_assess.storage.common.database import Writing
from ladder_assess.storage.people import accounts, sign_ins

RECOVERY_CODES = 10
RECOVERY_BYTES = 10
GROUP = 4


def turn_codes_on(
    product: Product, account: Account, secret: str, device: Device, told: Letter
) -> list[str]:
    """Ask for codes from now on; returns the new recovery codes, which are shown once.

    Whoever is signed in by a password alone, elsewhere, no longer is; this device stays so, under a
    new token. The owner is told by a message. Raises ChangedMeanwhile where what was checked of
    the `account` is otherwise by now.
    """
    codes = _recovery_codes()
    with product.database.writing() as connection:
        ensure_as_checked(product, account)
        _set(connection, account, secret, codes)
        note(connection, account.id, "codes_turned_on")
        sign_ins.end_all(connection, account.id)
        start(connection, account.id, device)
        send_mail.post(connection, account.email, *told, send_mail.NOTICE)
    return codes


def renew_recovery_codes(product: Product, account: Account, told: Letter) -> list[str]:
    """Make new recovery codes in place of the old ones; its owner is told by a message. None are
    made where codes were turned off meanwhile, or on with another generator.
    """
    codes = _recovery_codes()
    with product.database.writing() as connection:
        now = accounts.account_by_id(product.database, account.id)
        if now is None or now.code_secret != account.code_secret:
            return []
        _set(connection, account, account.code_secret, codes)
        note(connection, account.id, "recovery_codes_renewed")
        send_mail.post(connection, account.email, *told, send_mail.NOTICE)
    return codes


def turn_codes_off(product: Product, account: Account, told: Letter) -> None:
    """Ask for no codes any more; its owner is told by a message."""
    with product.database.writing() as connection:
        if not _set(connection, account, "", []):
            return
        note(connection, account.id, "codes_turned_off")
        send_mail.post(connection, account.email, *told, send_mail.NOTICE)


def recovery_codes_left(product: Product, account: Account) -> int:
    """How many recovery codes have not been used."""
    return accounts.recovery_codes_left(product.database, account.id)


def _set(connection: Writing, account: Account, secret: str, codes: list[str]) -> bool:
    kept = [digest(code.replace("-", "")) for code in codes]
    return accounts.set_codes(connection, account.id, secret, kept)


def _recovery_codes() -> list[str]:
    return [_recovery_code() for _ in range(RECOVERY_CODES)]


def _recovery_code() -> str:
    letters = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))
