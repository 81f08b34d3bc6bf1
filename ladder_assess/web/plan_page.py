"""The page of the plan: what it is made from, and what of it is shown."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from flask import render_template, request

from ladder_assess.core.plan import Action, Reading
from ladder_assess.core.plan_document import MOST_IN_FULL
from ladder_assess.core.plan_edits import seal
from ladder_assess.core.plan_filter import (
    Advised,
    Proposed,
    by_advice,
    leaf,
    narrow,
    narrow_actions,
)
from ladder_assess.core.plan_of_scores import by_trigger
from ladder_assess.core.plan_progress import progress
from ladder_assess.core.portfolio import AssessedActivity
from ladder_assess.publishing.plan_calendar import to_remind_of
from ladder_assess.publishing.plan_reasons import priority_of_action, priority_of_proposal
from ladder_assess.publishing.plan_since import changes_since
from ladder_assess.services.assess_activity import assess_portfolio
from ladder_assess.services.follow_plan import since_earlier_plan
from ladder_assess.services.review_conditions import scores_now
from ladder_assess.services.write_plan import open_proposals, weighed_actions
from ladder_assess.storage import documents, plans
from ladder_assess.storage.plan_snapshots import snapshot_days
from ladder_assess.web.charts import speech
from ladder_assess.web.plan_asked import PAGE, Asked, asked_for
from ladder_assess.web.plan_forms import PickForm
from ladder_assess.web.scope import portfolio
from ladder_assess.web.views import UK, page_language, product, today

# On one page: actions, activities with what is proposed for each, and what is advised with its
# activities.
MOST_ACTIONS, MOST_PROPOSED, MOST_ADVISED = 30, 20, 10
# With no more activities than these, all is shown and nothing is to be chosen.
FEW_ACTIVITIES = 3
TO_PAGE = "page-"


def asked(activities: Sequence[AssessedActivity]) -> Asked:
    """What the address of this request or its form asks for; a button can ask for a page."""
    pressed = request.form.get("go", "")
    page = {PAGE: pressed.removeprefix(TO_PAGE)} if pressed.startswith(TO_PAGE) else {}
    return asked_for({**request.values.to_dict(), **page}, activities)


class Plan(NamedTuple):
    """What the page of the plan is made from."""

    activities: tuple[AssessedActivity, ...]
    scores: tuple[Reading, ...]
    actions: list[Action]
    proposed: tuple[Proposed, ...]


def the_plan() -> Plan:
    """The plan of this request's portfolio as it stands now."""
    activities = assess_portfolio(product(), portfolio())
    scores = scores_now(product(), portfolio())
    actions = weighed_actions(product(), portfolio(), activities, scores)
    proposed = open_proposals(product(), activities, actions, scores)
    return Plan(activities, scores, actions, proposed)


def show_plan(form: PickForm, plan: Plan) -> str:
    """The page of the plan, as its address or its form asks for it."""
    activities, scores, actions, proposed = plan
    said = asked(activities)
    wanted = said.wanted
    chosen = narrow(proposed, wanted)
    groups: Sequence[Advised | Proposed] = by_advice(chosen) if said.by_advice else chosen
    part = leaf(groups, said.page, MOST_ADVISED if said.by_advice else MOST_PROPOSED)
    ticked = form.picks.data or ()
    shown = narrow_actions(actions, activities, wanted)
    edits = plans.list_edits(product().database, portfolio())
    return render_template(
        "plan_pages/show.html",
        portfolio=portfolio(),
        activities={activity.number: activity for activity in activities},
        actions=actions,
        shown=leaf(shown, said.actions_page, MOST_ACTIONS),
        places={action.id: place for place, action in enumerate(actions, start=1)},
        seal=seal,
        to_remind_of=to_remind_of(actions),
        asked=said,
        groups=part,
        proposals=sum(len(each.proposals) for each in chosen),
        open_proposals=sum(len(each.proposals) for each in proposed),
        choosing=len(activities) > FEW_ACTIVITIES or wanted.narrows,
        ticked=ticked,
        elsewhere=[pick for pick in ticked if pick not in _placed(part.items)],
        now=by_trigger(scores),
        form=form,
        most_in_full=MOST_IN_FULL,
        document=documents.latest_document(product().database, portfolio()),
        progress=progress(actions, edits, today(), UK),
        said_of_proposal=lambda weighed: priority_of_proposal(weighed, speech()),
        said_of_action=lambda action: priority_of_action(action, speech()),
        **_since(plan, said.since),
    )


def _placed(groups: Iterable[Advised | Proposed]) -> set[str]:
    """What can be ticked on the page."""
    return {value for group in groups for value in group.values}


def _since(plan: Plan, wanted: str) -> dict[str, Any]:
    """What has changed since an earlier plan, and which there are."""
    days = snapshot_days(product().database, portfolio())
    found = since_earlier_plan(
        product(), portfolio(), today(), plan.actions, plan.activities, plan.scores, wanted
    )
    return {
        "since": found,
        "changes": changes_since(found, speech(), page_language()) if found else (),
        "earlier": days,
    }
