"""Forms built from definitions, and the two that are always the same."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from ladder_assess.core.activity import EVIDENCE_STRENGTHS
from ladder_assess.core.draft import FULL, PATHS, QUICK, Draft, Value
from ladder_assess.core.pages import Page
from ladder_assess.core.portfolio import Backing
from ladder_assess.core.questionnaire import NONE_OF_THESE, Item, Questionnaire
from ladder_assess.web.fields import (
    Choice,
    Count,
    Day,
    Line,
    SeveralChoices,
    field_for,
    no_longer_than,
    text_field,
    web_link,
)

NOTE_LIMIT = 1000
LINK_LIMIT = 500
BUTTONS = {"go", "csrf_token"}
PAGE_HEADING = {"isPageHeading": True, "classes": "govuk-fieldset__legend--l"}
SECTION_LEGEND = {"classes": "govuk-fieldset__legend--m"}
STRENGTH_WORDS = {
    "asserted": (_l("We say so"), _l("Nothing written backs it up.")),
    "documented": (_l("It is written down"), _l("For example in minutes, terms or a report.")),
    "confirmed_by_participants": (
        _l("People who took part say so too"),
        _l("They were asked, and they agree with this answer."),
    ),
}


class PatientToken(_FlaskFormCSRF):  # type: ignore[misc]
    """A form token that has run out costs one more press of the button, and nothing typed."""

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        try:
            super().validate_csrf_token(form, field)
        except ValidationError:
            raise ValidationError(
                _(
                    "This page was open for a long time, so it was not saved. "
                    "What you typed is still here: press the button again. "
                    "If this happens every time, allow cookies for this site."
                )
            ) from None


class Form(FlaskForm):  # type: ignore[misc]
    """A form that refuses what it did not ask and keeps what was typed."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf_class = PatientToken

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that nothing else was sent and no single answer twice."""
        good = bool(super().validate(extra_validators))
        stray = sorted(set(request.form) - set(self._fields) - BUTTONS)
        if stray:
            self.form_errors.append(
                _("This page does not ask for “%(name)s”. Nothing was saved.", name=stray[0][:40])
            )
        for name, field in self._fields.items():
            single = not isinstance(field, SeveralChoices | Day)
            if single and len(request.form.getlist(name)) > 1:
                field.errors = [*field.errors, _("Give one answer, not several.")]
                good = False
        return good and not stray


def only_gaps(form: Form) -> bool:
    """Is nothing wrong with what was sent but answers left out? Then the page can be left."""
    return form.is_submitted() and all(
        name in form and name != "csrf_token" and not any(form[name].raw_data or ())
        for name in form.errors
    )


class RequestForm(Form):
    """A form that makes something new, once however often it is sent."""

    request_id = HiddenField(validators=[Length(min=8, max=64)])


PATH_WORDS = {
    QUICK: _l("Quick: only the questions that can change the result"),
    FULL: _l("Full: every question, a topic a page"),
}
PATH_HINTS = {
    QUICK: _l("About five minutes. The placement is the same, and you can add the rest later."),
    FULL: _l("About twenty minutes. Choose this to record an activity completely."),
}


class PathForm(Form):
    """How to describe an activity: by the quick or the full path."""

    path = Choice(
        _l("How do you want to describe the activity?"),
        [InputRequired(message=_l("Choose how you want to describe the activity."))],
        choices=[SelectChoice(path, PATH_WORDS[path]) for path in PATHS],
        hints=PATH_HINTS,
        own_options=PATHS,
        legend=PAGE_HEADING,
    )


class NewActivityForm(PathForm, RequestForm):
    """A new activity and how to describe it."""


@lru_cache(256)
def page_form(page: Page, questionnaire: Questionnaire) -> type[Form]:
    """The form of a page. Made once for each page of a definition."""
    legend = PAGE_HEADING if len(page.items) == 1 else SECTION_LEGEND
    fields = {
        item.id: field_for(item, questionnaire, demands=page.demands, legend=legend)
        for item in page.items
    }
    return type("PageForm", (Form,), fields)


def form_for(page: Page, questionnaire: Questionnaire, draft: Draft) -> Form:
    """A page's form, filled with what was sent or else with what is kept."""
    kept = {item.id: _shown(item, draft.values.get(item.id)) for item in page.items}
    return page_form(page, questionnaire)(data=kept)


def _shown(item: Item, value: Value | None) -> Any:
    """A kept answer as its field shows it."""
    if value is None:
        return None
    if item.answer == "many":
        if isinstance(value, str):
            return [value]
        return list(value) or [NONE_OF_THESE]
    if item.answer == "date" and isinstance(value, str):
        return date.fromisoformat(value)
    if item.answer == "number" and isinstance(value, str):
        return int(value)
    return value


def values_of(form: Form, page: Page, *, only_good: bool = False) -> dict[str, Value | None]:
    """What a form says, item by item; None for an item left empty.

    With `only_good`, items with an error are left out.
    """
    return {
        item.id: _said(form[item.id])
        for item in page.items
        if not (only_good and form[item.id].errors)
    }


def _said(field: Any) -> Value | None:
    if isinstance(field, SeveralChoices):
        chosen: list[str] = field.data or []
        if chosen == [NONE_OF_THESE] and NONE_OF_THESE not in field.own_options:
            return ()
        offered = [choice.value for choice in field.choices]
        picked = tuple(value for value in offered if value in chosen)
        return picked[0] if picked == ("unknown",) else picked or None
    if isinstance(field, Day):
        return field.data.isoformat() if field.data else None
    if isinstance(field, Count):
        return None if field.data is None else str(field.data)
    data: str | None = field.data
    return data or None


def backing_form(items: Iterable[Item], kept: Mapping[str, Backing]) -> Form:
    """Strength, note and link for each of some items."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {}
    for item in items:
        backing = kept.get(item.id, Backing())
        fields[f"{item.id}-strength"] = _strength()
        fields[f"{item.id}-note"] = text_field(
            _l("Note"), _l("For example who says so, or where it is written."), NOTE_LIMIT,
            required=False, lines=True,
        )  # fmt: skip
        fields[f"{item.id}-link"] = Line(
            _l("Link"),
            [Optional(), no_longer_than(LINK_LIMIT), web_link],
            description=_l("To the paper or page that shows it. It starts with https://"),
        )
        data |= {f"{item.id}-{part}": text for part, text in vars(backing).items()}
    form: Form = type("BackingForm", (Form,), fields)(data=data)
    return form


def _strength() -> Any:
    return Choice(
        _l("How sure is this answer?"),
        [Optional()],
        choices=[SelectChoice(key, STRENGTH_WORDS[key][0]) for key in EVIDENCE_STRENGTHS],
        hints={strength: STRENGTH_WORDS[strength][1] for strength in EVIDENCE_STRENGTHS},
        own_options=EVIDENCE_STRENGTHS,
        legend={"classes": "govuk-fieldset__legend--s"},
    )


def backing_of(form: Form, items: Iterable[Item]) -> dict[str, Backing]:
    """What a backing form says, item by item."""
    return {
        item.id: Backing(
            form[f"{item.id}-strength"].data or EVIDENCE_STRENGTHS[0],
            form[f"{item.id}-note"].data,
            form[f"{item.id}-link"].data,
        )
        for item in items
    }
