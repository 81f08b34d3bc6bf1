"""Answering a questionnaire for the organisation: a section a page, a last look, handing in."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.instruments.asked_pages import page_after, page_before, page_opened, step
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.services.instruments.answer_instrument import (
    AnswersSoFar,
    draft_of,
    hand_in,
    is_handed_in,
    save_page,
)
from ladder_assess.web.access.scope import actor, portfolio
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.page_forms import stamp_of, values_of
from ladder_assess.web.common.request import View, done, pressed, product, today
from ladder_assess.web.instruments.forms import answer_form, point_out
from ladder_assess.web.instruments.rounds import blueprint, wave_or_404

__all__ = ["blueprint"]
REVIEW = "review"


def _own_wave_or_404(instrument: str, number: int) -> Wave:
    """A wave that the organisation answers as a whole."""
    found = wave_or_404(instrument, number)
    return found if found.own else abort(404)


def _draft(wave: Wave) -> AnswersSoFar:
    return draft_of(product(), portfolio(), wave)


@blueprint.route("/<instrument>/rounds/<number:wave>/questions/<section>", methods=["GET", "POST"])
def question(instrument: str, wave: int, section: str) -> View:
    """A page of questions. What is answered is saved as the page is left, whichever way."""
    found = _own_wave_or_404(instrument, wave)
    if _is_handed_in(found):
        return _too_late(found)
    draft = _draft(found)
    page = next((page for page in draft.whole if page.id == section), None) or abort(404)
    form = answer_form(page, product().definitions.questionnaire, draft, found)
    if form.validate_on_submit():
        seen, _page = stamp_of(form)
        saved = save_page(product(), portfolio(), found, values_of(form, page), seen)
        if saved is None:
            return _too_late(found)
        if not saved.clashes:
            return _go_on(found, page)
        point_out(form, saved)
        clashes = saved.clashes
    else:
        clashes = {}
    return _show(found, draft, page, form, clashes)


def _show(wave: Wave, draft: AnswersSoFar, whole: Page, form: Form, clashes: object) -> View:
    """What of a page is asked; where nothing is, the page after it."""
    page = next((page for page in draft.pages if page.id == whole.id), None)
    if page is None:
        after = page_after(draft.whole, draft.pages, whole.id)
        return redirect(_page_or(wave, after, "questionnaires.review"))
    at, of = step(draft.instrument, draft.whole, draft.kept.values, page.id)
    return render_template(
        "instruments/questionnaires/question.html",
        wave=wave,
        instrument=draft.instrument,
        page=page,
        form=form,
        clashes=clashes,
        at=at,
        of=of,
        from_review=request.args.get("from") == REVIEW,
    )


def _is_handed_in(wave: Wave) -> bool:
    return is_handed_in(product(), portfolio(), wave)


def _too_late(wave: Wave) -> View:
    """Answers stay as they were handed in, so a page sent afterwards changes nothing."""
    if request.method == "POST":
        flash(_("The answers were handed in before, and do not change. This page was not saved."))
    return redirect(_address("questionnaires.show", wave))


def _address(endpoint: str, wave: Wave) -> str:
    return url_for(endpoint, instrument=wave.instrument, wave=wave.number)


def _go_on(wave: Wave, page: Page) -> View:
    """Where what was saved leads."""
    draft = _draft(wave)
    if pressed() == "later":
        done(_("Your answers are saved. Go on when you like."))
        return redirect(_address("questionnaires.show", wave))
    if pressed() == "back":
        before = page_before(draft.whole, draft.pages, page.id)
        return redirect(_page_or(wave, before, "questionnaires.show"))
    if request.args.get("from") != REVIEW:
        after = page_after(draft.whole, draft.pages, page.id)
        return redirect(_page_or(wave, after, "questionnaires.review"))
    opened = page_opened(draft.whole, draft.pages, draft.kept.values, page.id)
    return redirect(_page_or(wave, opened, "questionnaires.review", **{"from": REVIEW}))


def _page_or(wave: Wave, page: Page | None, otherwise: str, **more: Any) -> str:
    if page is None:
        return _address(otherwise, wave)
    here: dict[str, Any] = {"instrument": wave.instrument, "wave": wave.number, **more}
    return url_for("questionnaires.question", section=page.id, **here)


@blueprint.route("/<instrument>/rounds/<number:wave>/review", methods=["GET", "POST"])
def review(instrument: str, wave: int) -> View:
    """A last look; then the answers are handed in, once, and never change."""
    found = _own_wave_or_404(instrument, wave)
    if _is_handed_in(found):
        return _too_late(found)
    draft, form = _draft(found), Form()
    if form.validate_on_submit():
        if hand_in(product(), portfolio(), found, today(), actor()):
            done(_("The answers are handed in."))
            return redirect(_address("questionnaires.show", found))
        form.form_errors.append(_("Answer at least one question before you hand in."))
    return render_template(
        "instruments/questionnaires/review.html",
        wave=found,
        instrument=draft.instrument,
        draft=draft,
        form=form,
    )
