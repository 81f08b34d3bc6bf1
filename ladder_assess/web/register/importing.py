"""A register of activities, kept elsewhere as a spreadsheet: sent, read in the background, shown,
imported as a whole, and undone.
"""

from datetime import timedelta
from pathlib import PurePath
from typing import Any

from flask import (
    Blueprint,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.register.bounds import MOST_BYTES, MOST_ROWS
from ladder_assess.core.register.columns import is_date, register_columns
from ladder_assess.core.register.importing import CHANGED, KEPT, NEW, SAME, WRONG
from ladder_assess.core.register.state import (
    ASKING,
    DONE,
    SHOWN,
    UNDONE,
    RegisterImport,
    SentRegister,
)
from ladder_assess.publishing.register.template import register_template
from ladder_assess.services.data_protection.export_everything import as_csv
from ladder_assess.services.register import import_register as importing
from ladder_assess.services.register.import_register import BadRowsLeft
from ladder_assess.services.register.read_register import (
    choose_columns,
    read_again,
    send_register,
)
from ladder_assess.web.access.identity import now
from ladder_assess.web.access.scope import portfolio, scope
from ladder_assess.web.activities.meanwhile import author
from ladder_assess.web.common.forms import STRENGTH_WORDS, Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.paging import A_PAGE, paged
from ladder_assess.web.common.request import View, day, done, new_request_id, product, said
from ladder_assess.web.register.forms import (
    OTHER_IDS,
    SAME_IDS,
    AgainForm,
    ImportForm,
    RegisterForm,
    columns_form,
)
from ladder_assess.web.register.words import flaw_words, template_words

blueprint = Blueprint("register_import", __name__, url_prefix="/p/<token:token>/import")
MEBIBYTE = 1024 * 1024
# What a form needs around its file.
AROUND = 64 * 1024
NAME_LIMIT = 200
# Rows of each kind that the preview shows before it leads to the rest.
FEW = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROBLEM_COLUMNS = ("row", "id", "column", "what")


@blueprint.url_value_preprocessor
def allow_a_register(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only here may a form be as long as a register."""
    if request.method == "POST" and endpoint == "register_import.show":
        request.max_content_length = MOST_BYTES + AROUND


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
        if (request.content_length or 0) > (request.max_content_length or 0) > 0:
            raise RequestEntityTooLarge
        form = RegisterForm(data={"request_id": new_request_id()})
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        form = RegisterForm(formdata=None, request_id=new_request_id())
        most = MOST_BYTES // MEBIBYTE
        form.file.errors = [_("The file is too large. It can be up to %(limit)s MB.", limit=most)]
        return _start(form), 413
    if not good:
        return _start(form)
    limit("upload")
    name = PurePath(form.file.data.filename or "").name[:NAME_LIMIT]
    sent = SentRegister(name, form.file.data.stream.read(), author())
    register = send_register(product(), portfolio(), sent, form.request_id.data)
    return _to_work(register)


def _start(form: RegisterForm) -> str:
    return render_template(
        "register/register_import/show.html",
        form=form,
        most=f"{MOST_ROWS:,}",
        megabytes=MOST_BYTES // MEBIBYTE,
        last=importing.last_import(product(), portfolio(), now()),
        unfinished=importing.open_import(product(), portfolio(), author().account),
    )


def _to_work(register: int) -> Response:
    """Go where an import can be watched that is worked on in the background."""
    return redirect(url_for("register_import.look", import_id=register))


@blueprint.get("/register.xlsx")
def template() -> View:
    """An empty register to fill in."""
    content = register_template(product().definitions.questionnaire, template_words(), said)
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="register.xlsx"'
    return response


@blueprint.get("/<number:import_id>")
def look(import_id: int) -> View:
    """How far an import has come; what it would do, or did."""
    found = _find(import_id)
    if found.state == ASKING:
        return redirect(url_for("register_import.columns", import_id=import_id))
    if found.state == SHOWN:
        return _preview(found, ImportForm())
    if found.state in (DONE, UNDONE):
        return render_template(
            "register/register_import/done.html",
            register=found,
            counts=found.findings.counts,
            can_undo=_is_last(found),
            kept=_rows(found, KEPT, 1),
        )
    return render_template("register/register_import/progress.html", register=found, form=Form())


@blueprint.get("/<number:import_id>/state")
def state(import_id: int) -> View:
    """How far it has come, as a fragment for a page that asks every two seconds."""
    found = _find(import_id)
    response = make_response(
        render_template("register/register_import/state.html", register=found, form=Form())
    )
    response.set_etag(f"{found.id}-{found.state}-{found.done}")
    return response.make_conditional(request)


def _find(import_id: int) -> RegisterImport:
    return importing.find_import(product(), portfolio(), import_id) or abort(404)


def _is_last(found: RegisterImport) -> bool:
    last = importing.last_import(product(), portfolio(), now())
    return last is not None and last.id == found.id


def _rows(found: RegisterImport, kind: str, page: int, most: int = A_PAGE) -> list[Any]:
    return importing.rows_of(product(), portfolio(), found.id, kind, page, most)


def _preview(found: RegisterImport, form: ImportForm) -> str:
    findings = found.findings
    known = register_columns(product().definitions.questionnaire)
    shown = {kind: _rows(found, kind, 1, FEW) for kind in (WRONG, CHANGED, NEW)}
    return render_template(
        "register/register_import/preview.html",
        register=found,
        findings=findings,
        kinds={"wrong": WRONG, "changed": CHANGED, "new": NEW, "same": SAME},
        shown=shown,
        form=form,
        strength_words=STRENGTH_WORDS,
        dates={name for name, column in known.items() if is_date(column)},
        work=findings.count(NEW) + findings.count(CHANGED),
    )


@blueprint.get("/<number:import_id>/rows/<any(wrong, changed, new, same):which>")
def rows(import_id: int, which: str) -> View:
    """Every row of a kind, so many a page."""
    found = _find(import_id)
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


@blueprint.get("/<number:import_id>/problems.csv")
def problems(import_id: int) -> View:
    """All that is wrong, row by row, as a file to mend the register by."""
    found = _find(import_id)
    wrong = _rows(found, WRONG, 1, MOST_ROWS)
    lines = (
        {"row": row.line, "id": row.id, "column": flaw.column, "what": flaw_words(flaw)}
        for row in wrong
        for flaw in row.flaws
    )
    response = Response(as_csv(PROBLEM_COLUMNS, lines), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="problems.csv"'
    return response


@blueprint.route("/<number:import_id>/columns", methods=["GET", "POST"])
def columns(import_id: int) -> View:
    """Say which column is which; the file is read again with that."""
    found = _find(import_id)
    if found.state not in (ASKING, SHOWN):
        return redirect(url_for("register_import.look", import_id=import_id))
    known = register_columns(product().definitions.questionnaire)
    form = columns_form(found.findings, known)
    if form.validate_on_submit():
        choose_columns(
            product(),
            portfolio(),
            import_id,
            form.chosen,
            id_from_name=form.uses_names,
            orders=form.orders,
            take_hidden=form.hidden.data or "",
        )
        return _to_work(import_id)
    return render_template(
        "register/register_import/columns.html", register=found, findings=found.findings, form=form
    )


@blueprint.post("/<number:import_id>/again")
def again(import_id: int) -> View:
    """Read the file again: another sheet, or with ids that are alike taken for the same or not."""
    form = AgainForm()
    if not form.validate():
        abort(400)
    _find(import_id)
    alike = {SAME_IDS: True, OTHER_IDS: False}.get(form.ids.data or "")
    taken = read_again(
        product(), portfolio(), import_id, take_alike=alike, sheet=form.sheet.data or ""
    )
    here = url_for("register_import.look", import_id=import_id)
    return _to_work(import_id) if taken else redirect(here)


@blueprint.post("/<number:import_id>/take")
def take(import_id: int) -> View:
    """Import the rows that were shown, in the background: all of them, or none."""
    found, form = _find(import_id), ImportForm()
    if not form.validate():
        return _preview(found, form)
    try:
        taken = importing.ask_to_save(product(), portfolio(), found, leave_out=form.leaves_out)
    except BadRowsLeft:
        form.leave_out.errors = [
            _("Tick the box to leave out the rows that are wrong, or mend them in your file first.")
        ]
        return _preview(found, form)
    # Where the button was pressed twice, it is at work already.
    return (
        _to_work(import_id)
        if taken
        else redirect(url_for("register_import.look", import_id=import_id))
    )


@blueprint.post("/<number:import_id>/forget")
def forget(import_id: int) -> View:
    """Throw the file away, and everything that was found in it."""
    if not Form().validate_on_submit():
        abort(400)
    _find(import_id)
    importing.forget_register(product(), portfolio(), import_id)
    done(_("The file is thrown away. Nothing was imported."))
    return redirect(url_for("register_import.show"))


@blueprint.route("/<number:import_id>/undo", methods=["GET", "POST"])
def undo(import_id: int) -> View:
    """Ask, then undo an import, but for what someone has worked on since."""
    found, form = _find(import_id), Form()
    if found.state != DONE or not _is_last(found):
        return redirect(url_for("register_import.look", import_id=import_id))
    if form.validate_on_submit():
        importing.ask_to_undo(product(), portfolio(), import_id, now())
        return _to_work(import_id)
    counts, left = importing.would_undo(product(), portfolio(), import_id, A_PAGE)
    return render_template(
        "register/register_import/undo.html",
        register=found,
        form=form,
        new=counts[NEW],
        changed=counts[CHANGED],
        kept=counts[KEPT],
        left=left,
    )
