"""A form field for each kind of answer; the rules are WTForms'."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    Form,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import (
    DataRequired,
    Length,
    Optional,
    ValidationError,
)

from ladder_assess.core.common.legible import CONTROLS, TURNS, legible, with_windows_letters
from ladder_assess.core.common.part_dates import NAMED, of_month, of_year
from ladder_assess.core.common.web_address import is_web_address
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
)
from ladder_assess.core.register.days.month_names import month_of
from ladder_assess.web.common.widgets import (
    Answers,
    Checkboxes,
    CountedText,
    DayInput,
    Dropdown,
    Radios,
    TextLine,
)

LONG = 1000
DATE_PARTS = 3
PARTS_OF_A_YEAR = {name.casefold(): name for name in NAMED}
BREAKS = re.compile("\r\n|[\n\r\t\u2028\u2029]")
THOUSANDS = re.compile("[0-9]{1,12}|[0-9]{1,3}(,[0-9]{3}){1,3}")
FIRST_YEAR, LAST_YEAR = 1900, 2100


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

    def process_formdata(self, valuelist: list[str]) -> None:
        # Sent twice, an answer is given once.
        super().process_formdata(list(dict.fromkeys(valuelist)))

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
            raise ValueError(_l("Enter a real date, for example 27 3 2027.")) from None
        if not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            raise ValueError(_l("Enter a year with four digits, for example 2024."))


class DayOrPart(Day):
    """The same where the month and year may be known alone, or the year: `part`, and no day. In
    place of the month, a season, quarter or half may be typed, as it is shown there.
    """

    part = ""

    def process_data(self, value: Any) -> None:
        self.part = value if isinstance(value, str) else ""
        super().process_data(None if self.part else value)
        if self.part:
            year, _, month = self.part.partition("-")
            self.raw_data = ["", month, year]

    def process_formdata(self, valuelist: list[str]) -> None:
        parts = [visible(part).strip() for part in (*valuelist, "", "", "")][:DATE_PARTS]
        day, month, year = parts
        self.part = ""
        if day or not year:
            super().process_formdata(valuelist)
            return
        if named := PARTS_OF_A_YEAR.get(month.casefold()):
            super().process_formdata(["1", "1", year])
            self.raw_data = parts
            self.part = f"{whole_number(year)}-{named}"
            return
        # Where no more is known, the first day is checked, and the part is kept.
        super().process_formdata(["1", month or "1", year])
        self.raw_data = parts
        first = self.data.isoformat() if self.data else ""
        self.part = of_month(first) if month else of_year(first)


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


class OneOf(SelectField):  # type: ignore[misc]
    """One thing of a list, or any of them."""

    widget = Dropdown()

    def pre_validate(self, form: Form) -> None:
        if self.data not in {choice.value for choice in self.choices}:
            raise ValidationError(_("Choose something from the list."))

    @property
    def words(self) -> str:
        """What was chosen, as the list has it."""
        return next(str(choice.label) for choice in self.choices if choice.value == self.data)
