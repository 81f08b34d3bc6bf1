"""A form field for each kind of answer; the rules are WTForms'."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from ladder_assess.core.common.legible import CONTROLS, TURNS, legible, with_windows_letters
from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.core.register.days.month_names import month_of
from ladder_assess.web.common.kept_choices import KeptChoices
from ladder_assess.web.common.widgets import (
    Answers,
    Checkboxes,
    CountedText,
    DayInput,
    Radios,
    TextLine,
)

LONG = 1000
DATE_PARTS = 3
BREAKS = re.compile("\r\n|[\n\r\t\u2028\u2029]")
THOUSANDS = re.compile("[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}")
FIRST_YEAR, LAST_YEAR = 1900, 2100

Choices = Sequence[SelectChoice]


class Offered:
    """What choices are shown with: hints by value, the ids that the definition itself offers (so
    not none or don't know), how the question is shown, a mark on what is filled in, and how to find
    out what somebody does not know. The HTML of a question that a definition asks is `kept`.
    """

    mark = ""
    find_out = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.hints = kwargs.pop("hints", {})
        self.own_options = kwargs.pop("own_options", ())
        self.legend = kwargs.pop("legend", {})
        self.kept = kwargs.pop("kept", None)
        super().__init__(*args, **kwargs)


class Choice(Offered, RadioField):  # type: ignore[misc]
    """One answer."""

    widget: Any = Radios()

    def pre_validate(self, form: Any) -> None:
        # Not left to Optional, which would let pass what looks empty.
        if self.raw_data and self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_l("Choose one of the answers shown."))


class PressedChoice(Choice):
    """One answer, given by pressing it: a page that asks nothing else needs no second press."""

    widget = Answers()


class SeveralChoices(Offered, SelectMultipleField):  # type: ignore[misc]
    """Any number of answers."""

    widget = Checkboxes()

    def pre_validate(self, form: Any) -> None:
        chosen = self.data or []
        if set(chosen) - {choice.value for choice in self.choices}:
            raise ValidationError(_l("Choose only from the answers shown."))
        apart = {NONE_OF_THESE, UNKNOWN} - set(self.own_options)
        if len(chosen) > 1 and apart & set(chosen):
            raise ValidationError(
                _l("Choose either answers from the list, or the one answer that excludes them.")
            )


class Day(DateField):  # type: ignore[misc]
    """A date typed as day, month and year; the month in figures or by its name."""

    widget = DayInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        # The widget shows raw_data as three parts whatever was sent.
        parts = [visible(part).strip() for part in (*valuelist, "", "", "")][:DATE_PARTS]
        self.raw_data = parts
        self.data = None
        if not any(parts):
            return
        day, month, year = parts
        in_year = whole_number(month) or month_of(month.casefold().rstrip("."))
        try:
            self.data = date(whole_number(year) or 0, in_year, whole_number(day) or 0)
        except (ValueError, OverflowError):
            raise ValueError(_l("Enter a real date, for example 27 3 2024.")) from None
        if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            raise ValueError(_l("Enter a year with four digits, for example 2024."))


class Count(IntegerField):  # type: ignore[misc]
    """A whole number."""

    widget = TextLine()

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = visible((valuelist or [""])[0]).strip()
        self.raw_data = [typed]
        self.data = None
        if not typed:
            return
        if not THOUSANDS.fullmatch(typed):
            raise ValueError(_l("Enter a whole number in digits, for example 250."))
        self.data = whole_number(typed.replace(",", ""))


class Line(StringField):  # type: ignore[misc]
    """A line of text: no line breaks in it, and nothing that turns the text round."""

    widget = TextLine()

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = in_one_line(visible(valuelist[0])) if valuelist else ""


class Exact(StringField):  # type: ignore[misc]
    """A text kept to the letter: what a page sends back as it was shown, or a password."""


class Paragraph(StringField):  # type: ignore[misc]
    """Several lines of text, counted as they are typed."""

    widget = CountedText()

    def process_formdata(self, valuelist: list[str]) -> None:
        # Browsers send a line break as two characters; people count one.
        self.data = visible(valuelist[0]).replace("\r\n", "\n").strip() if valuelist else ""


def in_one_line(text: str) -> str:
    """A text as a line of its own: breaks and tabs become spaces, and marks that would show what
    stands after them in the wrong order are left out. Nothing that can be seen is lost.
    """
    return TURNS.sub("", BREAKS.sub(" ", text)).strip()


def visible(typed: str) -> str:
    """What was typed, with a mark in place of each character that no page can show."""
    return legible(with_windows_letters(typed))


def plain_text(form: Any, field: Any) -> None:
    """A text of characters that can be shown."""
    if any(CONTROLS.search(with_windows_letters(typed)) for typed in field.raw_data or ()):
        raise ValidationError(_l("Take out the characters that cannot be shown."))


def no_longer_than(limit: int) -> Length:
    """A limit in characters, with a message that says it."""
    return Length(max=limit, message=_l("Shorten this to %(max)d characters or fewer."))


def web_link(form: Any, field: Any) -> None:
    """A web address."""
    if not is_web_address(field.data or ""):
        raise ValidationError(_l("Enter a web address that starts with https:// or http://"))


def with_limit(hint: Any, limit: int) -> Any:
    """A hint that ends with a limit in characters."""
    if not hint:
        return _l("At most %(limit)d characters.", limit=limit)
    return _l("%(hint)s At most %(limit)d characters.", hint=hint, limit=limit)


def text_field(
    label: Any, hint: Any, limit: int, *, required: bool, lines: bool, missing: Any = None
) -> Any:
    """A field for text; `limit` is in characters and stated on the page. `missing` is said where
    nothing was typed; left out, it names the label, which then is a question.
    """
    asked = missing or _l("Enter an answer to: %(question)s", question=label)
    # Not InputRequired, which takes blanks for an answer.
    needed = DataRequired(message=asked)
    rules = [needed if required else Optional(), no_longer_than(limit), plain_text]
    if not lines:
        return Line(label, rules, description=with_limit(hint, limit))
    shown = {"params": {"maxlength": limit, "rows": 4 if limit <= LONG else 8}}
    return Paragraph(label, rules, description=hint, render_kw=shown)


def choices_of(item: Item, questionnaire: Questionnaire) -> tuple[Choices, dict[str, Any]]:
    """The answers that an item offers, don't know last, and their hints."""
    unsure = SelectChoice(UNKNOWN, _l("Don't know"))
    if item.answer == "rung":
        rungs = [
            SelectChoice(str(r.number), _rung_name(r.number, r.plain, r.name))
            for r in questionnaire.rungs
        ]
        return [*rungs, unsure], {str(r.number): _l(r.line) for r in questionnaire.rungs}
    offered = [SelectChoice(option.id, _l(option.text)) for option in item.options]
    if item.answer == "many":
        offered.append(SelectChoice(NONE_OF_THESE, _l("None of these")))
    return [*offered, unsure], {o.id: _l(o.hint) for o in item.options if o.hint}


def _rung_name(number: int, plain: str, name: str) -> Any:
    if not plain or plain == name:
        return _l("%(number)d. %(name)s", number=number, name=_l(name))
    return _l("%(number)d. %(plain)s (%(name)s)", number=number, plain=_l(plain), name=_l(name))


Maker = Callable[[Item, Questionnaire, bool, dict[str, Any]], Any]


def pressed_choice(item: Item, of: Questionnaire) -> Any:
    """The field for an item with one answer that has a page to itself and has to be answered."""
    return _choice(item, of, True, {}, PressedChoice)


def _choice(
    item: Item, of: Questionnaire, demands: bool, legend: dict[str, Any], kind: Any = None
) -> Any:
    choices, hints = choices_of(item, of)
    asked = SeveralChoices if item.answer == "many" else Choice
    missing = _l("Choose an answer. If you are not sure, choose “Don't know”.")
    return (kind or asked)(
        _l(item.ask),
        [InputRequired(message=missing)] if demands else [],
        description=_l(item.hint) if item.hint else "",
        choices=choices,
        hints=hints,
        own_options=item.option_ids,
        legend=legend,
        kept=KeptChoices(),
    )


def _text(item: Item, of: Questionnaire, demands: bool, legend: dict[str, Any]) -> Any:
    hint = _l(item.hint) if item.hint else ""
    lines = item.answer == "paragraph"
    return text_field(_l(item.ask), hint, item.limit, required=item.required, lines=lines)


def _link(item: Item, of: Questionnaire, demands: bool, legend: dict[str, Any]) -> Any:
    limit = item.limit or LONG
    rules = [Optional(), no_longer_than(limit), web_link, plain_text]
    return Line(_l(item.ask), rules, description=with_limit(item.hint and _l(item.hint), limit))


def _number(item: Item, of: Questionnaire, demands: bool, legend: dict[str, Any]) -> Any:
    most = _l("Enter a number no larger than %(max)d.")
    rules = [Optional(), NumberRange(max=item.limit, message=most)]
    shown = {"params": {"inputmode": "numeric", "classes": "govuk-input--width-10"}}
    hint = _l(item.hint) if item.hint else ""
    return Count(_l(item.ask), rules, description=hint, render_kw=shown)


def _date(item: Item, of: Questionnaire, demands: bool, legend: dict[str, Any]) -> Any:
    hint = _l(item.hint) if item.hint else ""
    return Day(_l(item.ask), description=hint)


MAKERS: dict[str, Maker] = {
    "one": _choice,
    "many": _choice,
    "rung": _choice,
    "text": _text,
    "paragraph": _text,
    "link": _link,
    "number": _number,
    "date": _date,
}


def field_for(item: Item, of: Questionnaire, *, demands: bool, legend: dict[str, Any]) -> Any:
    """The field for an item. `demands` an answer; `legend` says how its question is shown."""
    return MAKERS[item.answer](item, of, demands, legend)
