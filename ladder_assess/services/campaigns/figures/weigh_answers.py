"""Weighs the answers to a survey so that people are mixed as those of whom it is to tell."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.campaigns.weights.weighting import Margins, Weighted, weigh
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.product import Product
from ladder_assess.storage.campaigns import answer_rows


def weigh_answers(
    product: Product, portfolio: Portfolio, wave: Wave, item: str, margins: Margins
) -> Weighted | None:
    """The answers to an item of a wave that was opened for being read row by row, weighed by
    margins; None where fewer than five answered it, and of any other wave. Raises KeyError for an
    item that it does not have, and CannotWeigh.
    """
    instrument = product.definitions.instruments[wave.instrument]
    rows = answer_rows.each_row(product.database, portfolio, wave)
    return weigh(instrument, rows, instrument.items[item], margins)
