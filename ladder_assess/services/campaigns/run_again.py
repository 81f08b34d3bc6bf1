"""Runs a round again: another one with the same settings, as a draft with days of its own."""

from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import for_the_next
from ladder_assess.core.instruments.wave import NewWave, Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import campaigns
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.people import audit


def run_again(
    product: Product, portfolio: Portfolio, wave: Wave, by: Actor, today: date, request: str
) -> int:
    """Draft a campaign like that of a round, and return the number of its round. The same `request`
    again drafts none.
    """
    kind = (wave.instrument, wave.short, wave.answered_by, wave.subject)
    new = NewWave(*kind, wave.by_row, wave.elsewhere)
    with product.database.writing() as connection:
        known = waves.opened_before(connection, portfolio, request)
        if known is not None:
            return known
        number = campaigns.draft(connection, portfolio, new, today, request)
        drafted = waves.find_wave(product.database, portfolio, wave.instrument, number)
        found = campaigns.list_campaigns(product.database, portfolio)
        if drafted is not None:
            before = found[wave.id]
            like = replace(found[drafted.id], settings=for_the_next(before), margins=before.margins)
            campaigns.put(connection, portfolio, drafted, like)
        about = {"questionnaire": wave.instrument, "round": number, "like": wave.number}
        audit.record(connection, by, True, "campaign_drafted", **about)
    return number
