"""What an organisation is shown of its peers: read from the draws, and from nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.groups import groups_of, is_narrow
from ladder_assess.core.benchmarks.indicators import is_drawn, scale_of
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.benchmarks.schedule import is_shown, next_run, waits_for_new_rule
from ladder_assess.core.benchmarks.shown import PeerFigure, is_large_enough, peer_figure
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.benchmarks.gather_contributions import cell_of
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws


@dataclass(frozen=True)
class PeerFigures:
    """By peer group (the widest first) the indicators that are shown. `ended_on` is the day of the
    last exact release, where there was one before figures were drawn. `anew` says of indicators
    that are not shown, as they were drawn by an older rule, when they are drawn by the new one: the
    first day of that month.
    """

    groups: Mapping[str, Mapping[str, PeerFigure]]
    ended_on: date | None
    anew: Mapping[str, date]


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
            for name, figure in draws.figures_of(product.database, group, today).items()
            if is_drawn(name)
            and is_shown(figure.drawn_on, today, policy)
            and is_large_enough(figure, policy, narrow=is_narrow(group))
        }
    anew = _drawn_anew(product, found, policy, today)
    return PeerFigures(found, draws.last_of_releases(product.database), anew)


def _drawn_anew(
    product: Product, groups: Iterable[str], policy: Policy | None, today: date
) -> dict[str, date]:
    """When each indicator that waits for the new rule is drawn in the first of some groups."""
    found: dict[str, date] = {}
    if policy is None:
        return found
    for group in groups:
        gone = draws.withdrawn_of(product.database, group, today)
        for name, (drawn, withdrawn) in gone.items():
            if is_drawn(name) and waits_for_new_rule(drawn, withdrawn, policy):
                when = next_run(drawn, policy)
                found[name] = min(found.get(name, when), when)
    return found
