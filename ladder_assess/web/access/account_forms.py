"""Forms of the account pages: who signs in, with what, and what they change."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import GovPasswordInput
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from ladder_assess.core.people import passwords
from ladder_assess.web.common.fields import Choice, Exact, Line, no_longer_than, plain_text
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.widgets import Translated

ON, OFF = "on", "off"
EMAIL_LIMIT, NAME_LIMIT, CODE_LIMIT = 254, 100, 40
# What every mail server can take; whether there is such an address, only a message shows.
EMAIL = (
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
PROBLEMS = {
    passwords.TOO_SHORT: _l("Make the password longer: 12 characters or more."),
    passwords.TOO_LONG: _l("Make the password shorter: 128 characters or fewer."),
    passwords.COMMON: _l(
        "Choose another password: this one is easy to guess. Three or four words that do not "
        "belong together make a good one."
    ),
    passwords.ABOUT_YOU: _l(
        "Choose another password: this one is little more than your name or e-mail address."
    ),
}


class PasswordLine(Translated, GovPasswordInput):  # type: ignore[misc]
    """A field for a password, with a button that shows what was typed."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        return {
            **params,
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            "passwordShownAnnouncementText": _("Your password is visible"),
            "passwordHiddenAnnouncementText": _("Your password is hidden"),
        }


class Password(Exact):
    """A password: hidden as it is typed, kept as it is, and never shown again."""

    widget = PasswordLine()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else ""

    def _value(self) -> str:
        return ""


def email_field() -> Any:
    """A field for an e-mail address."""
    return Line(
        _l("E-mail address"),
        [
            InputRequired(message=_l("Enter an e-mail address.")),
            no_longer_than(EMAIL_LIMIT),
            Regexp(rf"^{EMAIL}$", message=_l("Enter an e-mail address, such as name@example.org.")),
        ],
        render_kw=_shown(type="email", autocomplete="username", spellcheck=False),
    )


def name_field() -> Any:
    """A field for a person's name."""
    return Line(
        _l("Your name"),
        [
            InputRequired(message=_l("Enter your name.")),
            no_longer_than(NAME_LIMIT),
            plain_text,
        ],
        description=_l("The people you work with see it. At most 100 characters."),
        render_kw=_shown(autocomplete="name", spellcheck=False),
    )


def password_field(label: Any = None) -> Any:
    """A field for the password that an account has."""
    return Password(
        label or _l("Password"),
        [InputRequired(message=_l("Enter your password.")), Length(max=10 * passwords.LONGEST)],
        render_kw=_shown(autocomplete="current-password"),
    )


def new_password_field() -> Any:
    """A field for a password that an account is to have; `Form.about` says whose it is."""
    return Password(
        _l("New password"),
        [InputRequired(message=_l("Enter a new password.")), _good_password],
        description=_l(
            "At least 12 characters. Any will do: three or four words that do not belong "
            "together are easy to remember and hard to guess."
        ),
        render_kw=_shown(autocomplete="new-password"),
    )


def code_field() -> Any:
    """A field for a code of a generator, or a recovery code."""
    return Line(
        _l("Code"),
        [InputRequired(message=_l("Enter the code.")), no_longer_than(CODE_LIMIT), plain_text],
        description=_l("Six digits from your app."),
        render_kw=_shown(
            autocomplete="one-time-code", classes="govuk-input--width-10", spellcheck=False
        ),
    )


def _shown(**params: Any) -> dict[str, Any]:
    return {"params": params}


def _good_password(form: Any, field: Any) -> None:
    wrong = passwords.problem(field.data or "", *form.known_of())
    if wrong is not None:
        raise ValidationError(PROBLEMS[wrong])


class AboutSomeone(Form):
    """A form with a new password. `about` is what anyone may know of the person."""

    about: tuple[str, ...] = ()

    def known_of(self) -> tuple[str, ...]:
        return self.about


class SignInForm(Form):
    """Who signs in."""

    email = email_field()
    password = password_field()
    # What was typed elsewhere by someone who was signed out: see web/access/typed.py.
    held = HiddenField()


class EmailForm(Form):
    """Whom to send a link."""

    email = email_field()


class CodeForm(Form):
    """A code of the person's generator, or one of their recovery codes."""

    code = code_field()


class CodesOnForm(CodeForm):
    """A first code, and the password once more: a browser left open turns nothing on."""

    password = password_field()


class SecondStepForm(CodeForm):
    """A code to finish signing in with."""

    held = HiddenField()


class OpenForm(AboutSomeone):
    """Name and password of a new account."""

    name = name_field()
    password = new_password_field()

    def known_of(self) -> tuple[str, ...]:
        return (*self.about, self.name.data or "")


class ResetForm(AboutSomeone):
    """Another password, by a link."""

    password = new_password_field()


class PasswordForm(AboutSomeone):
    """Another password, by someone who knows the old one."""

    current = password_field(_l("Current password"))
    password = new_password_field()


class NameForm(Form):
    """What a person is called."""

    name = name_field()


class NoticesForm(Form):
    """Messages about work: on or off. What "on" says is the consent text's."""

    notices = Choice(
        _l("Do you want these messages?"),
        [InputRequired(message=_l("Choose whether you want these messages."))],
        own_options=(ON, OFF),
        legend={"classes": "govuk-fieldset__legend--m"},
    )


class CheckForm(Form):
    """The password once more, before something that matters."""

    password = password_field()


def refuse(form: Form, name: str = "") -> None:
    """Say that what was typed does not open anything, at a field or over the form."""
    message = _("The e-mail address or the password is not right.")
    if name == "password" or name == "current":
        message = _("This is not your password.")
    elif name == "code":
        message = _(
            "This code is not right, or was used before. Wait for the next one and type that."
        )
    if name:
        form[name].errors = [*form[name].errors, message]
    else:
        form.form_errors.append(message)


def refuse_for_now(form: Form) -> None:
    """While many others try as well: say what to do instead."""
    form.form_errors.append(_crowded_code() if "code" in form else _crowded())


def _crowded() -> str:
    """While many try an address: the same words for a right and for a wrong password."""
    if current_app.config["SENDS_MAIL"]:
        return str(
            _(
                "Too many people are trying this address. If your password was right, we have sent "
                "you a link: sign in with that. If nothing comes within a few minutes, it was not "
                "right: set another password."
            )
        )
    return str(
        _(
            "Too many people are trying this address. If your password was right, a link waits for "
            "you with the person who looks after the site. Ask them for it, and sign in with that."
        )
    )


def _crowded_code() -> str:
    return str(
        _(
            "Too many codes were tried for this account by somebody who knows its password. We "
            "have sent a link to its address: sign in with that, and then set another password."
        )
    )
