"""Activities that were described by earlier questions: offered to be moved to the newest, answer by
answer where one may read differently.
"""

from functools import lru_cache

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ladder_assess.core.activities.listed import Listed, listed
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.services.activities.move_to_clearer import (
    Offer,
    count_offers,
    move,
    move_unaffected,
    offer,
    offers,
)
from ladder_assess.services.activities.save_answers import Saved
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.access.scope import actor, draft_or_404, portfolio
from ladder_assess.web.activities import activity, meanwhile
from ladder_assess.web.activities.portfolio import blueprint as lists
from ladder_assess.web.common import forms
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, done, product

blueprint = activity.blueprint
ONE = "activities/activity/clearer.html"


@blueprint.route("/clearer", methods=["GET", "POST"])
def clearer(number: int) -> View:
    """The answers that may read differently, each with its clearer question, to look through."""
    draft = draft_or_404(number)
    found = offer(product(), draft)
    if found is None or not may_change(draft.state):
        return redirect(url_for("activity.result", number=number))
    page = _page_of(found)
    form = forms.form_for(page, product().newest.questionnaire, draft)
    if form.validate_on_submit():
        saved = _move_or_refuse(number, form, page)
        if saved is not None and not saved.meanwhile:
            done(_moved_words(found, listed(product().assessor, saved.draft)))
            return redirect(url_for("activity.result", number=number))
        if saved is not None:
            shown = meanwhile.filled(saved.draft, saved.meanwhile)
            fresh = forms.form_for(page, product().newest.questionnaire, shown, fresh=True)
            form = meanwhile.point_out(fresh, saved.meanwhile)
    return render_template(ONE, offer=found, draft=draft, page=page, form=form)


def _page_of(found: Offer) -> Page:
    return _page(product().newest, tuple(row.item for row in found.clearer))


@lru_cache(64)
def _page(rules: Ruleset, items: tuple[str, ...]) -> Page:
    asked = tuple(rules.questionnaire.items[item] for item in items)
    return Page("clearer", "", asked, demands=True, headed=True)


def _move_or_refuse(number: int, form: Form, page: Page) -> Saved | None:
    seen, shown = forms.stamp_of(form)
    sent = forms.values_of(form, page)
    try:
        return move(product(), portfolio(), number, sent, seen, meanwhile.author(shown))
    except Agreed:
        meanwhile.refuse_agreed(form)
        return None


def _moved_words(found: Offer, now: Listed) -> str:
    """What the rules made of the same answers, and what the changed answers made of that."""
    said = {"before": place_in_words(found.before), "rules": place_in_words(found.after)}
    moved = _("It is described by the clearer questions now.")
    if not now.has_ladder:
        return str(moved)
    by_rules = _(
        "Before: %(before)s. By the clearer rules, with the same answers: %(rules)s.", **said
    )
    if now.placement == found.after.placement:
        return f"{moved} {by_rules}"
    changed = _("With the answers that you changed: %(now)s.", now=place_in_words(now))
    return f"{moved} {by_rules} {changed}"


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
        moved = move_unaffected(product(), portfolio(), meanwhile.author(), actor())
        done(ngettext("%(num)s activity was moved.", "%(num)s activities were moved.", moved))
        return redirect(url_for("portfolio.clearer"))
    found = list(offers(product(), portfolio()))
    return render_template(
        "activities/portfolio/clearer.html",
        portfolio=portfolio(),
        page=paged(found),
        unaffected=sum(o.open and not o.clearer for o in found),
        form=form,
    )
