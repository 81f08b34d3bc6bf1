"""Makes open data of a campaign that is over, and notes in the log that it was made."""

from collections.abc import Iterable

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.campaign import Campaign
from ladder_assess.core.campaigns.course import is_settled
from ladder_assess.core.campaigns.open_data import OpenTable, in_open
from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_wave
from ladder_assess.storage.campaigns.open_data_file import open_data_file
from ladder_assess.storage.people import audit


def what_is_open(
    product: Product, portfolio: Portfolio, wave: Wave, campaign: Campaign, now: float
) -> dict[str, GroupResult]:
    """What may be published of each group, by its form: nothing while answers can still come, as
    two files could then be laid beside each other.
    """
    if not is_settled(campaign.course, now):
        return {}
    result = score_wave(product, portfolio, wave)
    found = {
        form: in_open(result.instrument, group, short=wave.short)
        for form, group in result.groups.items()
    }
    return {form: group for form, group in found.items() if group is not None}


def publish_open_data(
    product: Product, wave: Wave, tables: Iterable[OpenTable], by: Actor, licence: str
) -> bytes:
    """A SQLite file of the tables of a wave; the log says who made it, and under which licence."""
    made = open_data_file(tables)
    note_open_data(product, wave, by, licence)
    return made


def note_open_data(product: Product, wave: Wave, by: Actor, licence: str) -> None:
    """Note in the log that a file of open data was made of a wave, and under which licence."""
    about = {"questionnaire": wave.instrument, "round": wave.number, "licence": licence}
    with product.database.writing() as connection:
        audit.record(connection, by, True, "open_data_made", **about)
