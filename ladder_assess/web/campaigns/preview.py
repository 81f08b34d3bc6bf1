"""A round as respondents see it, for those who ask: nothing can be sent, so nothing is kept."""

from typing import Any

from flask import abort, render_template, url_for

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.campaigns.link import WaveLink
from ladder_assess.core.instruments.wave import minutes
from ladder_assess.core.people.consent_texts import ANSWER_ROWS, QUESTIONNAIRE_ANSWERS
from ladder_assess.publishing.instruments.condition_words import for_whom
from ladder_assess.services.campaigns.answer_by_link import pages_for
from ladder_assess.services.campaigns.draft_campaign import find_campaign
from ladder_assess.services.instruments.open_wave import forms_of
from ladder_assess.services.people.find_place import find_organisation
from ladder_assess.web.access.scope import organisation_number, portfolio
from ladder_assess.web.campaigns.respond import CommentForm
from ladder_assess.web.campaigns.words import when
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.request import View, product, said
from ladder_assess.web.instruments.rounds import blueprint, instrument_or_404, wave_or_404
from ladder_assess.web.instruments.words import ALL, form_name
from ladder_assess.web.points_of_view.forms import respondent_form

__all__ = ["blueprint"]
PREVIEW = "/<instrument>/rounds/<number:wave>/preview/<form_id>"


def own_name() -> str:
    """Who asks where the campaign names nobody."""
    number = organisation_number()
    organisation = find_organisation(product(), number) if number else None
    return organisation.name if organisation else portfolio().title


class Preview:
    """What a link for a group of a round would open."""

    def __init__(self, instrument: str, number: int, form_id: str) -> None:
        wave = wave_or_404(instrument, number)
        campaign = find_campaign(product(), portfolio(), wave) or abort(404)
        self.instrument, form = instrument_or_404(instrument), "" if form_id == ALL else form_id
        if form not in forms_of(self.instrument):
            abort(404)
        asked_by = campaign.settings.asked_by or own_name()
        self.link = WaveLink(wave, form, False, asked_by, campaign)
        self.pages = pages_for(product(), self.link)
        self._at: dict[str, Any] = {"instrument": instrument, "wave": number, "form_id": form_id}

    def at(self, page: Page | None) -> str:
        """The address of a page of questions, or of the check that comes after the last one."""
        if page is None:
            return url_for("questionnaires.preview_check", **self._at)
        return url_for("questionnaires.preview_question", section=page.id, **self._at)

    @property
    def after_the_check(self) -> str:
        """Where its button leads: to a comment, where one may be left, and else out of it."""
        if self.link.campaign.settings.comments:
            return url_for("questionnaires.preview_comment", **self._at)
        wave = self.link.wave
        return url_for("questionnaires.show", instrument=wave.instrument, wave=wave.number)

    @property
    def start(self) -> str:
        """The address of its first page."""
        return url_for("questionnaires.preview", **self._at)

    def show(self, template: str, **values: Any) -> str:
        """A page of it."""
        settings, form = self.link.campaign.settings, self.link.form
        wave = self.link.wave
        return render_template(
            f"campaigns/preview/{template}.html",
            link=self.link,
            instrument=self.instrument,
            group=form_name(self.instrument, form) if self.instrument.forms else "",
            title=settings.title or said(self.instrument.title),
            settings=settings,
            when=when,
            comment_next=settings.comments,
            leave=url_for("questionnaires.show", instrument=wave.instrument, wave=wave.number),
            **values,
        )


@blueprint.get(PREVIEW)
def preview(instrument: str, wave: int, form_id: str) -> View:
    """What people are told before they start, for those who ask them."""
    shown = Preview(instrument, wave, form_id)
    by_row, questions = shown.link.wave.by_row, sum(len(page.items) for page in shown.pages)
    purpose = ANSWER_ROWS if by_row else QUESTIONNAIRE_ANSWERS
    return shown.show(
        "start",
        form=Form(formdata=None),
        text=product().definitions.consent.purposes[purpose],
        until=shown.link.campaign.settings.closes_at,
        questions=questions,
        minutes=minutes(questions),
        onward=shown.at(shown.pages[0]),
    )


@blueprint.get(f"{PREVIEW}/<section>")
def preview_question(instrument: str, wave: int, form_id: str, section: str) -> View:
    """A page of questions, for those who ask them."""
    shown = Preview(instrument, wave, form_id)
    pages = shown.pages
    page = next((page for page in pages if page.id == section), None) or abort(404)
    at = pages.index(page)
    asked = respondent_form(page, product().definitions.questionnaire, naming=False)
    return shown.show(
        "question",
        page=page,
        only=for_whom(page.items, shown.instrument, speech()),
        form=asked(formdata=None),
        at=at + 1,
        of=len(pages),
        back=shown.at(pages[at - 1]) if at else shown.start,
        onward=shown.at(pages[at + 1] if at + 1 < len(pages) else None),
    )


@blueprint.get(f"{PREVIEW}/check")
def preview_check(instrument: str, wave: int, form_id: str) -> View:
    """The last look, for those who ask: with no answers, as none were kept."""
    shown = Preview(instrument, wave, form_id)
    pages = {page.id: page for page in shown.pages}
    return shown.show(
        "check",
        pages=shown.pages,
        values={},
        form=Form(formdata=None),
        question_at=lambda section: shown.at(pages[section]),
        onward=shown.after_the_check,
    )


@blueprint.get(f"{PREVIEW}/comment")
def preview_comment(instrument: str, wave: int, form_id: str) -> View:
    """Where people may say something in their own words, for those who ask them."""
    shown = Preview(instrument, wave, form_id)
    if not shown.link.campaign.settings.comments:
        abort(404)
    return shown.show("comment", form=CommentForm(formdata=None), back=shown.at(None))
