"""Hides the numbers that rows have in the whole database, wherever an address or a page names one.

Such a number counts what everybody on the site has made: whoever makes one thing in the morning and
one in the evening would read from it how many others did the same. A number within one list
(an activity, a round) tells its own people alone, and stays as it is.
"""

import base64
import hashlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from flask import Flask, current_app
from werkzeug.routing import BaseConverter, ValidationError

from ladder_assess.core.common.whole_number import whole_number

LENGTH = 26
HALF, LARGEST = 8, 2**63 - 1
NAME = "ladder_assess_seal"


class Seal:
    """Turns numbers into texts of 26 letters and digits and back, under the site's secret."""

    def __init__(self, secret: str) -> None:
        key = hashlib.sha256(b"numbers in addresses:" + secret.encode()).digest()
        # One block is one number with zeros: a permutation, which is all that is wanted of it.
        self._cipher = Cipher(algorithms.AES(key), modes.ECB())  # noqa: S305

    def close(self, number: int) -> str:
        """The text that stands for a number from 0 to 2**63 - 1."""
        seal = self._cipher.encryptor()
        block = seal.update(number.to_bytes(HALF, "big") + bytes(HALF)) + seal.finalize()
        return _written(block)

    def open(self, text: str) -> int | None:
        """The number that a text stands for; None for one that was made up."""
        try:
            block = base64.b32decode(f"{text.upper()}{'=' * (-len(text) % 8)}")
        except ValueError:
            return None
        if len(block) != 2 * HALF or _written(block) != text:
            return None
        seal = self._cipher.decryptor()
        opened = seal.update(block) + seal.finalize()
        number = int.from_bytes(opened[:HALF], "big")
        return number if opened[HALF:] == bytes(HALF) and number <= LARGEST else None


def _written(block: bytes) -> str:
    """How a block is written: of several spellings, one is an address."""
    return base64.b32encode(block).decode().rstrip("=").lower()


def sealed(number: int) -> str:
    """The text that stands for a number on pages of the site that is running."""
    return _seal().close(number)


def unsealed(text: str) -> int | None:
    """The number that a text sent from such a page stands for; None for one that was made up."""
    return _seal().open(text)


def _seal() -> Seal:
    found: Seal = current_app.extensions[NAME]
    return found


def init_app(app: Flask) -> None:
    """Let addresses have sealed numbers in them, and templates write them."""
    seal = app.extensions[NAME] = Seal(str(app.config["SECRET_KEY"]))

    class SealedConverter(BaseConverter):
        """A number of the whole database, in an address."""

        regex = rf"[a-z2-7]{{{LENGTH}}}"

        def to_python(self, value: str) -> int:
            number = seal.open(value)
            if number is None:
                raise ValidationError
            return number

        def to_url(self, value: object) -> str:
            return seal.close(whole_number(str(value)) or 0)

    app.url_map.converters["sealed"] = SealedConverter
    app.jinja_env.filters["sealed"] = seal.close
