"""GOV.UK widgets with our words, in the reader's language."""

from typing import Any

from flask import render_template
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from govuk_frontend_wtf.wtforms_widgets import (
    GovCharacterCount,
    GovCheckboxesInput,
    GovDateInput,
    GovRadioInput,
    GovSelect,
    GovTextInput,
)
from markupsafe import Markup

from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN
from ladder_assess.web.common.kept_choices import Kept

# "Neither agree nor disagree".
STEPS, LONGEST_STEP = 5, 26


class Translated:
    """A widget whose error says in the reader's language that it is one."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)  # type: ignore[misc]
        if "errorMessage" in params:
            params["errorMessage"]["visuallyHiddenText"] = gettext("Error")
        return params


class TextLine(Translated, GovTextInput):  # type: ignore[misc]
    """A field of one line."""


class NumberLine(TextLine):
    """A field for a number that names something, such as 17."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        return {**params, "inputmode": "numeric", "classes": "govuk-input--width-5"}

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        """With what was typed, which a list to choose from does not show as such."""
        return super().__call__(field, **{"value": field.data or "", **kwargs})


class Dropdown(Translated, GovSelect):  # type: ignore[misc]
    """A list to choose one from."""


class CountedText(Translated, GovCharacterCount):  # type: ignore[misc]
    """A field of several lines that says how much more fits in."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        return {
            **params,
            "textareaDescriptionText": gettext("You can enter up to %{count} characters"),
            "charactersUnderLimitText": {
                "one": gettext("You have %{count} character remaining"),
                "other": gettext("You have %{count} characters remaining"),
            },
            "charactersAtLimitText": gettext("You have 0 characters remaining"),
            "charactersOverLimitText": {
                "one": gettext("You have %{count} character too many"),
                "other": gettext("You have %{count} characters too many"),
            },
        }


class Radios(Kept, Translated, GovRadioInput):  # type: ignore[misc]
    """Radio buttons with a hint for each option and "or" before the last."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        return with_hints(field, params)


class Answers:
    """The answers of a question as buttons, each of which gives its answer and goes on."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        return Markup(render_template("components/answers.html", field=field))  # noqa: S704


class Checkboxes(Kept, Translated, GovCheckboxesInput):  # type: ignore[misc]
    """Checkboxes with a hint for each option; none and don't know exclude the others."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        for item in params["items"]:
            if item["value"] in (NONE_OF_THESE, UNKNOWN):
                item["behaviour"] = "exclusive"
        return with_hints(field, params)


def with_hints(field: Any, params: dict[str, Any]) -> dict[str, Any]:
    """Add the options' hints, and "or" before those that stand apart."""
    # As plain text: a lazy one is translated again each time that a template looks at it.
    for item in params["items"]:
        item["text"] = str(item["text"])
        hint = field.hints.get(item["value"])
        if hint:
            item["hint"] = {"text": str(hint)}
        if field.find_out and item["value"] == UNKNOWN:
            # In its hint and not unfolded by it: a radio may not say that it opens something.
            how = gettext("How you could find out: %(how)s", how=field.find_out)
            item["hint"] = {"text": how}
    params["hint"] = _hint_of(field)
    apart = next(
        (
            place
            for place, item in enumerate(params["items"])
            if item["value"] in (NONE_OF_THESE, UNKNOWN) and item["value"] not in field.own_options
        ),
        0,
    )
    if apart:
        params["items"].insert(apart, {"divider": gettext("or")})
    if is_scale(field):
        params["classes"] = "app-scale"
    params["fieldset"]["legend"] = {"text": str(field.label.text), **field.legend}
    return params


def is_scale(field: Any) -> bool:
    """Are the answers steps of a scale in a few letters each, which can stand side by side?"""
    labels = [str(choice.label) for choice in field.iter_choices()]
    short = all(len(label) <= LONGEST_STEP for label in labels)
    return short and len(field.own_options) == STEPS and not field.hints and not field.find_out


def _hint_of(field: Any) -> dict[str, Any] | None:
    """A question's hint, after the mark on what was filled in, if anything was."""
    if field.mark:
        return {"html": Markup("<strong>{}</strong> {}").format(field.mark, field.description)}
    return {"text": str(field.description)} if field.description else None


class DayInput(Translated, GovDateInput):  # type: ignore[misc]
    """Day, month and year, named in the reader's language."""

    def map_gov_params(self, field: Any, **kwargs: Any) -> dict[str, Any]:
        params: dict[str, Any] = super().map_gov_params(field, **kwargs)
        params["attributes"].pop("required", None)
        for part, name in zip(params["items"], (_l("Day"), _l("Month"), _l("Year")), strict=True):
            part["label"] = name
            part["inputmode"] = "numeric"
        params.pop("label", None)
        return params
