"""What a workshop does: add exercises of any kind, move them, and take them out."""

from collections.abc import Container
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from ladder_assess.core.common.whole_number import whole_number
from ladder_assess.core.workshops.agenda import TAKE_UP, edits
from ladder_assess.core.workshops.exercise import DIMENSION, QUESTION, RANK
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.services.workshops.consult_exercises import (
    account_of,
    accounts,
    dimensions,
    questions,
)
from ladder_assess.services.workshops.read_workshop import left_out_of, passed_over_in
from ladder_assess.services.workshops.set_agenda import (
    add_exercises,
    edit_agenda,
    name_workshop,
)
from ladder_assess.web.common.request import View, done, point_out, product, today
from ladder_assess.web.workshops.agenda_forms import FORMS, LIBRARY, EditForm, TitleForm
from ladder_assess.web.workshops.forms import another_day
from ladder_assess.web.workshops.own_activities import ways_of
from ladder_assess.web.workshops.ready import proposed_changes
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]


def _workshop() -> Workshop:
    found: Workshop = g.link
    return found


@blueprint.route("/agenda", methods=["GET", "POST"])
def agenda() -> View:
    """What the room does in which order; what it has not begun can be moved and taken out."""
    found = _workshop()
    if "title" in request.form:
        return _rename(found, TitleForm())
    form = EditForm()
    if form.validate_on_submit():
        edit, _space, number = (form.edit.data or "").partition(" ")
        at, seen = whole_number(number) or 0, whole_number(form.revision.data)
        revision = -1 if seen is None else seen
        if not edit_agenda(product(), found, at, edit, revision, today()):
            point_out(_("Somebody else has changed the workshop meanwhile. This is how it is now."))
        elif edit == TAKE_UP:
            done(_("It comes next."))
        return redirect(url_for("workshop.agenda"))
    return _agenda(
        found, TitleForm(formdata=None, data={"title": found.title, "day": found.made_on})
    )


def _rename(found: Workshop, title: TitleForm) -> View:
    if not title.validate_on_submit():
        return _agenda(found, title), 422
    held_on = another_day(title.day.data, found.made_on)
    name_workshop(product(), found, (title.title.data or "").strip(), held_on, today())
    done(_("The title and the date are saved."))
    return redirect(url_for("workshop.agenda"))


def _agenda(found: Workshop, title: TitleForm) -> str:
    form = EditForm(formdata=None, data={"revision": str(found.revision)})
    left_out = left_out_of(product(), found)
    rows = [
        (number, exercise.kind, account_of(product(), exercise), _edits(found, number, left_out))
        for number, exercise in enumerate(found.exercises, start=1)
    ]
    return render_template(
        "workshops/workshop/agenda.html",
        workshop=found,
        rows=rows,
        form=form,
        passed=passed_over_in(product(), found),
        title_form=title,
        kinds=_kinds(),
        ways=ways_of(found),
    )


def _edits(found: Workshop, number: int, left_out: Container[int]) -> tuple[str, ...]:
    back = (TAKE_UP,) if number in left_out else ()
    return (*edits(found.exercises, found.course, number), *back)


def _kinds() -> dict[str, str]:
    return {kind: str(form.title) for kind, form in FORMS.items()}


@blueprint.route(f"/agenda/<any({', '.join(FORMS)}):kind>", methods=["GET", "POST"])
def add(kind: str) -> View:
    """Add an exercise of a kind at the end."""
    form = _offered(FORMS[kind](), kind)
    if form.validate_on_submit():
        if add_exercises(product(), _workshop(), form.made, today()):
            done(_("It is added at the end."))
        else:
            point_out(_("There is no room for more: a workshop has at most 20 parts."))
        return redirect(url_for("workshop.agenda"))
    shown = render_template(
        "workshops/workshop/add.html", form=form, title=form.title, fields=_fields(form)
    )
    return shown, 422 if form.errors else 200


def _offered(form: Any, kind: str) -> Any:
    if kind == LIBRARY:
        form.offer(accounts(product()))
    elif kind == QUESTION:
        form.offer(questions(product()))
    elif kind == DIMENSION:
        form.offer(dimensions(product()))
    elif kind == RANK and not form.is_submitted():
        form.choices.data = "\n".join(proposed_changes(_workshop().exercises))
    return form


def _fields(form: Any) -> list[Any]:
    return [field for field in form if field.name != "csrf_token"]
