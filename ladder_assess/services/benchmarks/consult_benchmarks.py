"""What an organisation is shown of its peers: read from the draws, and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.groups import groups_of
from ladder_assess.core.benchmarks.indicators import is_drawn, scale_of
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import is_shown
from ladder_assess.core.benchmarks.shown import PeerFigure, peer_figure
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.benchmarks.gather_contributions import cell_of
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws


@dataclass(frozen=True)
class PeerFigures:
    """By peer group (the widest first) the indicators that are shown. `ended_on` is the day of the
    last exact release, where there was one before figures were drawn.
    """

    groups: Mapping[str, Mapping[str, PeerFigure]]
    ended_on: date | None


def consult_benchmarks(
    product: Product,
    profile: Profile,
    own: Mapping[str, float],
    policy: Policy | None,
    today: date,
) -> PeerFigures:
    """The peer groups of an organisation of this profile; `own` are its values by indicator.

    A group of which nothing is shown is there without indicators: there are too few so far.
    """
    found: dict[str, dict[str, PeerFigure]] = {}
    for group in groups_of(cell_of(profile)):
        found[group] = {
            name: peer_figure(figure, scale_of(name), own.get(name))
            for name, figure in draws.figures_of(product.database, group).items()
            if is_drawn(name) and is_shown(figure.drawn_on, today, policy)
        }
    return PeerFigures(found, draws.last_of_releases(product.database))
