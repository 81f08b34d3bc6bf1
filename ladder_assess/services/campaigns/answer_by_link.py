"""Takes what a respondent answered by a link, all at once."""

from collections.abc import Mapping
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.campaigns.quota import asked_first, turned_away
from ladder_assess.core.instruments.asking import counted
from ladder_assess.core.instruments.wave import Wave, pages
from ladder_assess.services.campaigns.pilot_campaign import send_trial
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers, answer_counts
from ladder_assess.storage.campaigns.anonymous_answers import NewView


def pages_for(product: Product, link: WaveLink) -> tuple[Page, ...]:
    """What a group is asked by its link."""
    return pages_of(product, link.wave, link.campaign, link.form)


def pages_of(product: Product, wave: Wave, campaign: Campaign, form: str) -> tuple[Page, ...]:
    """What a group (its form) is asked in a campaign; what quotas go by comes first."""
    asked = pages(product.definitions.instruments[wave.instrument], form, short=wave.short)
    return asked_first(asked, frozenset(campaign.settings.quotas))


def are_enough(product: Product, link: WaveLink, values: Mapping[str, Value]) -> bool:
    """Are there enough answers from the group of somebody who has said this so far, and begun
    nothing beside it? A pilot counts nothing.
    """
    quotas = link.campaign.settings.quotas
    if not quotas or link.pilot:
        return False
    counts = answer_counts.read_for_quotas(product.database, link.wave)
    return turned_away(quotas, counts, link.form, values)


def give(
    product: Product,
    token: str,
    link: WaveLink,
    values: Mapping[str, Value],
    view: str,
    consent: str,
    today: date,
    now: int,
    pace: int | None = None,
    comment: str = "",
) -> bool:
    """Keep what a respondent answered who began in time, once, without what is set aside. False
    when the link takes nothing any more. `pace` is the class of how long they took, where they were
    told that it is kept, and `comment` what they said in their own words. What comes by the link of
    a pilot is kept apart.
    """
    instrument = product.definitions.instruments[link.wave.instrument]
    values = counted(instrument, values, link.form, short=link.wave.short)
    if link.pilot:
        return send_trial(product, token, view, values)
    new = NewView(view, instrument.version, values, today, consent, pace, comment)
    return anonymous_answers.add_view(product.database, token, new, now)
