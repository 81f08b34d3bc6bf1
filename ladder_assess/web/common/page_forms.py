"""Forms of pages of questions, built from definitions: what they show, and what they say."""

import re
import secrets
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.activity_record import PATHS, ActivityRecord, Value
from ladder_assess.core.activities.pages import NAME, Page
from ladder_assess.core.common.part_dates import is_part
from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, Item, Questionnaire
from ladder_assess.web.common.fields import (
    Choice,
    Count,
    Day,
    SeveralChoices,
)
from ladder_assess.web.common.forms import Form, RequestForm
from ladder_assess.web.common.item_fields import field_for, pressed_choice

# No item's id has a hyphen, so that this is nobody's answer.
SHOWN = "page-shown"
STAMP = re.compile(r"([0-9]{1,15})-([0-9a-f]{16})")
PAGE_HEADING = {"isPageHeading": True, "classes": "govuk-fieldset__legend--l"}
SECTION_LEGEND = {"classes": "govuk-fieldset__legend--m"}
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

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever looks for a common form first says later what the activity is called."""
        if self.path.data == FROM_FORM and not self[NAME].data:
            self[NAME].validators = ()
        good: bool = super().validate(extra_validators)
        return good


class CommonForm(Form):
    """The common form that an activity begins from. Each is a button."""

    arrangement = Choice(validators=[InputRequired(message=_l("Choose one of the common forms."))])


class SeveralFromForm(CommonForm):
    """The same for several activities."""

    activity = SeveralChoices(
        _l("Activities"), [InputRequired(message=_l("Choose at least one activity."))]
    )


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
        return value if is_part(value) else date.fromisoformat(value)
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
        return getattr(field, "part", "") or (field.data.isoformat() if field.data else None)
    if isinstance(field, Count):
        return None if field.data is None else str(field.data)
    data: str | None = field.data
    return data or None
