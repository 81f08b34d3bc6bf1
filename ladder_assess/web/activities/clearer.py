"""Activities that were described by earlier questions: offered to be moved to the newest, answer by
answer where one may read differently.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Meanwhile
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.services.activities.move_back import MovedBack, move_back
from ladder_assess.services.activities.move_to_clearer import (
    Offer,
    changed_by_rules,
    count_offers,
    move,
    move_unaffected,
    next_to_move,
    offer,
    offers,
)
from ladder_assess.services.activities.save_answers import Saved
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.access.scope import actor, portfolio, record_or_404
from ladder_assess.web.activities import activity, concurrent_edits
from ladder_assess.web.activities.finding_out import say_how
from ladder_assess.web.activities.portfolio import blueprint as lists
from ladder_assess.web.activities.rule_words import rule_names, rule_sentences
from ladder_assess.web.common import forms
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, done, newest_words, product, said

blueprint = activity.blueprint
ONE = "activities/activity/clearer.html"
# The button that goes on to the next activity.
THE_NEXT = "the-next"


@blueprint.route("/clearer", methods=["GET", "POST"])
def clearer(number: int) -> View:
    """The answers that may read differently, each with its clearer question, to look through."""
    record = record_or_404(number)
    found = offer(product(), record)
    clashes: tuple[Meanwhile, ...] = ()
    if request.method == "GET" and (found is None or not may_change(record.state)):
        return redirect(url_for("activity.result", number=number))
    # Moved in another window meanwhile: what was answered here are the clearer questions too.
    page = _page_of(found) if found else _page_sent(product().newest)
    form = forms.form_for(page, product().newest.questionnaire, record)
    if form.validate_on_submit():
        saved = _move_or_refuse(number, form, page)
        if saved is not None and not saved.meanwhile:
            told = _moved_words(found, saved.record) if found else _late_words(record, saved.record)
            return _go_on(saved.record, told)
        if saved is not None:
            shown = concurrent_edits.filled(saved.record, saved.meanwhile)
            fresh = forms.form_for(page, product().newest.questionnaire, shown, fresh=True)
            form = concurrent_edits.point_out(fresh, saved.meanwhile)
            record, clashes = saved.record, saved.meanwhile
            found = offer(product(), record)
    form = say_how(form, page, product().newest)
    return render_template(ONE, offer=found, record=record, page=page, form=form, meanwhile=clashes)


def _go_on(moved: ActivityRecord, told: str) -> View:
    """Say what was done, and show the result or, where that button was pressed, what comes next."""
    if request.form.get("go") != THE_NEXT:
        done(told)
        return redirect(url_for("activity.result", number=moved.number))
    name = moved.name or _("An activity without a name")
    done(_("“%(name)s”: %(what)s", name=name, what=told))
    following = next_to_move(product(), portfolio(), moved.number)
    if following is None:
        return redirect(url_for("portfolio.clearer"))
    return redirect(url_for("activity.clearer", number=following))


def _page_of(found: Offer) -> Page:
    return _page(product().newest, tuple(row.item for row in found.clearer))


@lru_cache(64)
def _page(rules: Ruleset, items: tuple[str, ...]) -> Page:
    asked = tuple(rules.questionnaire.items[item] for item in items)
    return Page("clearer", "", asked, demands=True, headed=True)


def _page_sent(rules: Ruleset) -> Page:
    """The page with the questions that were answered on it, as far as any can be on one."""
    asked = (item for item in rules.questionnaire.coded if item in request.form)
    return _page(rules, tuple(asked))


def _late_words(before: ActivityRecord, now: ActivityRecord) -> str:
    """That it had been moved already, and which answers this page changed."""
    told = str(_("It had been moved to the clearer questions already. Your answers are saved."))
    asked = product().newest.questionnaire.coded
    changed = [item for item in asked if now.values.get(item) != before.values.get(item)]
    if not changed:
        return told
    return f"{told} {_('You changed: %(answers)s.', answers=labels(changed))}"


def _move_or_refuse(number: int, form: Form, page: Page) -> Saved | None:
    seen, shown = forms.stamp_of(form)
    sent = forms.values_of(form, page)
    try:
        return move(product(), portfolio(), number, sent, seen, concurrent_edits.author(shown))
    except Agreed:
        concurrent_edits.refuse_agreed(form)
        return None


def _moved_words(found: Offer, now: ActivityRecord) -> str:
    """What the rules made of the same answers and by which rules, which answers were changed, and
    what those made of that.
    """
    listed_now = listed(product().assessor, now)
    said_first = [str(_("It is described by the clearer questions now."))]
    if listed_now.has_ladder:
        said_first.append(_places(found))
    names = rule_names(changed_by_rules(product(), found), newest_words())
    if names:
        said_first.append(
            str(_("Rules that made a difference: %(rules)s.", rules="; ".join(names)))
        )
    return " ".join([*said_first, *_changed_words(found, now, listed_now)])


def _places(found: Offer) -> str:
    return str(
        _(
            "Before: %(before)s. By the clearer rules, with the same answers: %(rules)s.",
            before=place_in_words(found.before),
            rules=place_in_words(found.after),
        )
    )


def _changed_words(found: Offer, now: ActivityRecord, listed_now: Listed) -> Iterator[str]:
    asked = (product().newest.questionnaire.items[row.item] for row in found.clearer)
    changed = [i for i in asked if now.values.get(i.id) != found.record.values.get(i.id)]
    if changed:
        names = "; ".join(said(item.label) for item in changed)
        yield str(_("You changed: %(answers)s.", answers=names))
    if listed_now.has_ladder and listed_now.placement != found.after.placement:
        place = place_in_words(listed_now)
        yield str(_("With the answers that you changed: %(now)s.", now=place))


@blueprint.post("/earlier")
def earlier(number: int) -> View:
    """Move the activity back to the questions that it was moved from."""
    record_or_404(number)
    form = Form()
    if not form.validate_on_submit():
        abort(400)
    try:
        taken = move_back(product(), portfolio(), number, concurrent_edits.author())
    except Agreed:
        taken = None
    if taken is not None:
        done(_moved_back_words(taken))
    return redirect(url_for("activity.result", number=number))


def _moved_back_words(taken: MovedBack) -> str:
    """Where it stands by the earlier questions, and what is not as it was before it was moved."""
    said_first = [str(_("It is described by the earlier questions again."))]
    said_first += list(_stands_words(taken))
    if taken.changed:
        said_first.append(
            str(_("Answered otherwise since: %(answers)s.", answers=labels(taken.changed)))
        )
    if taken.lost:
        said_first.append(
            str(
                _(
                    "The earlier questions do not have the answers that you gave since to these, "
                    "so they are as they were before the move: %(answers)s.",
                    answers=labels(taken.lost),
                )
            )
        )
    return " ".join(said_first)


def _stands_words(taken: MovedBack) -> Iterator[str]:
    before, now = place_in_words(taken.before), place_in_words(taken.now)
    if before == now and not taken.changed:
        yield str(_("It stands where it stood: %(place)s.", place=now))
    else:
        yield str(_("Before it was moved: %(before)s. Now: %(now)s.", before=before, now=now))


@lists.app_template_global()
def labels(items: Iterable[str]) -> str:
    """What some questions are called in lists, one after another."""
    asked = product().newest.questionnaire.items
    return "; ".join(said(asked[item].label or asked[item].ask) for item in items)


@lists.app_template_global()
def why_moved(found: Offer) -> list[str]:
    """The rules that make something else of an activity's answers, each in a sentence."""
    return rule_sentences(changed_by_rules(product(), found), newest_words())


@lists.app_template_global()
def why_moved_in_short(found: Offer) -> list[str]:
    """The same in a few words each."""
    return rule_names(changed_by_rules(product(), found), newest_words())


@lists.app_template_global()
def place_in_words(activity: Listed) -> str:
    """Where an activity stands, in a few words."""
    low, high = activity.placement.interval
    if not activity.has_ladder:
        return str(_("no ladder"))
    if low != high:
        return str(_("somewhere from rung %(low)s to rung %(high)s", low=low, high=high))
    return str(_("rung %(number)s", number=low) if low else _("off the ladder"))


@lists.app_template_global()
def to_move() -> int:
    """How many activities of this list are described by earlier questions."""
    return count_offers(product(), portfolio())


@lists.route("/clearer", methods=["GET", "POST"], endpoint="clearer")
def all_of_them() -> View:
    """Every activity that can be moved; those with nothing to look at can be moved at once."""
    form = Form()
    if form.validate_on_submit():
        moved = move_unaffected(product(), portfolio(), concurrent_edits.author(), actor())
        done(ngettext("%(num)s activity was moved.", "%(num)s activities were moved.", moved))
        return redirect(url_for("portfolio.clearer"))
    found = list(offers(product(), portfolio()))
    return render_template(
        "activities/portfolio/clearer.html",
        portfolio=portfolio(),
        page=paged(found),
        unaffected=[o for o in found if o.open and not o.clearer],
        form=form,
    )
