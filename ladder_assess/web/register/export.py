"""A register taken away: as a spreadsheet, as CSV or for other programs, with what came of it."""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask import stream_with_context as streamed

from ladder_assess.core.people.access import READ
from ladder_assess.core.plan.made_document import REGISTER, REGISTER_TEXT, DocumentState
from ladder_assess.core.register.export import Entry
from ladder_assess.publishing.register.files import (
    register_csv,
    register_jsonl,
    register_workbook,
    remarks_csv,
)
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.plan.ask_for_document import latest_document
from ladder_assess.services.register import export_register
from ladder_assess.web.access.scope import may, portfolio, scope
from ladder_assess.web.activities.filter import FilterForm, filter_form
from ladder_assess.web.activities.made_files import (
    AskForm,
    ask,
    fetch,
    show_progress,
    show_state,
)
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.request import View, product, today

blueprint = Blueprint("register_export", __name__, url_prefix="/p/<token:token>/register")
scope(blueprint)

# A workbook is whole before any of it can be sent: a thousand activities take a second. Of more
# than these it is made in the background.
MOST_AT_ONCE = 5000
MOST_IN_WORKBOOK = 50_000
# Tables and what is for other programs take as long, and are sent while they are written.
MOST_SENT = 2000
AT_ONCE = 64 * 1024


@blueprint.get("")
def show() -> View:
    """What a register holds, and each form in which it can be taken away: all of it, or the
    activities that the address asks for.
    """
    found = list_activities(product(), portfolio())
    form = filter_form(found.activities)
    return render_template(
        "register/register_export/show.html",
        total=len(found.counted),
        chosen=len(_chosen(form)),
        form=form,
        asked=form.asked,
        at_once=_most_at_once(),
        sent_at_once=_most_sent(),
        most=MOST_IN_WORKBOOK,
        ask=AskForm(formdata=None),
        made=_made_last(REGISTER),
        made_text=_made_last(REGISTER_TEXT),
    )


def _made_last(kind: str) -> DocumentState | None:
    return latest_document(product(), portfolio(), kind) if may(READ) else None


@blueprint.get("/activities.<ending>")
def file(ending: str) -> View:
    """The register, sent while it is written."""
    make = FILES.get(ending) or abort(404)
    if ending == "xlsx" and _count() > _most_at_once():
        abort(404)
    if ending != "xlsx" and _count() > _most_sent():
        return _where_it_is_made()
    return file_out(streamed(make(_entries())), f"activities.{ending}", today())


@blueprint.get("/remarks.csv")
def remarks() -> View:
    """The notes, links and comments beside the answers, in the same way."""
    if _count() > _most_sent():
        return _where_it_is_made()
    return file_out(streamed(remarks_csv(_entries())), "remarks.csv", today())


@blueprint.post("/xlsx")
def make() -> View:
    """Ask for the register as a spreadsheet: all of it, or the activities that the address asks
    for.
    """
    wanted = _wanted()
    if wanted == frozenset() or _count() > MOST_IN_WORKBOOK:
        abort(404)
    return ask(REGISTER, wanted)


@blueprint.post("/text")
def make_text() -> View:
    """Ask in the same way for tables and what other programs read, in one file."""
    wanted = _wanted()
    if wanted == frozenset():
        abort(404)
    return ask(REGISTER_TEXT, wanted)


@blueprint.get("/text")
def text_progress() -> View:
    """How far that file has come."""
    return show_progress(REGISTER_TEXT)


@blueprint.get("/text/state")
def text_state() -> View:
    """The same as a fragment."""
    return show_state(REGISTER_TEXT)


@blueprint.get("/text/<sealed:document_id>")
def made_text(document_id: int) -> View:
    """The finished file."""
    return fetch(REGISTER_TEXT, document_id)


@blueprint.get("/xlsx")
def progress() -> View:
    """How far the spreadsheet has come."""
    return show_progress(REGISTER)


@blueprint.get("/xlsx/state")
def state() -> View:
    """The same as a fragment."""
    return show_state(REGISTER)


@blueprint.get("/xlsx/<sealed:document_id>")
def made(document_id: int) -> View:
    """The finished spreadsheet."""
    return fetch(REGISTER, document_id)


def _where_it_is_made() -> View:
    asked: dict[str, Any] = filter_form(list_activities(product(), portfolio()).activities).asked
    return redirect(url_for("register_export.show", **asked))


def _csv(entries: Iterator[Entry]) -> Iterator[str]:
    return register_csv(entries, product().definitions.questionnaire, speech())


def _jsonl(entries: Iterator[Entry]) -> Iterator[str]:
    return register_jsonl(entries, product().definitions.questionnaire)


def _xlsx(entries: Iterator[Entry]) -> Iterator[bytes]:
    """A workbook ends with its table of contents, so it is whole before any of it is sent."""
    questionnaire = product().definitions.questionnaire
    with TemporaryFile() as whole:
        named = (portfolio().title, today())
        register_workbook(whole, entries, questionnaire, speech(), named)
        whole.seek(0)
        while piece := whole.read(AT_ONCE):
            yield piece


Maker = Callable[[Iterator[Entry]], Iterator[str] | Iterator[bytes]]
FILES: dict[str, Maker] = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}


def _entries() -> Iterator[Entry]:
    """The activities that the address asks for, or all."""
    names = export_register.names_of(product(), portfolio())
    return export_register.export_register(product(), portfolio(), _wanted(), names)


def _most_at_once() -> int:
    """How many activities a spreadsheet can have that is made while one waits. Whoever may not see
    the whole list gets theirs at once: what the background makes is for all who may.
    """
    return MOST_AT_ONCE if may(READ) else MOST_IN_WORKBOOK


def _most_sent() -> int:
    """The same of what is sent while it is written."""
    return MOST_SENT if may(READ) else MOST_IN_WORKBOOK


def _count() -> int:
    wanted = _wanted()
    return len(list_activities(product(), portfolio()).counted if wanted is None else wanted)


def _wanted() -> frozenset[int] | None:
    """The numbers that the address asks for; None for all. A choice that cannot be read is none:
    what is handed out must not be more than was asked for.
    """
    if not request.args:
        return None
    form = filter_form(list_activities(product(), portfolio()).activities)
    if not form.validate():
        abort(404)
    return _chosen(form)


def _chosen(form: FilterForm) -> frozenset[int]:
    every = list_activities(product(), portfolio()).counted
    return frozenset(activity.number for activity in form.chosen(every))
