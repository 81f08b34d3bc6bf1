"""Takes a campaign on: opens it, closes it, notes that it was reported, and puts it away."""

from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import may_open
from ladder_assess.core.campaigns.course import (
    ARCHIVED,
    CLOSED,
    OPENED,
    REPORTED,
    following,
    moved,
)
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import campaigns, pilots
from ladder_assess.storage.people import audit

EVENTS = {
    OPENED: "wave_opened",
    CLOSED: "campaign_closed",
    REPORTED: "campaign_reported",
    ARCHIVED: "campaign_archived",
}


def is_named(portfolio: Portfolio, organisation: int | None) -> bool:
    """Has whoever asks a name that people are told: their organisation's, or that of their list?"""
    return organisation is not None or bool(portfolio.title)


def move_campaign(
    product: Product, portfolio: Portfolio, wave: Wave, to: str, by: Actor, today: date
) -> bool:
    """Take a campaign to another state at the instant of `by`. False, and nothing done, where that
    does not follow from the state it is in, or something is missing to open it. Opening throws its
    pilot away.
    """
    about = {"questionnaire": wave.instrument, "round": wave.number}
    with product.database.erasing() as connection:
        before = campaigns.list_campaigns(product.database, portfolio)[wave.id]
        follows = to in following(before.course, by.when)
        named = is_named(portfolio, by.organisation)
        if not follows or (to == OPENED and not may_open(before, by.when, named=named)):
            return False
        after = before.taken(moved(before.course, to, by.when))
        campaigns.put(connection, portfolio, wave, after)
        if to == OPENED:
            campaigns.date_round(connection, portfolio, wave, today)
            pilots.throw_away(connection, portfolio, wave)
        audit.record(connection, by, True, EVENTS[to], **about)
    return True
