"""What actions answered when they were chosen and what became of that, in a line each: for pages
that name actions beside other things.
"""

from collections.abc import Iterable

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.plan.plan import Action
from ladder_assess.publishing.plan.answered import in_short
from ladder_assess.services.plan.read_plan import with_reasons_now
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.request import page_language, product, words


def answered_in_short(portfolio: Portfolio, actions: Iterable[Action]) -> dict[int, str]:
    """The line of each action, by its id; none of those of somebody's own."""
    chosen = [action for action in actions if action.trigger]
    if not chosen:
        return {}
    named, spoken, locale = words(), speech(), page_language()
    found = with_reasons_now(product(), portfolio, chosen)
    return {action.id: in_short(action, named, spoken, locale) for action in found}
