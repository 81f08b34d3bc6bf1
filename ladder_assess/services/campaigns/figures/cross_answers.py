"""Sets the answers to one question of a survey out by the answers to another."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.cross_table import CrossTable, cross_table
from ladder_assess.core.campaigns.weights.weighting import CannotWeigh, weights_of
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_rows, campaigns


def cross_answers(
    product: Product, portfolio: Portfolio, wave: Wave, item: str, by: str
) -> CrossTable:
    """The answers to an item by those to another, or by FORMS, of a wave that was opened for being
    read row by row, also weighed where margins are kept with it that can be met. Of any other wave
    it is empty. Raises KeyError for an item that it does not have.
    """
    instrument = product.definitions.instruments[wave.instrument]
    rows = answer_rows.each_row(product.database, portfolio, wave)
    campaign = campaigns.list_campaigns(product.database, portfolio).get(wave.id)
    if campaign is None or not campaign.margins:
        return cross_table(instrument, rows, instrument.items[item], by)
    answers = list(rows)
    try:
        weights = weights_of(instrument, answers, campaign.margins)
    except CannotWeigh:
        return cross_table(instrument, answers, instrument.items[item], by)
    return cross_table(instrument, answers, instrument.items[item], by, weights)
