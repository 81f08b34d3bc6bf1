"""Drafts a campaign with its round, says what is set of it, and sets it otherwise."""

from dataclasses import dataclass, replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import (
    Campaign,
    Flaw,
    Settings,
    changed,
    different,
    flaws,
)
from ladder_assess.core.instruments.wave import MOST_ROUNDS, NewWave, TooManyRounds, Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers, campaigns
from ladder_assess.storage.instruments import waves
from ladder_assess.storage.people import audit


def draft_campaign(
    product: Product, portfolio: Portfolio, new: NewWave, by: Actor, today: date, request: str
) -> int:
    """Draft a campaign and return the number of its round. The same `request` again drafts none.
    Raises TooManyRounds.
    """
    with product.database.writing() as connection:
        known = waves.opened_before(connection, portfolio, request)
        if known is not None:
            return known
        if waves.count_waves(connection, portfolio) >= MOST_ROUNDS:
            raise TooManyRounds
        number = campaigns.draft(connection, portfolio, new, today, request)
        about = {"questionnaire": new.instrument, "round": number}
        audit.record(connection, by, True, "campaign_drafted", **about)
    return number


def find_campaign(product: Product, portfolio: Portfolio, wave: Wave) -> Campaign | None:
    """The campaign of a round; None where an organisation answers that as a whole."""
    return campaigns.list_campaigns(product.database, portfolio).get(wave.id)


def list_campaigns(product: Product, portfolio: Portfolio) -> dict[int, Campaign]:
    """Every campaign, by the id of its round."""
    return campaigns.list_campaigns(product.database, portfolio)


def campaigns_and_rounds(product: Product, portfolio: Portfolio) -> list[tuple[Wave, Campaign]]:
    """Every campaign with its round, by questionnaire and number."""
    found, known = list_campaigns(product, portfolio), product.definitions.instruments
    rounds = waves.list_waves(product.database, portfolio)
    return [
        (each, found[each.id]) for each in rounds if each.id in found and each.instrument in known
    ]


@dataclass(frozen=True)
class Progress:
    """How many answers are in, five at a time: of all, and of each group (its form)."""

    given: int
    groups: dict[str, int]


def progress_of(product: Product, portfolio: Portfolio, wave: Wave) -> Progress:
    """How many answers a campaign has that may be told."""
    groups = anonymous_answers.given_so_far(product.database, portfolio, wave)
    return Progress(sum(groups.values()), groups)


def change_campaign(
    product: Product, portfolio: Portfolio, wave: Wave, settings: Settings, by: Actor
) -> list[Flaw]:
    """Set a campaign otherwise; what is fixed by then stays as it was, and its quotas always (see
    services.campaigns.set_quotas). Returns what is wrong with the settings, and then changes
    nothing.
    """
    with product.database.writing() as connection:
        before = campaigns.list_campaigns(product.database, portfolio)[wave.id]
        settings = replace(settings, quotas=before.settings.quotas)
        found = flaws(before, settings, by.when)
        if found:
            return found
        after = changed(before, settings, by.when)
        which = different(before.settings, after.settings)
        campaigns.put(connection, portfolio, wave, after)
        about = {"questionnaire": wave.instrument, "round": wave.number, "settings": which}
        audit.record(connection, by, bool(which), "campaign_changed", **about)
    return []
