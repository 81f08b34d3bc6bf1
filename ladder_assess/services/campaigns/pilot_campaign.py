"""Lets a draft be tried out before anybody is asked; nothing of that counts, and all of it goes."""

from collections.abc import Mapping
from dataclasses import dataclass

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.campaigns.pilot import PilotResult, pilot_result
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.link_token import PILOT, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.storage.campaigns import campaigns, pilots
from ladder_assess.storage.people import audit


@dataclass(frozen=True)
class Pilot:
    """A pilot: the token of each group (its form), and what came of it so far."""

    tokens: Mapping[str, str]
    results: Mapping[str, PilotResult]


def start_pilot(
    product: Product, portfolio: Portfolio, wave: Wave, by: Actor, request: str
) -> None:
    """Make a link for each group to try a draft by; one that is tried already stays as it is."""
    forms = forms_of(product.definitions.instruments[wave.instrument])
    tokens = {form: _token(product, request, form) for form in forms}
    with product.database.writing() as connection:
        started = pilots.start(connection, portfolio, wave, request, tokens)
        audit.record(connection, by, started, "pilot_started", **_about(wave))


def find_pilot(product: Product, portfolio: Portfolio, wave: Wave) -> Pilot | None:
    """The pilot of a draft; None where there is none."""
    requests = pilots.requests(product.database, portfolio, wave)
    # Either may have been taken out meanwhile.
    campaign = campaigns.list_campaigns(product.database, portfolio).get(wave.id)
    if not requests or campaign is None:
        return None
    instrument = product.definitions.instruments[wave.instrument]
    quotas = campaign.settings.quotas
    visits = pilots.list_visits(product.database, portfolio, wave)
    return Pilot(
        {form: _token(product, request, form) for form, request in requests.items()},
        {
            form: pilot_result(instrument, form, visits, short=wave.short, quotas=quotas)
            for form in requests
        },
    )


def throw_pilot_away(product: Product, portfolio: Portfolio, wave: Wave, by: Actor) -> None:
    """Erase a pilot with all that came by it."""
    with product.database.erasing() as connection:
        gone = pilots.throw_away(connection, portfolio, wave)
        audit.record(connection, by, gone, "pilot_thrown_away", **_about(wave))


def begin_trying(
    product: Product, token: str, link: WaveLink, visit: str, consent: str, now: int
) -> None:
    """Note that somebody has begun to try the questions."""
    version = product.definitions.instruments[link.wave.instrument].version
    with product.database.writing() as connection:
        pilots.begin(connection, token, visit, version, consent, now)


def leave_page(product: Product, visit: str, page: str, now: int) -> None:
    """Note that they have left a page, and how long they were there."""
    with product.database.writing() as connection:
        pilots.leave_page(connection, visit, page, now)


def send_trial(product: Product, token: str, visit: str, values: Mapping[str, Value]) -> bool:
    """Keep what somebody answered who has begun, once; False where the pilot is over."""
    with product.database.writing() as connection:
        return pilots.send(connection, token, visit, values)


def _token(product: Product, request: str, form: str) -> str:
    return link_token(product.secret, PILOT, f"{request}:{form}")


def _about(wave: Wave) -> dict[str, str | int]:
    return {"questionnaire": wave.instrument, "round": wave.number}
