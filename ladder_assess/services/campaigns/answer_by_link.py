"""Takes what a respondent answered by a link, all at once."""

from collections.abc import Mapping
from datetime import date

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.instruments.wave import pages
from ladder_assess.services.campaigns.pilot_campaign import send_trial
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import anonymous_answers
from ladder_assess.storage.campaigns.anonymous_answers import NewView


def pages_for(product: Product, link: WaveLink) -> tuple[Page, ...]:
    """What a group is asked by its link."""
    instrument = product.definitions.instruments[link.wave.instrument]
    return pages(instrument, link.form, short=link.wave.short)


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
    """Keep what a respondent answered who began in time, once. False when the link takes nothing
    any more. `pace` is the class of how long they took, where they were told that it is kept, and
    `comment` what they said in their own words. What comes by the link of a pilot is kept apart.
    """
    if link.pilot:
        return send_trial(product, token, view, values)
    version = product.definitions.instruments[link.wave.instrument].version
    new = NewView(view, version, values, today, consent, pace, comment)
    return anonymous_answers.add_view(product.database, token, new, now)
