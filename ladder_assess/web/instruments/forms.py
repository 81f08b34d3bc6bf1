"""Forms for waves: opening one, and answering a page for an organisation."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.pages import Page
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import NAMED, RESPONDENTS, WAYS, NewWave, Saved, Wave
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.services.instruments.answer_instrument import AnswersSoFar
from ladder_assess.web.common.fields import Choice, text_field
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.page_forms import SHOWN, kept_for, page_form, stamp_at
from ladder_assess.web.instruments.words import (
    BY_LINKS,
    COUNTS,
    ELSEWHERE,
    FULL,
    ORIGIN_HINTS,
    ORIGIN_WORDS,
    READING_HINTS,
    READING_WORDS,
    ROWS,
    SHORT,
    SUBJECT_WORDS,
    WAY_HINTS,
    WAY_WORDS,
)

SUBJECT_LIMIT = 120
CHOSEN = ("subject", "way", "length", "reading", "origin")
LEGEND = {"classes": "govuk-fieldset__legend--m"}


def opening_form(instrument: Instrument, request_id: str) -> RequestForm:
    """What has to be chosen to open a wave; only the form's id where there is no choice."""
    fields: dict[str, Any] = {}
    if instrument.measures in NAMED:
        fields["subject"] = text_field(
            SUBJECT_WORDS[instrument.measures],
            _l("Its name. Use the same name each time, so that rounds stand side by side."),
            SUBJECT_LIMIT,
            required=True,
            lines=False,
            missing=_l("Enter a name."),
        )
    ways = WAYS[instrument.measures]
    if len(ways) > 1:
        fields["way"] = Choice(
            _l("Who answers?"),
            [InputRequired(message=_l("Choose who answers."))],
            choices=[SelectChoice(way, WAY_WORDS[way]) for way in ways],
            hints=WAY_HINTS,
            own_options=ways,
            legend=LEGEND,
        )
    if instrument.has_short_form:
        fields["length"] = Choice(
            _l("Which questions?"),
            [InputRequired(message=_l("Choose all questions or the short form."))],
            choices=[
                SelectChoice(FULL, _l("All questions")),
                SelectChoice(SHORT, _l("The short form")),
            ],
            hints={SHORT: _l(instrument.short_form_loses)},
            own_options=(FULL, SHORT),
            legend=LEGEND,
        )
    if RESPONDENTS in ways:
        fields["reading"] = Choice(
            _l("What will you see of the answers of several people?"),
            choices=[SelectChoice(way, READING_WORDS[way]) for way in READING_WORDS],
            hints=READING_HINTS,
            own_options=tuple(READING_WORDS),
            legend=LEGEND,
        )
        fields["origin"] = Choice(
            _l("Where do the answers of several people come from?"),
            choices=[SelectChoice(origin, ORIGIN_WORDS[origin]) for origin in ORIGIN_WORDS],
            hints=ORIGIN_HINTS,
            own_options=tuple(ORIGIN_WORDS),
            legend=LEGEND,
        )
    data = {"request_id": request_id, "reading": COUNTS, "origin": BY_LINKS}
    form: RequestForm = type("OpeningForm", (RequestForm,), fields)(data=data)
    return form


def new_wave(instrument: Instrument, form: RequestForm) -> NewWave:
    """The wave that a filled form opens."""
    said = {name: form[name].data for name in CHOSEN if name in form}
    answered_by = said.get("way", WAYS[instrument.measures][0])
    return NewWave(
        instrument=instrument.id,
        short=said.get("length") == SHORT,
        answered_by=answered_by,
        subject=" ".join(said.get("subject", "").split()),
        by_row=answered_by == RESPONDENTS and said.get("reading") == ROWS,
        elsewhere=answered_by == RESPONDENTS and said.get("origin") == ELSEWHERE,
    )


def answer_form(page: Page, questionnaire: Questionnaire, draft: AnswersSoFar, wave: Wave) -> Form:
    """The form of a page, filled with what was sent or else with what is kept."""
    kept = kept_for(page, draft.kept.values)
    form: Form = page_form(page, questionnaire)(data={**kept, SHOWN: stamp_at(wave.revision)})
    return form


def point_out(form: Form, saved: Saved) -> Form:
    """Mark what someone else answered otherwise meanwhile, for its writer to decide."""
    form[SHOWN].data = stamp_at(saved.revision)
    for item in saved.clashes:
        form[item].errors = [
            _l("Someone else answered this while you had the page open. Choose which to keep.")
        ]
    return form
