"""Files that show what stands behind an activity's answers: add, list, fetch, remove."""

from contextlib import suppress
from io import BytesIO
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ladder_assess.core.activities.evidence import NoRoom, NoRoomOfOnesOwn, TooMany
from ladder_assess.core.activities.workflow import Agreed, may_change
from ladder_assess.core.common.disk import DiskFull, OutOfReach
from ladder_assess.core.common.media_types import MEDIA_TYPES
from ladder_assess.core.people.consent_texts import ConsentTexts
from ladder_assess.services.activities.keep_evidence import (
    PURPOSE,
    Allowed,
    NothingInIt,
    Sent,
    TooLarge,
    WrongKind,
    find_evidence,
    keep_evidence,
    list_evidence,
    read_evidence,
    remove_evidence,
)
from ladder_assess.services.common.recognise_file import KINDS, OTHER_ENDINGS
from ladder_assess.web.access.identity import now, signed_in
from ladder_assess.web.access.scope import (
    actor,
    organisation_number,
    portfolio,
    record_or_404,
    scope,
    worker,
)
from ladder_assess.web.common.fields import SeveralChoices
from ladder_assess.web.common.file_in import (
    MEBIBYTE,
    allow_a_file,
    disk_full,
    file_field,
    refuse_too_much,
    too_large,
)
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.request import View, done, product, today

blueprint = Blueprint(
    "upload", __name__, url_prefix="/p/<token:token>/activities/<number:number>/files"
)
YES = "yes"
# A file is data: whatever it holds may load nothing and run nothing.
FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


allow_a_file(blueprint, "upload.files", lambda: allowed().size)
scope(blueprint)


def allowed() -> Allowed:
    """How large, how many, and how much in all."""
    config = current_app.config
    settings = config["SETTINGS"]
    sizes = config["LONGEST_FILE"], config["MOST_FILES"], config["LIST_SPACE"]
    return Allowed(*sizes, settings.account_space, settings.free_space)


class FileForm(Form):
    """A file to add, and the word of whoever adds it that it may be shared."""

    file = file_field((*KINDS, *OTHER_ENDINGS))
    agree = SeveralChoices(
        _l("Do you agree?"),
        [InputRequired(message=_l("Tick the box to say that you may share this file."))],
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--s"},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        words = _(texts().purposes[PURPOSE].agree)
        self.agree.choices = [SelectChoice(YES, words)]


def texts() -> ConsentTexts:
    """What is agreed to."""
    return product().definitions.consent


@blueprint.route("", methods=["GET", "POST"])
def files(number: int) -> View:
    """The files of an activity, and a form to add one."""
    record = record_or_404(number)
    try:
        refuse_too_much()
        form = FileForm()
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        return _show(record, FileForm(formdata=None), too_large(allowed().size)), 413
    if good:
        limit("upload", worker())
        try:
            problem = _keep(number, form.file.data)
        except Agreed:
            form.form_errors.append(_("This activity has been agreed, so the file was not added."))
            return _show(record_or_404(number), form)
        if not problem:
            done(_("The file is added."))
            return redirect(url_for("upload.files", number=number, _anchor="files"))
        form.file.errors = [problem]
    return _show(record, form)


def _show(record: Any, form: Form, problem: str = "") -> str:
    if problem:
        form.file.errors = [problem]
    return render_template(
        "activities/upload/files.html",
        record=record,
        form=form,
        files=list_evidence(product(), portfolio(), record.number),
        most=allowed().files,
        limit=allowed().size // MEBIBYTE,
        consent=texts().purposes[PURPOSE],
        reference=texts().reference(PURPOSE),
    )


def _keep(number: int, sent: Any) -> str:
    """Keep what was sent; returns what is wrong with it, or nothing."""
    account = signed_in()
    new = Sent(
        sent.filename or "",
        sent.stream,
        today(),
        account.id if account else None,
        texts().version,
        organisation_number(),
        now(),
    )
    try:
        keep_evidence(product(), portfolio(), number, new, allowed())
    except (NothingInIt, TooLarge, TooMany, DiskFull, NoRoom, WrongKind) as refused:
        return _why_not(refused)
    except OutOfReach as why:
        current_app.logger.error("%s", why)
        return str(
            _(
                "We cannot keep files just now, so this one was not kept. All else that you have "
                "saved is safe. Try again in a few minutes."
            )
        )
    return ""


def _why_not(refused: ValueError) -> str:
    """Why a file was not kept, and what to do."""
    bounds = allowed()
    match refused:
        case NothingInIt():
            return str(_("The file is empty. Choose another one."))
        case TooLarge():
            return too_large(bounds.size)
        case DiskFull():
            return disk_full()
        case TooMany():
            words = _(
                "This activity has %(most)s files already. Remove one first.", most=bounds.files
            )
        case NoRoomOfOnesOwn():
            words = _(
                "The files that you have added, here and to other lists, would take more than "
                "%(size)s MB in all, so this one was not kept. Remove some that are not needed.",
                size=(bounds.own or 0) // MEBIBYTE,
            )
        case NoRoom():
            words = _(
                "The files of this list would take more than %(size)s MB in all, so this one was "
                "not kept. Remove files that are not needed, or choose a smaller one.",
                size=bounds.space // MEBIBYTE,
            )
        case WrongKind():
            words = _(
                "We cannot take this file. Choose a PDF, PNG, JPEG, TXT, CSV, DOCX, XLSX or ODT "
                "file whose name says what it is. It must not have macros."
            )
        case other:
            raise other
    return str(words)


@blueprint.get("/<sealed:file_id>")
def file(number: int, file_id: int) -> View:
    """A file, to save and never to open in place."""
    record_or_404(number)
    found = find_evidence(product(), portfolio(), number, file_id) or abort(404)
    content = read_evidence(product(), found)
    if content is None:
        abort(404)
    response: Response = send_file(
        BytesIO(content),
        mimetype=MEDIA_TYPES[found.kind],
        as_attachment=True,
        download_name=found.name,
        etag=False,
        conditional=False,
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/<sealed:file_id>/remove", methods=["GET", "POST"])
def remove(number: int, file_id: int) -> View:
    """Ask, then erase a file."""
    record = record_or_404(number)
    found = find_evidence(product(), portfolio(), number, file_id) or abort(404)
    form = Form()
    # The list says why nothing can be removed.
    to_files = redirect(url_for("upload.files", number=number, _anchor="files"))
    if not may_change(record.state):
        return to_files
    if form.validate_on_submit():
        with suppress(Agreed):
            remove_evidence(product(), portfolio(), number, file_id, actor(), today())
            done(_("The file is removed."))
        return to_files
    return render_template("activities/upload/remove.html", record=record, file=found, form=form)
