"""Sets the points of view on activities side by side, as far as they may be shown."""

from ladder_assess.core.activities.draft import Draft
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.points_of_view.agreement_on_views import ViewsAgreed, agreement_on_views
from ladder_assess.core.points_of_view.views import Agreement, Comparer, Comparison, agreement
from ladder_assess.services.common.product import Product
from ladder_assess.services.points_of_view.compare_raters import chance
from ladder_assess.storage.activities import activities
from ladder_assess.storage.points_of_view import given as points_of_view


def compare_views(product: Product, portfolio: Portfolio, draft: Draft) -> Comparison:
    """What may be shown of all views of one activity, placed by the rules that place it."""
    rules = product.of(draft.stamp)
    comparer = Comparer(rules.questionnaire, product.definitions.voice, rules.assessor.placer)
    return comparer.compare(points_of_view.list_pages(product.database, portfolio, draft.number))


def agreement_by_question(product: Product, portfolio: Portfolio) -> ViewsAgreed:
    """How far people agree on each question over the portfolio's activities, exercises left out."""
    drafts = activities.list_activities(product.database, portfolio)
    compared = [compare_views(product, portfolio, d) for d in drafts if not d.exercise]
    return agreement_on_views(compared, product.newest.questionnaire.evidence, chance)


def agreement_over(product: Product, portfolio: Portfolio) -> Agreement | None:
    """How far people place the portfolio's activities alike, exercises left out; None while there
    are too few.
    """
    drafts = activities.list_activities(product.database, portfolio)
    return agreement(
        compare_views(product, portfolio, draft) for draft in drafts if not draft.exercise
    )
