"""Says how many answers are wanted at most of whom, and how many of them are there."""

from collections.abc import Mapping
from dataclasses import replace

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import fixed
from ladder_assess.core.campaigns.course import DRAFTED
from ladder_assess.core.campaigns.quota import Quota, is_lowered, standings
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_counts, campaigns
from ladder_assess.storage.people import audit


def set_quotas(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    item: str,
    most: Mapping[str, int],
    by: Actor,
) -> bool:
    """Say of a question (or FORMS) how many answers are wanted at most of those who give each of
    its answers; of those that are not named, any number. False, and nothing kept, where that is
    settled by then: once it was opened, a quota is only raised.
    """
    with product.database.writing() as connection:
        campaign = campaigns.list_campaigns(product.database, portfolio)[wave.id]
        before = campaign.settings.quotas
        after = {**before, item: dict(most)} if most else _without(before, item)
        raised = campaign.state == DRAFTED or not is_lowered(before, after)
        if not raised or "quotas" in fixed(campaign, by.when):
            return False
        settings = replace(campaign.settings, quotas=after)
        campaigns.put(connection, portfolio, wave, replace(campaign, settings=settings))
        about = {"questionnaire": wave.instrument, "round": wave.number, "settings": ["quotas"]}
        audit.record(connection, by, after != before, "campaign_changed", **about)
    return True


def _without(quotas: Mapping[str, Mapping[str, int]], item: str) -> dict[str, Mapping[str, int]]:
    return {name: wanted for name, wanted in quotas.items() if name != item}


def quotas_of(product: Product, portfolio: Portfolio, wave: Wave) -> list[Quota]:
    """How far each quota of a campaign is; none of one that is taken out meanwhile."""
    campaign = campaigns.list_campaigns(product.database, portfolio).get(wave.id)
    if campaign is None:
        return []
    counts = answer_counts.read(product.database, portfolio, wave)
    return standings(campaign.settings.quotas, counts)
