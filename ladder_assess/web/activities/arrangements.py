"""Common forms on pages: the list to start from, and the marks on what nobody has confirmed."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from flask import request
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from ladder_assess.core.activities.activity_record import FULL, QUICK, ActivityRecord
from ladder_assess.core.activities.arrangement import Arrangement
from ladder_assess.core.activities.pages import NAME, Page
from ladder_assess.core.common.finding import finds
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.register.common_forms import CALLED, Suggestion, suggest
from ladder_assess.services.activities.list_activities import ActivityList
from ladder_assess.web.activities.workflow import changeable
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.item_fields import field_for
from ladder_assess.web.common.page_forms import FROM_FORM, NewActivityForm
from ladder_assess.web.common.request import new_request_id, product, said

# No band: the usual answers leave open which it is.
OPEN = ""
# So many activities are looked through for common forms at a time.
MOST_SUGGESTED = 100
# So many facts a register may say of an activity that starts from a common form still.
FROM_A_REGISTER = 2


@dataclass(frozen=True)
class FormGroup:
    """Common forms that stand in one band of the ladder, or may stand in several.

    Its title names no band: what people claim is asked before any is named.
    """

    title: str
    arrangements: tuple[Arrangement, ...]

    @property
    def size(self) -> int:
        return len(self.arrangements)


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


def may_begin_from_form(record: ActivityRecord) -> bool:
    """Would a common form help: has nothing been said of the facts yet, by anyone or any form?"""
    evidence = product().definitions.questionnaire.evidence
    newest = product().of(record.stamp) is product().newest
    return newest and not any(item.id in record.values for item in evidence)


def found_forms(wanted: str) -> list[FormGroup]:
    """The common forms in which every word that is `wanted` occurs; all of them for none."""
    groups = (
        FormGroup(group.title, tuple(a for a in group.arrangements if _fits(a, wanted)))
        for group in groups_of_forms()
    )
    return [group for group in groups if group.arrangements]


def _fits(arrangement: Arrangement, wanted: str) -> bool:
    also = CALLED.get(arrangement.id, ())
    return finds(wanted, said(arrangement.name), said(arrangement.line), *also)


def _band(arrangement: Arrangement) -> str:
    low, high = arrangement.expected
    rungs = product().definitions.questionnaire.rungs
    bands = {rung.band for rung in rungs if low <= rung.number <= high}
    return bands.pop() if len(bands) == 1 else OPEN


def suggested_forms(found: ActivityList) -> dict[str, list[Suggestion]]:
    """What a register suggests for those of which it says little more, of the first of a long
    list.
    """
    waiting = (found.record(a.number) for a in found.counted if a.has_ladder)
    begin = (each for each in waiting if changeable(each) and _is_hardly_begun(each))
    return suggest(islice(begin, MOST_SUGGESTED), product().definitions.arrangements.values())


def _is_hardly_begun(record: ActivityRecord) -> bool:
    """Has nobody begun to answer, although a register may say a fact or two?"""
    of_now = product().of(record.stamp) is product().newest
    evidence = product().definitions.questionnaire.evidence
    said = sum(item.id in record.values for item in evidence)
    return of_now and not record.arrangement and said <= FROM_A_REGISTER


def new_activity_form() -> NewActivityForm:
    """The form that starts an activity; the address may name a common form to start from."""
    asked = request.args.get("form", "")
    known = product().definitions.arrangements
    start = {"request_id": new_request_id(), "arrangement": asked if asked in known else ""}
    form: NewActivityForm = _named(product().definitions.questionnaire)(data=start)
    form.arrangement.choices = [SelectChoice(form_id, form_id) for form_id in ("", *known)]
    return form


@lru_cache(4)
def _named(questionnaire: Questionnaire) -> type[NewActivityForm]:
    name = field_for(questionnaire.items[NAME], questionnaire, demands=False, legend={})
    return type("NamedActivityForm", (NewActivityForm,), {NAME: name})


def chosen_form(form: NewActivityForm) -> Arrangement | None:
    """The common form that a page starts from, if any."""
    return product().definitions.arrangements.get(form.arrangement.data or "")


@dataclass(frozen=True)
class Begun:
    """How a new activity begins. Where it is `to_choose`, a common form is chosen next."""

    path: str
    arrangement: str
    name: str
    to_choose: bool


def begun_by(form: NewActivityForm) -> Begun:
    """What a sent form says of how an activity begins."""
    to_choose = form.path.data == FROM_FORM
    path = QUICK if to_choose else form.path.data
    return Begun(path, form.arrangement.data or "", form[NAME].data, to_choose)


def goes_on(begun: Begun) -> str:
    """The endpoint where an activity that has just begun is described further."""
    if begun.to_choose:
        return "activity.common_form"
    return "activity.first" if begun.path == FULL else "activity.resume"


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
