"""Activities that were described by earlier questions: offered to be moved to the newest, answer by
answer where one may read differently.
"""

from functools import lru_cache

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Meanwhile
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.clearer import Clearer
from ladder_assess.services.activities.move_back import move_back
from ladder_assess.services.activities.move_to_clearer import (
    Offer,
    could_change_the_rung,
    count_offers,
    move,
    move_unaffected,
    next_to_move,
    offer,
    offers,
    worded_before,
)
from ladder_assess.services.activities.save_answers import Saved
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.access.scope import actor, portfolio, record_or_404
from ladder_assess.web.activities import activity, concurrent_edits
from ladder_assess.web.activities.contradictions import ask_about, not_asked_before
from ladder_assess.web.activities.finding_out import say_how
from ladder_assess.web.activities.moving_words import (
    contradiction_words,
    late_words,
    moved_back_words,
    moved_words,
)
from ladder_assess.web.activities.portfolio import blueprint as lists
from ladder_assess.web.common import page_forms
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.paging import paged
from ladder_assess.web.common.request import View, done, product

blueprint = activity.blueprint
ONE = "activities/activity/clearer.html"
# The button that goes on to the next activity.
THE_NEXT = "the-next"
# In an address: go on to the activity that comes after this one.
AFTER = "after"


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
    form = page_forms.form_for(page, product().newest.questionnaire, record)
    if form.validate_on_submit():
        saved = _move_or_refuse(number, form, page)
        if saved is not None and not saved.meanwhile:
            told = moved_words(found, saved.record) if found else late_words(record, saved.record)
            return _go_on(record, saved.record, told)
        if saved is not None:
            shown = concurrent_edits.filled(saved.record, saved.meanwhile)
            fresh = page_forms.form_for(page, product().newest.questionnaire, shown, fresh=True)
            form = concurrent_edits.point_out(fresh, saved.meanwhile)
            record, clashes = saved.record, saved.meanwhile
            found = offer(product(), record)
    form = say_how(form, page, product().newest)
    return render_template(
        ONE,
        offer=found,
        groups=_groups(found) if found else {},
        worded_before=worded_before(product(), found) if found else {},
        record=record,
        page=page,
        form=form,
        meanwhile=clashes,
    )


def _groups(found: Offer) -> dict[str, list[Clearer]]:
    """The answers to look at: those that could change the rung, and those for the record."""
    rung = could_change_the_rung(product(), found)
    parts = {
        "rung": [row for row in found.clearer if row.item in rung],
        "record": [row for row in found.clearer if row.item not in rung],
    }
    return {name: rows for name, rows in parts.items() if rows}


def _go_on(before: ActivityRecord, moved: ActivityRecord, told: str) -> View:
    """Say what was done, and show the result, which asks about answers that hardly go together, or,
    where that button was pressed, what comes next.
    """
    if request.form.get("go") != THE_NEXT:
        done(told)
        ask_about(before, moved)
        return redirect(url_for("activity.result", number=moved.number))
    name = moved.name or _("An activity without a name")
    asked = contradiction_words(not_asked_before(before, moved))
    done(_("“%(name)s”: %(what)s", name=name, what=" ".join([told, *asked])))
    return redirect(_address_of_next(str(moved.number)))


def _address_of_next(after: str) -> str:
    """Where the next activity after one of a number is moved; the list where none is left."""
    number = whole_number(after)
    following = next_to_move(product(), portfolio(), number) if number is not None else None
    if following is None:
        return url_for("portfolio.clearer")
    return url_for("activity.clearer", number=following)


def _page_of(found: Offer) -> Page:
    """The questions in the order in which they are shown."""
    rows = (row for part in _groups(found).values() for row in part)
    return _page(product().newest, tuple(row.item for row in rows))


@lru_cache(64)
def _page(rules: Ruleset, items: tuple[str, ...]) -> Page:
    asked = tuple(rules.questionnaire.items[item] for item in items)
    return Page("clearer", "", asked, demands=True, headed=True)


def _page_sent(rules: Ruleset) -> Page:
    """The page with the questions that were answered on it, as far as any can be on one."""
    asked = (item for item in rules.questionnaire.coded if item in request.form)
    return _page(rules, tuple(asked))


def _move_or_refuse(number: int, form: Form, page: Page) -> Saved | None:
    seen, shown = page_forms.stamp_of(form)
    sent = page_forms.values_of(form, page)
    try:
        return move(product(), portfolio(), number, sent, seen, concurrent_edits.author(shown))
    except Agreed:
        concurrent_edits.refuse_agreed(form)
        return None


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
        done(moved_back_words(taken))
    return redirect(url_for("activity.result", number=number))


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
    if AFTER in request.args:
        return redirect(_address_of_next(request.args[AFTER]))
    found = list(offers(product(), portfolio()))
    return render_template(
        "activities/portfolio/clearer.html",
        portfolio=portfolio(),
        page=paged(found),
        unaffected=[o for o in found if o.open and not o.clearer],
        form=form,
    )
