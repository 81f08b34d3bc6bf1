"""One activity: its questions page by page, the review, what stands behind answers, the result."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.draft import Draft, as_activity
from ladder_assess.core.activities.history import Facts, Meanwhile
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.publishing.placement.activity_view import activity_view
from ladder_assess.services.activities.comment_on_answer import count_comments
from ladder_assess.services.activities.consult_practice import cases_at
from ladder_assess.services.activities.move_back import way_back
from ladder_assess.services.activities.move_to_clearer import offer
from ladder_assess.services.activities.questions_shown import AskedOtherwise
from ladder_assess.services.activities.remove_activity import remove_activity
from ladder_assess.services.activities.save_answers import Saved, change_path, keep_unsaved
from ladder_assess.services.common.product import Ruleset
from ladder_assess.services.placement.assess_activity import assess_draft
from ladder_assess.web.access.scope import (
    actor,
    draft_or_404,
    organisation_number,
    portfolio,
    scope,
)
from ladder_assess.web.activities import meanwhile
from ladder_assess.web.activities.arrangements import arrangement_of, mark_usual, usual_for
from ladder_assess.web.activities.contradictions import ask_about, contradictions_of, just_made
from ladder_assess.web.common import forms
from ladder_assess.web.common.forms import Form, PathForm
from ladder_assess.web.common.request import View, done, pressed, product, said, today, words

blueprint = Blueprint(
    "activity", __name__, url_prefix="/p/<token:token>/activities/<number:number>"
)
scope(blueprint)

REVIEW, CONFIRM = "review", "confirm"


@blueprint.get("/resume")
def resume(number: int) -> View:
    """Go on where the answers stop."""
    draft = draft_or_404(number)
    return redirect(_address(number, rules_of(draft).paths.resume(draft)))


def rules_of(draft: Draft) -> Ruleset:
    """The version of the rules that an activity is described by."""
    return product().of(draft.stamp)


def _address(number: int, page: Page | None) -> str:
    if page is None:
        return url_for("activity.review", number=number)
    return url_for("activity.question", number=number, page_id=page.id)


@blueprint.route("/questions/<page_id>", methods=["GET", "POST"])
def question(number: int, page_id: str) -> View:
    """Show a page of questions; save it and go to the next."""
    draft = draft_or_404(number)
    page = rules_of(draft).paths.page(draft, page_id) or abort(404)
    if request.method == "POST":
        with suppress(AskedOtherwise):
            return _answer(draft, page)
        return _ask_otherwise(number, page_id)
    if not may_change(draft.state):
        return redirect(url_for("activity.review", number=number))
    return _ask(draft, page, meanwhile.waiting(draft, [item.id for item in page.items]))


def _answer(draft: Draft, page: Page) -> View:
    form = forms.form_for(page, rules_of(draft).questionnaire, draft)
    if form.validate_on_submit() or (pressed() != "next" and forms.only_gaps(form)):
        return _save(draft, page, form)
    return _show_question(draft, page, form)


def _ask_otherwise(number: int, page_id: str) -> View:
    """Show a page again that was shown with other questions, in the words of now, with what was
    typed: nobody's answer becomes the answer to a question that they have not read.
    """
    draft = draft_or_404(number)
    page = rules_of(draft).paths.page(draft, page_id) or abort(404)
    form = forms.form_for(page, rules_of(draft).questionnaire, draft)
    form.validate_on_submit()
    return _show_question(draft, page, meanwhile.say_asked_otherwise(form, draft))


def _save(draft: Draft, page: Page, form: Form) -> View:
    sent = forms.values_of(form, page, only_good=True)
    saved = save_or_refuse(draft.number, form, sent, confirms=pressed() != "back")
    if saved is None:
        return _show_question(draft, page, form)
    if saved.meanwhile:
        return _ask(saved.draft, page, saved.meanwhile)
    if pressed() == "next":
        ask_about(draft, saved.draft)
    return _go_on(saved.draft, page)


def save_or_refuse(number: int, form: Form, sent: Facts, *, confirms: bool = False) -> Saved | None:
    """Save what a form says; None, with the reason on the form, where nothing may be changed."""
    try:
        return meanwhile.save_form(number, form, sent, confirms=confirms) or abort(404)
    except Agreed:
        meanwhile.refuse_agreed(form)
        return None


def _ask(draft: Draft, page: Page, found: tuple[Meanwhile, ...]) -> View:
    """Show a page anew: what is kept, but what its reader typed where that clashes with it."""
    questionnaire = rules_of(draft).questionnaire
    shown = meanwhile.filled(draft, found)
    form = forms.form_for(page, questionnaire, shown, fresh=True)
    return _show_question(draft, page, meanwhile.point_out(form, found), found)


def _go_on(draft: Draft, page: Page) -> View:
    number = draft.number
    if pressed() == "later":
        anchor = None if organisation_number() else "private-link"
        return redirect(url_for("portfolio.show", _anchor=anchor))
    if pressed() == "back":
        before = rules_of(draft).paths.before(draft, page.id)
        return redirect(_address(number, before) if before else url_for("portfolio.show"))
    if request.args.get("from") == REVIEW:
        anchor = f"answer-{page.id}" if page.id in rules_of(draft).paths.singles else page.id
        return redirect(url_for("activity.review", number=number, _anchor=anchor))
    if request.args.get("from") == CONFIRM:
        return _confirm_next(draft)
    back = rules_of(draft).paths.page(draft, request.args.get("from", ""))
    if back is not None:
        return redirect(_address(number, back))
    return redirect(_address(number, rules_of(draft).paths.after(draft, page.id)))


def _confirm_next(draft: Draft) -> View:
    """The next usual answer to confirm; the review when there is none left."""
    page = rules_of(draft).paths.to_confirm(draft)
    if page is None:
        return redirect(url_for("activity.review", number=draft.number))
    asked: dict[str, Any] = {"page_id": page.id, "from": CONFIRM}
    return redirect(url_for("activity.question", number=draft.number, **asked))


def _show_question(draft: Draft, page: Page, form: Form, found: tuple[Meanwhile, ...] = ()) -> View:
    return render_template(
        "activities/activity/question.html",
        draft=draft,
        page=page,
        form=say_how(mark_usual(form, draft, page), page, rules_of(draft)),
        progress=rules_of(draft).paths.progress(draft, page.id),
        from_review=bool(request.args.get("from")),
        contradictions=just_made(draft),
        meanwhile=found,
    )


def say_how(form: Form, page: Page, rules: Ruleset) -> Form:
    """Say under "Don't know", where an answer decides the placement, how to find out."""
    placer = rules.assessor.placer
    deciding = {*placer.ordered, *(item.id for item in placer.unordered)}
    for item in page.items:
        if item.id in deciding and item.find_out:
            form[item.id].find_out = said(item.find_out)
    return form


@blueprint.post("/questions/<page_id>/autosave")
def autosave(number: int, page_id: str) -> View:
    """Keep what is good on a page that is being left, without a word."""
    draft = draft_or_404(number)
    page = rules_of(draft).paths.page(draft, page_id) or abort(404)
    form = forms.form_for(page, rules_of(draft).questionnaire, draft)
    form.validate_on_submit()
    if form.csrf_token.errors or form.form_errors:
        abort(400)
    sent = forms.values_of(form, page, only_good=True)
    try:
        meanwhile.save_form(number, form, sent)
    except (Agreed, AskedOtherwise):
        keep_unsaved(product(), portfolio(), number, sent, meanwhile.author())
    return "", 204


@blueprint.get("/review")
def review(number: int) -> View:
    """Every answer with a link to change it."""
    draft = draft_or_404(number)
    questionnaire = rules_of(draft).questionnaire
    return render_template(
        "activities/activity/review.html",
        draft=draft,
        sections=questionnaire.sections,
        unfinished=rules_of(draft).paths.still_open(draft),
        unconfirmed=rules_of(draft).paths.unconfirmed(draft),
        to_confirm=rules_of(draft).paths.to_confirm(draft),
        arrangement=arrangement_of(draft),
        usual_for=usual_for,
        form=Form(),
        asks_on_ladder=rules_of(draft).paths.asks_on_ladder(draft),
        contradictions=contradictions_of(draft),
        just_made=just_made(draft),
        telling=_telling(draft),
        offer=offer(product(), draft),
        comments=_comments(number),
    )


def _telling(draft: Draft) -> tuple[str, ...]:
    """The answers that are not known and would narrow the result most."""
    rules = rules_of(draft)
    if not rules.paths.asks_on_ladder(draft):
        return ()
    return narrowing(rules.assessor.placer, as_activity(rules.questionnaire, draft).answers)


def _comments(number: int) -> Mapping[str, int] | None:
    """How many remarks each answer has; None under a private link, where there are none."""
    if organisation_number() is None:
        return None
    return count_comments(product(), portfolio(), number)


@blueprint.post("/path")
def choose_path(number: int) -> View:
    """Go on by the other path, keeping every answer."""
    draft_or_404(number)
    form = PathForm()
    if not form.validate_on_submit():
        abort(400)
    try:
        draft = change_path(product(), portfolio(), number, form.path.data) or abort(404)
    except Agreed:
        return redirect(url_for("activity.review", number=number))
    return redirect(_address(number, rules_of(draft).paths.resume(draft)))


@blueprint.get("/result")
def result(number: int) -> View:
    """Where the activity stands, why, how sure that is, and what would move it up."""
    draft = draft_or_404(number)
    assessed = assess_draft(product(), draft)
    climb = assessed.assessment.climb
    return render_template(
        "activities/activity/result.html",
        draft=draft,
        view=activity_view(assessed, words()),
        practice=cases_at(product(), climb.target) if climb else None,
        contradictions=contradictions_of(draft),
        offer=offer(product(), draft),
        way_back=way_back(product(), portfolio(), draft),
        form=Form(),
        unfinished=rules_of(draft).paths.still_open(draft),
        unconfirmed=rules_of(draft).paths.unconfirmed(draft),
        arrangement=arrangement_of(draft),
    )


@blueprint.route("/remove", methods=["GET", "POST"])
def remove(number: int) -> View:
    """Ask, then erase an activity and what was planned for it."""
    draft = draft_or_404(number)
    form = Form()
    if form.validate_on_submit():
        remove_activity(product(), portfolio(), number, actor(), today())
        done(_("The activity is removed."))
        return redirect(url_for("portfolio.show"))
    return render_template("activities/activity/remove.html", draft=draft, form=form)
