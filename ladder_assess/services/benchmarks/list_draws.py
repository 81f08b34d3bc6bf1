"""Lists the jobs that drew figures, for whoever runs the site."""

from ladder_assess.services.common.product import Product
from ladder_assess.storage.benchmarks import draws
from ladder_assess.storage.benchmarks.draws import RunSummary


def list_draws(product: Product) -> list[RunSummary]:
    """The latest jobs with how many figures each drew, the newest first; no figures."""
    return draws.list_runs(product.database)
