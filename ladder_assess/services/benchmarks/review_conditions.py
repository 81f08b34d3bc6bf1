"""Brings together what an organisation's questionnaires say: rounds, scores, and how they moved."""

from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.benchmarks.policy import Policy
from ladder_assess.core.plan.plan import ScoreNow
from ladder_assess.core.plan.strand import Strand, readings, strands
from ladder_assess.services.benchmarks.compare_scores import compare_scores, with_peers
from ladder_assess.services.common.product import Product
from ladder_assess.services.instruments.score_wave import score_waves
from ladder_assess.storage.people import organisations


def review_conditions(product: Product, portfolio: Portfolio) -> tuple[Strand, ...]:
    """Where the organisation stands, by instrument, subject and who answered."""
    rounds = [result.as_round for result in score_waves(product, portfolio)]
    found = strands(product.definitions.instruments, rounds)
    return tuple(replace(strand, sample=portfolio.sample) for strand in found)


def beside_peers(
    product: Product, portfolio: Portfolio, policy: Policy | None, today: date
) -> tuple[Strand, ...]:
    """The same beside the peers that are shown today; a private link has none, and without a policy
    nothing is shown of them.
    """
    found = review_conditions(product, portfolio)
    organisation = organisations.whose(product.database, portfolio)
    if not found or organisation is None or policy is None:
        return found
    compared = compare_scores(product, organisation.profile, portfolio, policy, today)
    return with_peers(compared, found)


def scores_now(product: Product, portfolio: Portfolio) -> tuple[ScoreNow, ...]:
    """The scores of the latest rounds."""
    return tuple(readings(review_conditions(product, portfolio)))
