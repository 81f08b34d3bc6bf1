"""One activity: its questions page by page, the review, what stands behind answers, the result."""

from flask import Blueprint, abort, redirect, render_template, request, url_for

from ladder_assess.core.draft import FULL, Draft, as_activity
from ladder_assess.core.pages import Page
from ladder_assess.core.questionnaire import UNKNOWN, Item
from ladder_assess.publishing.plan_view import activity_view
from ladder_assess.services.assess_activity import assess_draft
from ladder_assess.services.consult_practice import cases_at
from ladder_assess.services.save_answers import change_path, save_answers, save_backing
from ladder_assess.services.write_plan import proposals_for
from ladder_assess.storage import activities
from ladder_assess.web import forms
from ladder_assess.web.forms import Form, PathForm
from ladder_assess.web.views import (
    View,
    draft_or_404,
    portfolio,
    pressed,
    product,
    scope,
    words,
)

blueprint = Blueprint("activity", __name__, url_prefix="/p/<token:token>/activities/<int:number>")
scope(blueprint)

REVIEW = "review"


@blueprint.get("/resume")
def resume(number: int) -> View:
    """Go on where the answers stop."""
    page = product().paths.resume(draft_or_404(number))
    return redirect(_address(number, page))


def _address(number: int, page: Page | None) -> str:
    if page is None:
        return url_for("activity.review", number=number)
    return url_for("activity.question", number=number, page_id=page.id)


@blueprint.route("/questions/<page_id>", methods=["GET", "POST"])
def question(number: int, page_id: str) -> View:
    """Show a page of questions; save it and go to the next."""
    draft = draft_or_404(number)
    page = product().paths.page(draft, page_id) or abort(404)
    form = forms.form_for(page, product().definitions.questionnaire, draft)
    if form.validate_on_submit() or (pressed() != "next" and forms.only_gaps(form)):
        return _saved(number, page, form)
    return _show_question(draft, page, form)


def _saved(number: int, page: Page, form: Form) -> View:
    values = forms.values_of(form, page, only_good=True)
    draft = save_answers(product(), portfolio(), number, values)
    if draft is None:
        abort(404)
    if pressed() == "later":
        return redirect(url_for("portfolio.show", _anchor="private-link"))
    if pressed() == "back":
        before = product().paths.before(draft, page.id)
        return redirect(_address(number, before) if before else url_for("portfolio.show"))
    if request.args.get("from") == REVIEW:
        return redirect(url_for("activity.review", number=number, _anchor=page.id))
    return redirect(_address(number, product().paths.after(draft, page.id)))


def _show_question(draft: Draft, page: Page, form: Form) -> View:
    return render_template(
        "activity/question.html",
        draft=draft,
        page=page,
        form=form,
        progress=product().paths.progress(draft, page.id),
        from_review=request.args.get("from") == REVIEW,
    )


@blueprint.post("/questions/<page_id>/autosave")
def autosave(number: int, page_id: str) -> View:
    """Keep what is good on a page that is being left, without a word."""
    draft = draft_or_404(number)
    page = product().paths.page(draft, page_id) or abort(404)
    form = forms.form_for(page, product().definitions.questionnaire, draft)
    form.validate_on_submit()
    if form.csrf_token.errors or form.form_errors:
        abort(400)
    save_answers(product(), portfolio(), number, forms.values_of(form, page, only_good=True))
    return "", 204


@blueprint.get("/review")
def review(number: int) -> View:
    """Every answer with a link to change it."""
    draft = draft_or_404(number)
    questionnaire = product().definitions.questionnaire
    return render_template(
        "activity/review.html",
        draft=draft,
        sections=questionnaire.sections,
        rungs=questionnaire.rungs,
        unfinished=product().paths.still_open(draft),
        form=Form(),
        asks_on_ladder=product().paths.asks_on_ladder(draft),
    )


@blueprint.post("/path")
def choose_path(number: int) -> View:
    """Go on by the other path, keeping every answer."""
    form = PathForm()
    if not form.validate_on_submit():
        abort(400)
    draft = change_path(product(), portfolio(), number, form.path.data) or abort(404)
    return redirect(_address(number, product().paths.resume(draft)))


@blueprint.get("/result")
def result(number: int) -> View:
    """Where the activity stands, why, how sure that is, and what would move it up."""
    draft = draft_or_404(number)
    assessed = assess_draft(product(), draft)
    climb = assessed.assessment.climb
    return render_template(
        "activity/result.html",
        draft=draft,
        view=activity_view(assessed, words()),
        proposals=proposals_for(product(), assessed),
        practice=cases_at(product(), climb.target) if climb else None,
        full=draft.path == FULL,
        unfinished=product().paths.still_open(draft),
    )


@blueprint.route("/evidence", methods=["GET", "POST"])
def evidence(number: int) -> View:
    """What stands behind the answers that the placement rests on, or behind all."""
    draft = draft_or_404(number)
    items = _backed_items(draft)
    form = forms.backing_form(items, draft.backing)
    if form.validate_on_submit():
        save_backing(product(), portfolio(), number, forms.backing_of(form, items))
        return redirect(url_for("activity.result", number=number, _anchor="sure"))
    return render_template(
        "activity/evidence.html", draft=draft, items=items, form=form, every=_every()
    )


def _every() -> bool:
    return request.args.get("answers") == "all"


def _backed_items(draft: Draft) -> list[Item]:
    questionnaire = product().definitions.questionnaire
    if _every():
        return [
            i for i in questionnaire.coded.values() if draft.values.get(i.id, UNKNOWN) != UNKNOWN
        ]
    activity = as_activity(questionnaire, draft)
    rests_on = product().assessor.explain(activity).rests_on
    return [questionnaire.coded[item] for item in rests_on]


@blueprint.route("/remove", methods=["GET", "POST"])
def remove(number: int) -> View:
    """Ask, then erase an activity and what was planned for it."""
    draft = draft_or_404(number)
    form = Form()
    if form.validate_on_submit():
        activities.remove_activity(product().database, portfolio(), number)
        return redirect(url_for("portfolio.show"))
    return render_template("activity/remove.html", draft=draft, form=form)
