"""The improvement plan: proposals to pick, actions to word and order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.plan.edits import Differing
from ladder_assess.core.plan.filter import narrow_actions
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.plan.name_owners import name_owners
from ladder_assess.services.plan.read_plan import (
    ActionRead,
    PlanRead,
    read_action,
    read_now,
    read_plan,
)
from ladder_assess.services.plan.write_plan import (
    CHANGED,
    MOVED,
    Pick,
    add_own,
    advice_titles,
    move,
    pick,
    reword,
    take_out,
)
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio, scope
from ladder_assess.web.activities.concurrent_edits import author
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import SHOWN
from ladder_assess.web.common.request import View, done, new_request_id, product, said, today
from ladder_assess.web.common.seal import sealed
from ladder_assess.web.plan.asked import asked_for, passed_on
from ladder_assess.web.plan.forms import (
    NAME_LIMIT,
    ChangedActionForm,
    OwnActionForm,
    action_from,
    as_own,
    each_lead,
    form_again,
    form_of,
    leads_of,
)
from ladder_assess.web.plan.page import MOST_ACTIONS, asked, said_of_reason, show_plan
from ladder_assess.web.plan.picks import in_an_address, pick_form
from ladder_assess.web.plan.words import said_of_priority

blueprint = Blueprint("plan", __name__, url_prefix="/p/<token:token>/plan")
scope(blueprint)

blueprint.add_app_template_filter(said_of_priority, "priority_word")

GONE_STATUS = 404
PICK_THEM = "pick"
# Activities that are named of one action that is not proposed any more.
MOST_NAMED = 5


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """The actions in order and what else is proposed; picked proposals become actions."""
    plan = read_plan(product(), portfolio())
    titles = advice_titles(product())
    form = pick_form(plan.proposed, plan.now.actions, titles, _ever_known(plan))
    if form.validate_on_submit():
        wanted = asked(plan.now.activities)
        picking = request.form.get("go", PICK_THEM) == PICK_THEM
        if picking and form.picks.data:
            pick(product(), portfolio(), plan.proposed, form.picked, now())
            if form.missed:
                done(_missed_words(form.missed, titles, plan))
                if form.picked:
                    done(_("What else you ticked is in the plan."))
            return redirect(url_for("plan.show", _anchor="actions", **wanted.args))
        if picking:
            form.picks.errors = [_("Tick at least one action to put into the plan.")]
        elif in_an_address(form.picks.data or ()):
            ticked = {"picks": form.picks.data} if form.picks.data else {}
            at = wanted.args_of(wanted.page)
            return redirect(url_for("plan.show", _anchor="proposals", **at, **ticked))
    elif request.method == "GET":
        form.tick(request.args.getlist("picks"))
    return show_plan(form, plan)


def _ever_known(plan: PlanRead) -> Sequence[int]:
    """The numbers of activities that are or may have been in the list; 0 is the organisation."""
    return range(max(plan.found.kept, default=0) + plan.removed + 1)


def _missed_words(missed: Iterable[Pick], titles: Mapping[str, str], plan: PlanRead) -> str:
    """What was ticked and is not in the plan, for which activities, and why."""
    names = {activity.number: activity.name for activity in plan.now.activities}
    told = [
        _(
            "“%(action)s” for %(activities)s",
            action=said(titles[recommendation]),
            activities="; ".join(_whose(number, names) for number in numbers[:MOST_NAMED])
            + ("; …" if len(numbers) > MOST_NAMED else ""),
        )
        for numbers, recommendation in missed
    ]
    why = _(
        "Not put into the plan, because it is not proposed any more: %(actions)s. What is said of "
        "the activity has changed since you opened the page.",
        actions=". ".join(told),
    )
    return str(why)


def _whose(number: int, names: Mapping[int, str]) -> str:
    if not number:
        return str(_("the organisation"))
    if number not in names:
        return str(_("an activity that is not in the list any more"))
    return names[number] or str(_("An activity without a name"))


@blueprint.route("/actions/new", methods=["GET", "POST"])
def own_action() -> View:
    """Add an action of one's own."""
    activities = list_activities(product(), portfolio()).counted
    form = OwnActionForm(data={"request_id": new_request_id(), "activity": "0"})
    form.name_activities(activities)
    if form.validate_on_submit():
        action = action_from(form, Action(0, int(form.activity.data), "", "", chosen=now()))
        added = add_own(product(), portfolio(), action, form.request_id.data)
        return redirect(_at(added))
    leads = leads_of(activities)
    return render_template("plan/pages/action.html", form=form, leads=leads, action=None)


@blueprint.route("/actions/<sealed:action_id>", methods=["GET", "POST"])
def action(action_id: int) -> View:
    """Reword an action; set its owner, due date and priority."""
    found = read_action(product(), portfolio(), action_id)
    if found is None:
        return _gone()
    form = form_of(found.action)
    if form.validate_on_submit():
        return _reword(action_id, form)
    return _show_action(form, found)


def _at(action_id: int, **others: Any) -> str:
    """Where an action stands on the plan's pages, as they were asked for; the actions as they were
    where it is not among them any more.
    """
    plan = read_now(product(), portfolio())
    said = asked_for(request.args, plan.activities)
    shown = narrow_actions(plan.actions, plan.activities, said.wanted)
    place = next((n for n, action in enumerate(shown) if action.id == action_id), None)
    at = said.actions_page if place is None else place // MOST_ACTIONS + 1
    anchor = "actions" if place is None else f"action-{sealed(action_id)}"
    return url_for("plan.show", **said.args_of(said.page, at), **others, _anchor=anchor)


def _reword(action_id: int, form: ChangedActionForm) -> View:
    """Save an action; where someone else has changed it too, show both."""
    seen = form[SHOWN].data or ""
    saved = reword(
        product(), portfolio(), action_id, lambda action: action_from(form, action), seen, author()
    )
    if saved is None:
        return _gone()
    _kept, differing = saved
    if not differing:
        return redirect(_at(action_id))
    found = read_action(product(), portfolio(), action_id)
    if found is None:
        return _gone()
    return _show_action(form_again(found.action, differing), found, differing)


def _show_action(
    form: ChangedActionForm, found: ActionRead, differing: Iterable[Differing] = ()
) -> View:
    covered = _covered(found.action)
    leads = leads_of(covered)
    form.offer(leads)
    return render_template(
        "plan/pages/action.html",
        form=form,
        leads=leads,
        action=found.action,
        differing=differing,
        back=passed_on(request.args),
        reason=said_of_reason(),
        edits=found.edits,
        covered=[(each.number, each.name) for each in covered],
    )


def _covered(action: Action) -> list[Listed]:
    """The activities that an action is for, by number."""
    listed = list_activities(product(), portfolio()).activities if action.activities else ()
    return [each for each in listed if each.number in action.activities]


def _gone() -> View:
    """An action that is not in the plan: where someone was rewording it, what they typed is put
    into a form for a new one.
    """
    if not request.form.get(SHOWN):
        abort(404)
    form = as_own(request.form, new_request_id())
    form.name_activities(list_activities(product(), portfolio()).counted)
    form.form_errors = [
        _(
            "Someone took this action out of the plan while this page was open. What you typed is "
            "still here. Save it to put it into the plan as a new action."
        )
    ]
    return render_template("plan/pages/action.html", form=form, action=None), GONE_STATUS


@blueprint.post("/actions/<sealed:action_id>/<any(up, down, remove):direction>")
def place(action_id: int, direction: str) -> View:
    """Move an action up or down, or take it out."""
    if not Form().validate_on_submit():
        abort(400)
    seen = request.args.get("seen", "")
    if direction == "remove":
        return _take_out(action_id, seen)
    outcome = move(product(), portfolio(), action_id, direction, whole_number(seen) or 0)
    if outcome == MOVED:
        return redirect(_at(action_id))
    return _not_moved(outcome)


@blueprint.post("/owners")
def owners() -> View:
    """Make the lead officers of activities the owners of the actions for them that have none."""
    if not Form().validate_on_submit():
        abort(400)
    given = name_owners(product(), portfolio(), NAME_LIMIT, each_lead(), author())
    done(
        ngettext(
            "%(num)s action has its lead officer as its owner now.",
            "%(num)s actions have their lead officers as their owners now.",
            given,
        )
    )
    back = asked(read_now(product(), portfolio()).activities)
    return redirect(url_for("plan.show", _anchor="actions", **back.args_of(back.page)))


def _not_moved(outcome: str) -> View:
    """Show the plan as it is now, with why nothing was moved."""
    if outcome == CHANGED:
        why = _(
            "Someone has changed the order since you opened the plan, so nothing was moved. "
            "This is the order now."
        )
        return _plan_with_error(why)
    why = _(
        "There is no such action in this plan, so nothing was moved. Someone may have taken it "
        "out since you opened the plan."
    )
    return _plan_with_error(why), GONE_STATUS


def _take_out(action_id: int, seen: str) -> View:
    """Nothing more happens where the button was pressed twice."""
    if take_out(product(), portfolio(), action_id, seen, today(), now()):
        return redirect(_at(action_id, taken_out=sealed(action_id)))
    return _plan_with_error(
        _(
            "Someone has changed this action since you opened the plan, so it was not taken out. "
            "Read it again, then take it out if you still want to."
        )
    )


def _plan_with_error(why: str) -> str:
    plan = read_plan(product(), portfolio())
    form = pick_form(plan.proposed, plan.now.actions)
    form.form_errors.append(why)
    return show_plan(form, plan)
