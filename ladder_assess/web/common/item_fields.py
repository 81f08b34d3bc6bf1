"""The field for each item of a definition, by its kind of answer."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms.fields import SelectChoice
from wtforms.validators import (
    InputRequired,
    NumberRange,
    Optional,
)

from ladder_assess.core.questionnaire.questionnaire import (
    NONE_OF_THESE,
    UNKNOWN,
    Item,
    Questionnaire,
)
from ladder_assess.web.common.fields import (
    LONG,
    Choice,
    Count,
    DayOrPart,
    Line,
    PressedChoice,
    SeveralChoices,
    no_longer_than,
    plain_text,
    text_field,
    web_link,
    with_limit,
)
from ladder_assess.web.common.kept_choices import KeptChoices

Choices = Sequence[SelectChoice]


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
    hint = _l(
        "%(hint)s You can leave the day, or the day and the month, empty.", hint=_l(item.hint)
    )
    return DayOrPart(_l(item.ask), description=hint)


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
