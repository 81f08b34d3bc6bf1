"""Common forms on pages: the list to start from, and the marks on what nobody has confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord
from ladder_assess.core.activities.arrangement import Arrangement
from ladder_assess.core.activities.pages import Page
from ladder_assess.web.common.forms import Form, NewActivityForm
from ladder_assess.web.common.request import new_request_id, product, said

# No band: the usual answers leave open which it is.
OPEN = ""


@dataclass(frozen=True)
class FormGroup:
    """Common forms that stand in one band of the ladder, or may stand in several.

    Its title names no band: what people claim is asked before any is named.
    """

    title: str
    arrangements: tuple[Arrangement, ...]


def groups_of_forms() -> list[FormGroup]:
    """The common forms by band, the lowest first, each in the order of the file."""
    titles = {
        "non_participation": _("People are present"),
        "tokenism": _("People are told, asked or give advice"),
        OPEN: _("How much people decide varies"),
        "citizen_power": _("People share in decisions or take them"),
    }
    groups = {
        band: tuple(a for a in product().definitions.arrangements.values() if _band(a) == band)
        for band in titles
    }
    return [FormGroup(titles[band], found) for band, found in groups.items() if found]


def _band(arrangement: Arrangement) -> str:
    low, high = arrangement.expected
    rungs = product().definitions.questionnaire.rungs
    bands = {rung.band for rung in rungs if low <= rung.number <= high}
    return bands.pop() if len(bands) == 1 else OPEN


def new_activity_form() -> NewActivityForm:
    """The form that starts an activity; the address may name a common form to start from."""
    asked = request.args.get("form", "")
    known = product().definitions.arrangements
    start: dict[str, Any] = {"path": QUICK, "request_id": new_request_id()}
    form = NewActivityForm(data={**start, "arrangement": asked if asked in known else ""})
    form.arrangement.choices = list(_choices())
    return form


def _choices() -> Iterator[SelectChoice]:
    yield SelectChoice("", _("None: start with no answers"))
    for arrangement in product().definitions.arrangements.values():
        yield SelectChoice(arrangement.id, said(arrangement.name))


def arrangement_of(record: ActivityRecord) -> Arrangement | None:
    """The common form that an activity was started from, if it is still in the library."""
    return product().definitions.arrangements.get(record.arrangement)


def mark_usual(form: Form, record: ActivityRecord, page: Page) -> Form:
    """Mark the questions of a page whose answer is a usual one that nobody has confirmed."""
    arrangement = arrangement_of(record)
    for item in page.items:
        if item.id in record.prefilled:
            form[item.id].mark = usual_for(arrangement)
    return form


def usual_for(arrangement: Arrangement | None) -> str:
    """What stands beside an answer that was filled in."""
    if arrangement is None:
        return str(_("A usual answer: change it if it is not so for yours."))
    one = said(arrangement.one)
    return str(_("Usual for %(form)s: change it if it is not so for yours.", form=one))
