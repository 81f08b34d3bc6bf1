"""Opens waves of instruments, and links by which groups of people answer in them."""

import hmac
from base64 import b32encode
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import Wave, offered
from ladder_assess.services.activities.start_portfolio import TOKEN_BYTES
from ladder_assess.services.common.product import Product
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.instruments.waves import NewWave


def instruments(product: Product) -> list[Instrument]:
    """The instruments that waves can be opened of."""
    return offered(product.definitions.instruments.values())


def open_wave(
    product: Product, portfolio: Portfolio, new: NewWave, today: date, request: str
) -> int:
    """Open a wave and return its number among those of its instrument."""
    return waves.add_wave(product.database, portfolio, new, today, request)


def forms_of(instrument: Instrument) -> tuple[str, ...]:
    """Who answers by a link of their own: each form, or one group where there are no forms."""
    return instrument.form_ids or ("",)


def link_token(product: Product, request: str) -> str:
    """The token of a link: 160 bits that only this installation's secret can work out."""
    mac = hmac.digest(product.secret.encode(), b"wave-link:" + request.encode(), "sha256")
    return b32encode(mac[:TOKEN_BYTES]).decode().lower()


def open_link(product: Product, portfolio: Portfolio, wave: Wave, form: str, request: str) -> None:
    """Open a link for a group. While it has one that is open, nothing changes."""
    token = link_token(product, request)
    waves.add_link(product.database, portfolio, wave, form, request, token)


def open_tokens(product: Product, portfolio: Portfolio, wave: Wave) -> dict[str, str]:
    """The token of each group's open link, by its form."""
    found = waves.links(product.database, portfolio, wave)
    return {f: link_token(product, state.request) for f, state in found.items() if state.request}
