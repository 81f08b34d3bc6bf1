"""Asks a group of people by links that each work once, to print, cut up or send one by one."""

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.core.people.event import Actor
from ladder_assess.services.campaigns.mail_tokens import BY_MAIL
from ladder_assess.services.common.link_token import WAVE, WAVE_ONCE, link_token
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.ask_group import EVERYONE
from ladder_assess.storage.campaigns import links
from ladder_assess.storage.people import audit

# Fewer would tell who is in a batch of five, more is a leaflet's job: one link for all.
FEWEST, MOST = 10, 500


def open_single_links(
    product: Product,
    portfolio: Portfolio,
    wave: Wave,
    form: str,
    many: int,
    by: Actor,
    request: str,
) -> None:
    """Make so many links for a group, FEWEST to MOST. While it has a link that is open, or open
    links, those stay. The same `request` again makes none.
    """
    if not FEWEST <= many <= MOST:
        raise ValueError(many)
    tokens = _tokens(product, request, many)
    token = link_token(product.secret, WAVE, request)
    with product.database.writing() as connection:
        opened = links.add_link(connection, portfolio, wave.id, form, request, token, tokens)
        details = {"questionnaire": wave.instrument, "round": wave.number}
        about = {**details, "group": form or EVERYONE, "links": many}
        audit.record(connection, by, opened, "wave_link_opened", **about)


def single_links(product: Product, portfolio: Portfolio, wave: Wave, form: str) -> list[str]:
    """The tokens of a group's links that work once, as long as they are open; which of them were
    used is told nobody. Those that are sent by mail stand in their messages alone.
    """
    state = links.links(product.database, portfolio, wave.id).get(form)
    if state is None or not state.request or state.request.startswith(BY_MAIL):
        return []
    return _tokens(product, state.request, state.many)


def _tokens(product: Product, request: str, many: int) -> list[str]:
    return [link_token(product.secret, WAVE_ONCE, f"{request}:{at}") for at in range(many)]
