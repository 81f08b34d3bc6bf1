"""Forms built from definitions, and the two that are always the same."""

import hmac
from typing import Any

from flask import current_app, request, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from itsdangerous import URLSafeTimedSerializer
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import FileField, HiddenField, StringField
from wtforms.csrf.core import CSRFTokenField
from wtforms.form import BaseForm
from wtforms.utils import unset_value
from wtforms.validators import Length, Regexp, ValidationError

from ladder_assess.web.common.fields import Day, Exact, Line, Paragraph, SeveralChoices, visible
from ladder_assess.web.common.security import is_ahead
from ladder_assess.web.common.translations import OfForms

BUTTONS = {"go", "csrf_token"}
# Every field of text says which of these it is.
TEXTS = (Line, Paragraph, Exact, HiddenField)
# Stands where a token would in what is sent by someone who had to sign in first.
COME_BACK = "signed-in-again"


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
        except ValidationError as error:
            if is_ahead(error.__cause__) and _is_ours(field.data):
                return
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


def _is_ours(token: str) -> bool:
    """Was a token, whenever that was, made for this browser?"""
    signs = URLSafeTimedSerializer(current_app.secret_key or "", salt="wtf-csrf-token")
    return hmac.compare_digest(str(session.get("csrf_token", "")), str(signs.loads(token)))


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
        sent = request.form
        stray = sorted(
            (set(sent) - set(self._fields) - BUTTONS) | (set(request.files) - set(_files(self)))
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
            if single and len(sent.getlist(name)) > 1:
                field.errors = [*field.errors, _("Give one answer, not several.")]
                good = False
        return good and not stray


def _files(form: BaseForm) -> MultiDict[str, Any]:
    """The files that were sent under the names of fields that ask for one."""
    if not request.files:
        return MultiDict()
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
