"""Forms built from definitions, and the two that are always the same."""

import re
import secrets
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, HiddenField, StringField
from wtforms.csrf.core import CSRFTokenField
from wtforms.fields import SelectChoice
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from ladder_assess.core.activities.activity_record import PATHS, ActivityRecord, Value
from ladder_assess.core.activities.pages import Page
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Item, Questionnaire
from ladder_assess.web.common.fields import (
    Choice,
    Count,
    Day,
    Exact,
    Line,
    Paragraph,
    SeveralChoices,
    field_for,
    pressed_choice,
    visible,
)
from ladder_assess.web.common.translations import OfForms

BUTTONS = {"go", "csrf_token"}
# Every field of text says which of these it is.
TEXTS = (Line, Paragraph, Exact, HiddenField)
# Stands where a token would in what is sent by someone who had to sign in first.
COME_BACK = "signed-in-again"
# No item's id has a hyphen, so that this is nobody's answer.
SHOWN = "page-shown"
STAMP = re.compile(r"([0-9]{1,15})-([0-9a-f]{16})")
PAGE_HEADING = {"isPageHeading": True, "classes": "govuk-fieldset__legend--l"}
SECTION_LEGEND = {"classes": "govuk-fieldset__legend--m"}


class LateToken(CSRFTokenField):  # type: ignore[misc]
    """A form's token, made when the form is shown: one that was sent and is saved needs none."""

    def process(self, formdata: Any, data: Any = unset_value, **others: Any) -> None:
        """Take what was sent."""
        HiddenField.process(self, formdata, data, **others)

    @property
    def current_token(self) -> Any:
        """The token, for a page that writes the field itself: a form with a button of its own."""
        return self.csrf_impl.generate_csrf_token(self)

    def _value(self) -> Any:
        return self.current_token


class PatientToken(_FlaskFormCSRF):  # type: ignore[misc]
    """A form token that has run out costs one more press of the button, and nothing typed."""

    field_class = LateToken

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        try:
            super().validate_csrf_token(form, field)
        except ValidationError:
            if field.data == COME_BACK:
                raise ValidationError(
                    _("What you typed is shown again, but not saved yet. Press the button to save.")
                ) from None
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

        def get_translations(self, form: BaseForm) -> OfForms:
            """What says what WTForms itself has to say."""
            return OfForms()

        def wrap_formdata(self, form: BaseForm, formdata: Any) -> Any:
            """What the fields are read from: a form that was sent, never JSON. Files are for those
            that ask for one: any other reads texts alone.
            """
            if request.is_json:
                return None
            sent = super().wrap_formdata(form, formdata)
            if isinstance(sent, CombinedMultiDict):
                return CombinedMultiDict((_files(form), request.form))
            return sent

        def bind_field(self, form: BaseForm, unbound_field: Any, options: Any) -> Any:
            """A field of the form. Raises TypeError for one of text that says neither that it is a
            line nor that it is several, so that no form can forget what a line must not hold.
            """
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField) and not isinstance(field, TEXTS):
                raise TypeError(f"{type(form).__name__}.{field.name} is no {TEXTS}")
            return field

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, and that nothing else was sent and no single answer twice."""
        good = bool(super().validate(extra_validators))
        stray = sorted(
            (set(request.form) - set(self._fields) - BUTTONS)
            | (set(request.files) - set(_files(self)))
        )
        if stray:
            self.form_errors.append(
                _(
                    "This page does not ask for “%(name)s”. Nothing was saved.",
                    name=visible(stray[0])[:40],
                )
            )
        for name, field in self._fields.items():
            single = not isinstance(field, SeveralChoices | Day)
            if single and len(request.form.getlist(name)) > 1:
                field.errors = [*field.errors, _("Give one answer, not several.")]
                good = False
        return good and not stray


def _files(form: BaseForm) -> MultiDict[str, Any]:
    """The files that were sent under the names of fields that ask for one."""
    asked = {name for name, field in form._fields.items() if isinstance(field, FileField)}
    return MultiDict(
        (name, file) for name, file in request.files.items(multi=True) if name in asked
    )


def only_gaps(form: Form) -> bool:
    """Is nothing wrong with what was sent but answers left out? Then the page can be left."""
    return form.is_submitted() and all(
        name in form and name != "csrf_token" and not any(form[name].raw_data or ())
        for name in form.errors
    )


_PART_MISSING = _l("Part of this page is missing. Open it again.")


class RequestForm(Form):
    """A form that makes something new, once however often it is sent."""

    # As `new_request_id` makes them: what the product calls requests of its own, such as that of a
    # row of an import, has a space or a colon in it, so that nobody takes its name away.
    request_id = HiddenField(
        validators=[
            Length(8, 64, message=_PART_MISSING),
            Regexp(r"[A-Za-z0-9_-]+\Z", message=_PART_MISSING),
        ]
    )


# Begins on the quick path, with the choice of a common form.
FROM_FORM = "form"


def _way(*ways: str) -> Any:
    return Choice(
        validators=[InputRequired(message=_l("Choose how you want to describe the activity."))],
        choices=[SelectChoice(way, way) for way in ways],
    )


class PathForm(Form):
    """How to describe an activity: by the quick or the full path. Each is a button."""

    path = _way(*PATHS)


class NewActivityForm(RequestForm):
    """A new activity: its name, how to describe it, and the common form to start from, if any.

    Its name is a field like that of its question, which `new_activity_form` puts in.
    """

    path = _way(*PATHS, FROM_FORM)
    arrangement = Choice()


class CommonForm(Form):
    """The common form that an activity begins from. Each is a button."""

    arrangement = Choice(validators=[InputRequired(message=_l("Choose one of the common forms."))])


@lru_cache(256)
def page_form(page: Page, questionnaire: Questionnaire) -> type[Form]:
    """The form of a page. Made once for each page of a definition."""
    alone = len(page.items) == 1 and not page.headed
    legend = PAGE_HEADING if alone else SECTION_LEGEND
    fields = {
        item.id: pressed_choice(item, questionnaire)
        if alone and page.demands and item.answer == "one"
        else field_for(item, questionnaire, demands=page.demands, legend=legend)
        for item in page.items
    }
    return type("PageForm", (Form,), {**fields, SHOWN: shown_field()})


def form_for(
    page: Page, questionnaire: Questionnaire, record: ActivityRecord, *, fresh: bool = False
) -> Form:
    """A page's form, filled with what was sent or, where it is to be `fresh`, with what is kept."""
    kept = kept_for(page, record.values)
    return filled(page_form(page, questionnaire), {**kept, SHOWN: stamp(record)}, fresh)


def kept_for(page: Page, values: Mapping[str, Value]) -> dict[str, Any]:
    """What is kept of a page's answers, as its fields show it."""
    return {item.id: _shown(item, values.get(item.id)) for item in page.items}


def filled(form: type[Form], data: Mapping[str, Any], fresh: bool) -> Form:
    """A form with what was sent or, where it is to be `fresh`, with `data`."""
    made: Form = form(formdata=None, data=data) if fresh else form(data=data)
    return made


def shown_field() -> Any:
    """What a page was shown with. Named, because a field without a name loads its translations."""
    return HiddenField("")


def stamp(record: ActivityRecord) -> str:
    """What a page is shown with: the activity's revision, and a random name for the page."""
    return stamp_at(record.revision)


def stamp_at(revision: int) -> str:
    """The same of whatever has revisions."""
    return f"{revision}-{secrets.token_hex(8)}"


def stamp_of(form: Form) -> tuple[int, str]:
    """The revision and name of the page that sent a form; without them, as if nothing was seen."""
    found = STAMP.fullmatch(form[SHOWN].data or "")
    return (whole_number(found[1]) or 0, found[2]) if found else (0, "")


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
