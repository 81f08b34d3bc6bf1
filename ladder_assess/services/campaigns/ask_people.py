"""Asks groups of people to answer in a wave by links, and says what such a link opens."""

from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.common.link_token import WAVE
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.ask_group import Question
from ladder_assess.storage.campaigns import links, pilots


def answers_in(wave: Wave) -> Question:
    """The question for answers in a wave."""
    details = {"questionnaire": wave.instrument, "round": wave.number}
    return Question(links, wave.id, WAVE, "wave_link", details)


def find_link(product: Product, token: str) -> WaveLink | None:
    """What a respondent's token opens, that of a pilot too; None for any other text."""
    return links.find_link(product.database, token) or pilots.find_link(product.database, token)
