"""One activity: its questions page by page, the review, what stands behind answers, the result."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, known_answers
from ladder_assess.core.activities.history import Facts, Meanwhile
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.core.people.access import ERASE
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.core.plan.timing import AHEAD, phase, phase_of
from ladder_assess.services.activities.comment_on_answer import count_comments
from ladder_assess.services.activities.move_to_clearer import offer
from ladder_assess.services.activities.questions_shown import AskedOtherwise
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.save_answers import Saved, change_path, keep_unsaved
from ladder_assess.services.activities.take_in_portfolio import count_activities
from ladder_assess.services.common.product import Ruleset
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import (
    actor,
    may,
    organisation_number,
    portfolio,
    record_or_404,
    scope,
)
from ladder_assess.web.activities import concurrent_edits
from ladder_assess.web.activities.arrangements import (
    arrangement_of,
    mark_usual,
    may_begin_from_form,
    usual_for,
)
from ladder_assess.web.activities.contradictions import ask_about, contradictions_of, just_made
from ladder_assess.web.activities.filter import asked_again
from ladder_assess.web.activities.finding_out import say_how, say_how_afterwards
from ladder_assess.web.common import page_forms
from ladder_assess.web.common.forms import Form, only_gaps
from ladder_assess.web.common.page_forms import PathForm
from ladder_assess.web.common.request import View, done, pressed, product, today

blueprint = Blueprint(
    "activity", __name__, url_prefix="/p/<token:token>/activities/<number:number>"
)
scope(blueprint)

REVIEW, CONFIRM, RESULT = "review", "confirm", "result"


@blueprint.get("/resume")
def resume(number: int) -> View:
    """Go on where the answers stop."""
    record = record_or_404(number)
    return redirect(address_of(record, rules_of(record).paths.resume(record)))


def rules_of(record: ActivityRecord) -> Ruleset:
    """The version of the rules that an activity is described by."""
    return product().of(record.stamp)


def address_of(record: ActivityRecord, page: Page | None) -> str:
    """Where a page is found. With none left, the quick path is at its result, the full path at the
    answers to be checked.
    """
    if page is None:
        end = "activity.review" if record.path == FULL else "activity.result"
        return url_for(end, number=record.number)
    return url_for("activity.question", number=record.number, page_id=page.id)


@blueprint.route("/questions/<page_id>", methods=["GET", "POST"])
def question(number: int, page_id: str) -> View:
    """Show a page of questions; save it and go to the next."""
    record = record_or_404(number)
    page = rules_of(record).paths.page(record, page_id) or abort(404)
    if request.method == "POST":
        with suppress(AskedOtherwise):
            return _answer(record, page)
        return _ask_otherwise(number, page_id)
    if not may_change(record.state):
        return redirect(url_for("activity.review", number=number))
    return _ask(record, page, concurrent_edits.waiting(record, [item.id for item in page.items]))


def _answer(record: ActivityRecord, page: Page) -> View:
    form = page_forms.form_for(page, rules_of(record).questionnaire, record)
    if form.validate_on_submit() or (pressed() != "next" and only_gaps(form)):
        return _save(record, page, form)
    return _show_question(record, page, form)


def _ask_otherwise(number: int, page_id: str) -> View:
    """Show a page again that was shown with other questions, in the words of now, with what was
    typed: nobody's answer becomes the answer to a question that they have not read.
    """
    record = record_or_404(number)
    page = rules_of(record).paths.page(record, page_id) or abort(404)
    form = page_forms.form_for(page, rules_of(record).questionnaire, record)
    form.validate_on_submit()
    return _show_question(record, page, concurrent_edits.say_asked_otherwise(form, record))


def _save(record: ActivityRecord, page: Page, form: Form) -> View:
    sent, go = page_forms.values_of(form, page, only_good=True), pressed()
    saved = save_or_refuse(record.number, form, sent, confirms=go != "back")
    if saved is None:
        return _show_question(record, page, form)
    if saved.meanwhile:
        return _ask(saved.record, page, saved.meanwhile)
    if go == "next":
        ask_about(record, saved.record)
        say_how_afterwards(record, saved.record, page, rules_of(record))
    return _go_on(saved.record, page, go)


def save_or_refuse(number: int, form: Form, sent: Facts, *, confirms: bool = False) -> Saved | None:
    """Save what a form says; None, with the reason on the form, where nothing may be changed."""
    try:
        return concurrent_edits.save_form(number, form, sent, confirms=confirms) or abort(404)
    except Agreed:
        concurrent_edits.refuse_agreed(form)
        return None


def _ask(record: ActivityRecord, page: Page, found: tuple[Meanwhile, ...]) -> View:
    """Show a page anew: what is kept, but what its reader typed where that clashes with it."""
    questionnaire = rules_of(record).questionnaire
    shown = concurrent_edits.filled(record, found)
    form = page_forms.form_for(page, questionnaire, shown, fresh=True)
    return _show_question(record, page, concurrent_edits.point_out(form, found), found)


def _go_on(record: ActivityRecord, page: Page, go: str) -> View:
    number, came_from = record.number, request.args.get("from", "")
    if go == "later":
        anchor = None if organisation_number() else "private-link"
        return redirect(url_for("portfolio.show", _anchor=anchor))
    if came_from == RESULT:
        return redirect(url_for("activity.result", number=number, _anchor=page.id))
    if go == "back":
        before = rules_of(record).paths.before(record, page.id)
        return redirect(address_of(record, before) if before else url_for("portfolio.show"))
    if came_from == REVIEW:
        anchor = f"answer-{page.id}" if page.id in rules_of(record).paths.singles else page.id
        return redirect(url_for("activity.review", number=number, _anchor=anchor))
    if came_from == CONFIRM:
        return _confirm_next(record)
    paths = rules_of(record).paths
    onward = paths.page(record, came_from) or paths.after(record, page.id)
    return redirect(address_of(record, onward))


def _confirm_next(record: ActivityRecord) -> View:
    """The next usual answer to confirm; the review when there is none left."""
    page = rules_of(record).paths.to_confirm(record)
    if page is None:
        return redirect(url_for("activity.review", number=record.number))
    asked: dict[str, Any] = {"page_id": page.id, "from": CONFIRM}
    return redirect(url_for("activity.question", number=record.number, **asked))


def _show_question(
    record: ActivityRecord, page: Page, form: Form, found: tuple[Meanwhile, ...] = ()
) -> View:
    return render_template(
        "activities/activity/question.html",
        record=record,
        page=page,
        form=say_how(mark_usual(form, record, page), page, rules_of(record)),
        definition=rules_of(record).questionnaire,
        may_begin_from_form=page.demands and may_begin_from_form(record),
        when=phase_of(record, today()),
        among_others=count_activities(product(), portfolio()) > 1,
        progress=rules_of(record).paths.progress(record, page.id),
        from_review=bool(request.args.get("from")),
        contradictions=just_made(record),
        meanwhile=found,
    )


@blueprint.post("/questions/<page_id>/autosave")
def autosave(number: int, page_id: str) -> View:
    """Keep what is good on a page that is being left, without a word."""
    record = record_or_404(number)
    page = rules_of(record).paths.page(record, page_id) or abort(404)
    form = page_forms.form_for(page, rules_of(record).questionnaire, record)
    form.validate_on_submit()
    if form.csrf_token.errors or form.form_errors:
        abort(400)
    sent = page_forms.values_of(form, page, only_good=True)
    try:
        concurrent_edits.save_form(number, form, sent)
    except (Agreed, AskedOtherwise):
        keep_unsaved(product(), portfolio(), number, sent, concurrent_edits.author())
    return "", 204


@blueprint.get("/review")
def review(number: int) -> View:
    """Every answer with a link to change it."""
    record = record_or_404(number)
    questionnaire = rules_of(record).questionnaire
    telling, comments = _telling(record), _comments(number)
    named = {*record.values, *telling, *(comments or ())}
    return render_template(
        "activities/activity/review.html",
        record=record,
        sections=questionnaire.sections,
        shown_of=lambda section: [item for item in section.items if item.id in named],
        unfinished=rules_of(record).paths.still_open(record),
        unconfirmed=rules_of(record).paths.unconfirmed(record),
        to_confirm=rules_of(record).paths.to_confirm(record),
        arrangement=arrangement_of(record),
        usual_for=usual_for,
        form=Form(),
        asks_on_ladder=rules_of(record).paths.asks_on_ladder(record),
        contradictions=contradictions_of(record),
        just_made=just_made(record),
        telling=telling,
        ahead=is_ahead(record),
        offer=offer(product(), record),
        comments=comments,
    )


def is_ahead(record: ActivityRecord) -> bool:
    """Has it not begun, so that there is nothing to look up?"""
    said = (str(record.values.get(key, "")) for key in ("start_date", STATUS))
    started, status = said
    return phase(started, "", today(), status) == AHEAD


def _telling(record: ActivityRecord) -> tuple[str, ...]:
    """The answers that are not known and would narrow the result most."""
    rules = rules_of(record)
    if not rules.paths.asks_on_ladder(record):
        return ()
    return narrowing(rules.assessor.placer, known_answers(rules.questionnaire, record))


def _comments(number: int) -> Mapping[str, int] | None:
    """How many remarks each answer has; None under a private link, where there are none."""
    if organisation_number() is None:
        return None
    return count_comments(product(), portfolio(), number)


@blueprint.post("/path")
def choose_path(number: int) -> View:
    """Go on by the other path, keeping every answer."""
    record_or_404(number)
    form = PathForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        record = change_path(product(), portfolio(), number, form.path.data) or abort(404)
    except Agreed:
        return redirect(url_for("activity.review", number=number))
    return redirect(address_of(record, rules_of(record).paths.resume(record)))


@blueprint.route("/remove", methods=["GET", "POST"])
def remove(number: int) -> View:
    """Ask, then take an activity and what was planned for it out of the list."""
    record = record_or_404(number)
    form = Form()
    if form.validate_on_submit():
        remove_activity(product(), portfolio(), number, actor(), today(), now())
        if not may(ERASE):
            done(_("The activity is removed."))
        just_now = number if may(ERASE) else None
        return redirect(url_for("portfolio.show", removed=just_now, **asked_again()))
    return render_template(
        "activities/activity/remove.html", record=record, form=form, back=asked_again()
    )
