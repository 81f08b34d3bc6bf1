"""The page of the plan: what it is made from, and what of it is shown."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from flask import render_template, request
from flask_babel import gettext as _

from ladder_assess.core.activities.portfolio import InPlan
from ladder_assess.core.common.page_of_rows import page_of
from ladder_assess.core.people.access import PLAN
from ladder_assess.core.plan.document import (
    FEW_IN_ROWS,
    FEW_ONE_BY_ONE,
    MOST_FIGURES_AT_ONCE,
    MOST_IN_FULL,
    MOST_LISTED,
    MOST_ONE_BY_ONE,
)
from ladder_assess.core.plan.edits import seal
from ladder_assess.core.plan.filter import (
    BY_ACTIVITY,
    BY_GOAL,
    Advised,
    Proposed,
    narrow,
    narrow_actions,
)
from ladder_assess.core.plan.goals import (
    MOST_SUGGESTED,
    Improved,
    Pair,
    by_goal,
    suggested,
    value_of,
)
from ladder_assess.core.plan.made_document import FIGURES, TABLES
from ladder_assess.core.plan.of_scores import by_trigger
from ladder_assess.core.plan.owners import owners_by_lead
from ladder_assess.core.plan.plan import Action, Trigger
from ladder_assess.core.plan.priority import NOT_INTENDED
from ladder_assess.core.plan.progress import progress
from ladder_assess.core.plan.ranking import advised_for
from ladder_assess.core.plan.timing import at_another_time, phase
from ladder_assess.publishing.plan.answered import SaidOfAnswer, said_of
from ladder_assess.publishing.plan.calendar import to_remind_of
from ladder_assess.publishing.plan.over_time import over_time_view
from ladder_assess.publishing.plan.reasons import priority_of_action, priority_of_proposal
from ladder_assess.publishing.plan.since import changes_since
from ladder_assess.publishing.plan.timing import Lasting, when_to
from ladder_assess.publishing.plan.why import why_advised, why_proposed
from ladder_assess.publishing.points_of_view.points_of_view import group_names
from ladder_assess.services.plan.ask_for_document import latest_document
from ladder_assess.services.plan.follow_plan import (
    name_those_that_left,
    over_time,
    since_earlier_plan,
)
from ladder_assess.services.plan.gather_views import gather_views
from ladder_assess.services.plan.put_back_action import list_taken_out
from ladder_assess.services.plan.read_plan import PlanRead
from ladder_assess.services.plan.read_reasons import with_reasons
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import may, portfolio
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.request import moment, page_language, product, today, words
from ladder_assess.web.common.seal import sealed
from ladder_assess.web.plan.answered import answered_in_short
from ladder_assess.web.plan.asked import PAGE, SINCE, Asked, asked_for
from ladder_assess.web.plan.forms import NAME_LIMIT, each_lead
from ladder_assess.web.plan.picks import PickForm
from ladder_assess.web.plan.words import GOAL_WORDS

# On one page: actions, activities with what is proposed for each, and what is advised with its
# activities.
MOST_ACTIONS, MOST_PROPOSED, MOST_ADVISED = 30, 20, 10
# With no more activities and proposals than these, all is shown and nothing is to be chosen.
FEW_ACTIVITIES, FEW_PROPOSALS = 3, 10
# What has changed since an earlier plan, and the activities of one action: so many lines of each.
MOST_LINES = 100
TO_PAGE = "page-"
EVERYTHING = "all"


def asked(activities: Sequence[InPlan]) -> Asked:
    """What the address of this request or its form asks for; a button can ask for a page."""
    pressed = request.form.get("go", "")
    if pressed == EVERYTHING:
        return asked_for({SINCE: request.form.get(SINCE, "")}, activities)
    page = {PAGE: pressed.removeprefix(TO_PAGE)} if pressed.startswith(TO_PAGE) else {}
    return asked_for({**request.values.to_dict(), **page}, activities)


def show_plan(form: PickForm, plan: PlanRead) -> str:
    """The page of the plan, as its address or its form asks for it."""
    said = asked(plan.now.activities)
    return render_template(
        "plan/pages/show.html",
        portfolio=portfolio(),
        activities={activity.number: activity for activity in plan.now.activities},
        asked=said,
        form=form,
        most_named=MOST_LINES,
        most_one_by_one=MOST_ONE_BY_ONE,
        most_in_full=MOST_IN_FULL,
        most_listed=MOST_LISTED,
        few_one_by_one=FEW_ONE_BY_ONE,
        most_suggested=MOST_SUGGESTED,
        few_in_rows=FEW_IN_ROWS,
        views=tuple(gather_views(product(), portfolio())),
        groups_of_views=group_names(speech()),
        rungs=words().rungs,
        document=plan.printed,
        editable=plan.editable,
        **_figures(plan),
        **_actions(plan, said),
        **_proposals(plan, said, form.picks.data or ()),
        **_since(plan, said.since),
    )


def _figures(plan: PlanRead) -> dict[str, Any]:
    """Whether the figures can be taken at once and, where not, which were made last."""
    if len(plan.found.kept) <= MOST_FIGURES_AT_ONCE:
        return {"at_once": True}
    last = {kind: latest_document(product(), portfolio(), kind) for kind in (FIGURES, TABLES)}
    return {"at_once": False, "figures": last[FIGURES], "tables": last[TABLES]}


def _actions(plan: PlanRead, said: Asked) -> dict[str, Any]:
    """The actions that are asked for, how far all of them are, and what is said of each."""
    activities, scores, actions, edits = plan.now
    found = narrow_actions(actions, activities, said.wanted)
    shown = page_of(found, said.actions_page, MOST_ACTIONS)
    of_page = with_reasons(product(), portfolio(), shown.rows, plan.found, scores)
    return {
        "actions": actions,
        "shown": replace(shown, rows=of_page),
        "places": {action.id: place for place, action in enumerate(actions, start=1)},
        "seal": seal,
        "to_remind_of": to_remind_of(actions),
        **_taken_out(),
        "work": Counter(action.effort for action in actions if action.open),
        "without_owner": sum(action.open and not action.owner for action in actions),
        "by_lead": owners_by_lead(actions, _leads(plan), NAME_LIMIT, each_lead()),
        "now": by_trigger(scores),
        "progress": progress(actions, edits, today()),
        "said_of_action": lambda action: priority_of_action(action, speech()),
        "reason": said_of_reason(),
    }


def _leads(plan: PlanRead) -> dict[int, str]:
    """Who leads each activity, where the list says it."""
    return {each.number: each.lead for each in plan.found.activities if each.lead}


def _taken_out() -> dict[str, Any]:
    """What can be put back, and what of it was taken out just now, which the address names."""
    found = list_taken_out(product(), portfolio(), now()) if may(PLAN) else []
    named = request.args.get("taken_out", "")
    just_now = next((each for each in found if sealed(each.action.id) == named), None)
    answered = answered_in_short(portfolio(), [just_now.action]) if just_now else {}
    return {"taken_out": found, "just_now": just_now, "answered": answered, "moment": moment}


def _proposals(plan: PlanRead, said: Asked, ticked: Sequence[str]) -> dict[str, Any]:
    """What is proposed and asked for, and whether there is so much that one chooses what to see."""
    groups, first = _groups(said, plan)
    part = page_of(groups, said.page, MOST_ADVISED if said.by_advice else MOST_PROPOSED)
    if said.by == BY_ACTIVITY:
        # Each comes as it does in the whole list; only of what is shown that need be said.
        shown = cast(Sequence[Proposed], part.rows)
        part = replace(part, rows=plan.together.told_apart(shown))
    placed = _placed(part.rows) | {value_of(pair) for pair in first}
    count = sum(len(each.proposals) for each in plan.proposed)
    many = len(plan.now.activities) > FEW_ACTIVITIES or count > FEW_PROPOSALS
    return {
        "groups": part,
        "first": first,
        "value_of": value_of,
        "goals": GOAL_WORDS,
        "proposals": len(first) + sum(each.count for each in groups),
        "open_proposals": count,
        "choosing": many or said.wanted.narrows,
        "ticked": ticked,
        "elsewhere": [pick for pick in ticked if pick not in placed],
        "said_of_proposal": lambda weighed: priority_of_proposal(weighed, speech()),
        "why_proposed": lambda proposal: why_proposed(proposal, words(), speech()),
        "when_to": _when_to,
        "comes_later": _comes_later,
        "why_advised": lambda trigger: why_advised(trigger, words(), speech()),
        "unanswered": [a for a in plan.found.counted if not a.answered and a.has_ladder],
        "aim_unsaid": any(map(_aim_unsaid, plan.proposed)),
    }


def _comes_later(trigger: Trigger, activities: Iterable[InPlan | None]) -> bool:
    """Does advice come at another time for each of some activities, over or not begun?"""
    of = (phase(a.started, a.ended, today(), a.status) for a in activities if a is not None)
    return all(at_another_time(trigger, when) for when in of)


def _when_to(trigger: Trigger, activities: Iterable[InPlan | None]) -> str:
    """When advice comes for those of some activities that are over or have not begun."""
    unnamed = _("An activity without a name")
    each = [
        Lasting(a.number, a.started, a.ended, a.name or unnamed, a.status) for a in activities if a
    ]
    return when_to(trigger, each, today(), speech())


def _aim_unsaid(proposed: Proposed) -> bool:
    """Did nobody say which rung the activity of these proposals is meant for?"""
    weighed = (proposal.weighed for proposal in proposed.proposals)
    return any(each is not None and each.gap.kind == NOT_INTENDED for each in weighed)


def _groups(
    said: Asked, plan: PlanRead
) -> tuple[Sequence[Advised | Proposed | Improved], tuple[Pair, ...]]:
    """What is proposed and asked for, put together as is asked; and the few suggested first, which
    stand apart from what is put together by what it improves.
    """
    if said.by_advice:
        every = plan.together
        return advised_for(every.proposed, said.wanted, every.levels, every.advised), ()
    if said.by != BY_GOAL and not said.wanted.priority:
        return narrow(plan.proposed, said.wanted), ()
    chosen = narrow(plan.together.told_apart(plan.proposed), said.wanted)
    if said.by != BY_GOAL:
        return chosen, ()
    first = suggested(chosen)
    return by_goal(chosen, {value_of(pair) for pair in first}), first


def said_of_reason() -> Callable[[Action], SaidOfAnswer]:
    """Says, for a template, what an action answered when it was chosen and what became of that."""
    spoken, named, locale = speech(), words(), page_language()
    day = today()
    return lambda action: said_of(action, named, spoken, locale, day)


def _placed(groups: Iterable[Advised | Proposed | Improved]) -> set[str]:
    """What can be ticked on the page."""
    return {value for group in groups for value in group.values}


def _since(plan: PlanRead, wanted: str) -> dict[str, Any]:
    """What has changed since an earlier plan, and which there are."""
    found = since_earlier_plan(product(), portfolio(), today(), plan.now, plan.found, wanted)
    if found:
        found = name_those_that_left(product(), portfolio(), found, now())
    dates = over_time(product(), portfolio(), today(), found, wanted)
    return {
        "over_time": over_time_view(dates, words(), speech(), page_language()) if dates else None,
        "since": found,
        "changes": changes_since(found, speech(), page_language()) if found else (),
        "earlier": plan.given_out,
        "comparable": [on for on in plan.given_out if on < today()],
        "most_changes": MOST_LINES,
    }
