"""What an organisation is shown of its peers: read from the last release, and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ladder_assess.core.benchmarks.benchmark import Benchmark, Thresholds, benchmark
from ladder_assess.core.benchmarks.groups import groups_of
from ladder_assess.core.benchmarks.indicators import scale_of
from ladder_assess.core.people.organisation import Profile
from ladder_assess.services.benchmarks.make_release import cell_of
from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import releases


@dataclass(frozen=True)
class Peers:
    """The release, and by peer group (the widest first) the indicators that may be shown."""

    made_on: date | None
    groups: Mapping[str, Mapping[str, Benchmark]]


def consult_benchmarks(
    product: Product, profile: Profile, own: Mapping[str, float], thresholds: Thresholds | None
) -> Peers:
    """The peer groups of an organisation of this profile; `own` are its values by indicator.

    A group of which nothing may be shown is there without indicators: there are too few so far.
    """
    release = releases.latest_release(product.database)
    groups = groups_of(cell_of(profile))
    if release is None:
        return Peers(None, {group: {} for group in groups})
    found: dict[str, dict[str, Benchmark]] = {}
    for group in groups:
        counts = releases.figures_of(product.database, release, group)
        shown = (
            (name, benchmark(bands, scale_of(name), thresholds, own=own.get(name)))
            for name, bands in sorted(counts.items())
        )
        found[group] = {name: figure for name, figure in shown if figure is not None}
    return Peers(release.made_on, found)
