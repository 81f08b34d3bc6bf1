"""A register of activities, kept elsewhere as a spreadsheet: sent, read in the background, and
shown with what importing it would do. `deciding` has what follows.
"""

from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from ladder_assess.core.activities.removal import RemovedActivity
from ladder_assess.core.activities.status import STATUS
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.common.disk import DiskFull
from ladder_assess.core.register.bounds import MOST_BYTES, MOST_ROWS
from ladder_assess.core.register.columns import is_date, register_columns
from ladder_assess.core.register.importing import CHANGED, KEPT, NEW, SAME, WRONG
from ladder_assess.core.register.rows.joined_texts import parts_that_differ
from ladder_assess.core.register.state import (
    ASKING,
    DONE,
    SHOWN,
    UNDONE,
    RegisterImport,
    SentRegister,
)
from ladder_assess.publishing.register.template import register_template
from ladder_assess.services.activities.list_activities import list_activities
from ladder_assess.services.common.recognise_file import plain_name
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.read_register import send_register
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import may, organisation_number, portfolio, scope, worker
from ladder_assess.web.activities.arrangements import suggested_forms
from ladder_assess.web.activities.concurrent_edits import author
from ladder_assess.web.activities.portfolio import TitleForm
from ladder_assess.web.activities.removed import to_put_back
from ladder_assess.web.common.backing_form import STRENGTH_WORDS
from ladder_assess.web.common.file_in import (
    MEBIBYTE,
    allow_a_file,
    disk_full,
    refuse_too_much,
    too_large,
)
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.paging import A_PAGE, paged
from ladder_assess.web.common.request import View, day, moment, new_request_id, product, said
from ladder_assess.web.register.forms import ImportForm, RegisterForm
from ladder_assess.web.register.meanings_form import meant_words
from ladder_assess.web.register.stages import STAGE_WORDS, by_stage, heading_of
from ladder_assess.web.register.words import flaw_words, template_words

blueprint = Blueprint("register_import", __name__, url_prefix="/p/<token:token>/import")
# Rows of each kind that the preview shows before it leads to the rest.
FEW = 5
# So many new rows are looked through for what was removed from the list.
MOST_LOOKED_FOR = 1000
PROBLEM_COLUMNS = ("row", "id", "column", "what")


allow_a_file(blueprint, "register_import.show", lambda: MOST_BYTES)
scope(blueprint)


@blueprint.app_template_filter()
def flaw(found: Any) -> str:
    """What is wrong with a row or a file, in words."""
    return flaw_words(found)


@blueprint.app_template_filter()
def last_day(moment: int) -> str:
    """The last whole day before a second since 1970, in words."""
    return day(uk_day(moment) - timedelta(days=1))


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """Choose a file. It is read in the background, and changes nothing yet."""
    try:
        refuse_too_much()
        form = RegisterForm(data={"request_id": new_request_id()})
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        form = RegisterForm(formdata=None, request_id=new_request_id())
        form.file.errors = [too_large(MOST_BYTES)]
        return _start(form), 413
    if not good:
        return _start(form)
    limit("upload", worker())
    if organisation_number() is None:
        limit("register")
    sent = SentRegister(
        plain_name(form.file.data.filename or ""), form.file.data.stream.read(), author()
    )
    free = current_app.config["SETTINGS"].free_space
    try:
        register = send_register(product(), portfolio(), sent, form.request_id.data, free=free)
    except DiskFull:
        form.file.errors = [disk_full()]
        return _start(form), 507
    return to_work(register)


def _start(form: RegisterForm) -> str:
    return render_template(
        "register/register_import/show.html",
        form=form,
        most=f"{MOST_ROWS:,}",
        megabytes=MOST_BYTES // MEBIBYTE,
        last=importing.last_import(product(), portfolio(), now()),
        unfinished=importing.open_import(product(), portfolio(), author().account),
    )


def to_work(register: int) -> Response:
    """Go where an import can be watched that is worked on in the background."""
    return redirect(url_for("register_import.look", import_id=register))


blueprint.add_app_template_filter(lambda pair: parts_that_differ(*pair), "parts_that_differ")


@blueprint.get("/register.xlsx")
def template() -> View:
    """An empty register to fill in."""
    content = register_template(product().definitions.questionnaire, template_words(), said)
    return file_out(content, "register.xlsx")


@blueprint.get("/<sealed:import_id>")
def look(import_id: int) -> View:
    """How far an import has come; what it would do, or did."""
    found = importing.find_import(product(), portfolio(), import_id)
    if found is None:
        return render_template("register/register_import/gone.html"), 404
    if found.state == ASKING:
        return redirect(url_for("register_import.columns", import_id=import_id))
    if found.state == SHOWN and found.findings.asks_for_words:
        return redirect(url_for("register_import.meanings", import_id=import_id))
    if found.state == SHOWN:
        return preview(found, ImportForm())
    if found.state in (DONE, UNDONE):
        return render_template(
            "register/register_import/done.html",
            register=found,
            counts=found.findings.counts,
            can_undo=is_last(found),
            kept=_rows(found, KEPT, 1),
            **_after(found),
        )
    return render_template("register/register_import/progress.html", register=found, form=Form())


def _after(found: RegisterImport) -> dict[str, Any]:
    """What an import took in to be looked at, what it left out, and a form for a list that has no
    name, as papers carry it.
    """
    if found.state != DONE:
        return {"remarked": [], "left_out": [], "name_form": None, "suggested": 0}
    forms = suggested_forms(list_activities(product(), portfolio())) if may("edit") else {}
    named = portfolio().title or not may("edit")
    return {
        "remarked": _remarked(found),
        "left_out": _rows(found, WRONG, 1, A_PAGE),
        "name_form": None if named else TitleForm(formdata=None),
        "suggested": sum(map(len, forms.values())),
    }


@blueprint.get("/<sealed:import_id>/state")
def state(import_id: int) -> View:
    """How far it has come, as a fragment for a page that asks every two seconds."""
    found = find_or_404(import_id)
    page = "register/register_import/state.html"
    return unless_known(
        lambda: render_template(page, register=found, form=Form()), found.state, found.done
    )


def find_or_404(import_id: int) -> RegisterImport:
    """The import of an address."""
    return importing.find_import(product(), portfolio(), import_id) or abort(404)


def is_last(found: RegisterImport) -> bool:
    """Is it the last one, which can be undone still?"""
    last = importing.last_import(product(), portfolio(), now())
    return last is not None and last.id == found.id


def _rows(found: RegisterImport, kind: str, page: int, most: int = A_PAGE) -> list[Any]:
    return importing.rows_of(product(), portfolio(), found.id, kind, page, most)


def _remarked(found: RegisterImport) -> list[Any]:
    return importing.remarked_rows(product(), portfolio(), found, FEW)


def _brought_back(found: RegisterImport) -> list[RemovedActivity]:
    """What was removed from the list, can be put back, and is new in the first rows of a file."""
    removed = {each.record.register_id: each for each in to_put_back() if each.record.register_id}
    new = _rows(found, NEW, 1, MOST_LOOKED_FOR) if removed else []
    return [removed[row.id] for row in new if row.id in removed]


def preview(found: RegisterImport, form: ImportForm) -> str:
    """What an import would do, with the form that asks for it."""
    findings = found.findings
    known = register_columns(product().definitions.questionnaire)
    if findings.notes.waiting:
        form.leave_out.label.text = _("Do you want to leave out the rows that wait or are wrong?")
    shown = {kind: _rows(found, kind, 1, FEW) for kind in (WRONG, CHANGED, NEW)}
    return render_template(
        "register/register_import/preview.html",
        register=found,
        findings=findings,
        kinds={"wrong": WRONG, "changed": CHANGED, "new": NEW, "same": SAME},
        shown=shown,
        form=form,
        strength_words=STRENGTH_WORDS,
        meant=meant_words(findings, product().definitions.questionnaire),
        stages=by_stage(findings.notes.statuses),
        stage_words=STAGE_WORDS,
        status_heading=heading_of(findings, STATUS),
        dates={name for name, column in known.items() if is_date(column)},
        work=findings.count(NEW) + findings.count(CHANGED),
        back=_brought_back(found),
        moment=moment,
    )


@blueprint.get("/<sealed:import_id>/rows/<any(wrong, changed, new, same):which>")
def rows(import_id: int, which: str) -> View:
    """Every row of a kind, so many a page."""
    found = find_or_404(import_id)
    if found.state != SHOWN:
        return redirect(url_for("register_import.look", import_id=import_id))
    pages = paged(range(found.findings.count(which)))
    return render_template(
        "register/register_import/all.html",
        register=found,
        kind=which,
        pages=pages,
        rows=_rows(found, which, pages.at),
        strength_words=STRENGTH_WORDS,
    )


@blueprint.get("/<sealed:import_id>/problems.csv")
def problems(import_id: int) -> View:
    """All that is wrong, row by row, as a file to mend the register by."""
    found = find_or_404(import_id)
    wrong, number = _rows(found, WRONG, 1, MOST_ROWS), found.findings.row_words
    lines = (
        {"row": number(row.line), "id": row.id, "column": flaw.column, "what": flaw_words(flaw)}
        for row in wrong
        for flaw in row.flaws
    )
    return file_out(as_csv(PROBLEM_COLUMNS, lines), "problems.csv")
