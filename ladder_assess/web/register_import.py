"""A register of activities, kept elsewhere as a spreadsheet: what it would do, and import it."""

from io import BytesIO
from pathlib import PurePath
from typing import Any

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf.file import FileField, FileRequired
from govuk_frontend_wtf.wtforms_widgets import GovFileInput
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import HiddenField
from wtforms.fields import SelectChoice

from ladder_assess.core.record import Rejected
from ladder_assess.core.register_import import ImportPlan
from ladder_assess.publishing.register_template import register_template
from ladder_assess.services.import_register import (
    MOST_ROWS,
    ChangedMeanwhile,
    as_lines,
    import_register,
    preview_register,
)
from ladder_assess.storage.record_files import BadFile
from ladder_assess.web.fields import SeveralChoices
from ladder_assess.web.forms import Form, RequestForm
from ladder_assess.web.limits import limit
from ladder_assess.web.meanwhile import author
from ladder_assess.web.register_words import template_words
from ladder_assess.web.scope import portfolio, scope
from ladder_assess.web.views import View, done, new_request_id, product, said

blueprint = Blueprint("register_import", __name__, url_prefix="/p/<token:token>/import")
MEBIBYTE = 1024 * 1024
# What a form needs around its file.
AROUND = 64 * 1024
YES = "yes"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.url_value_preprocessor
def allow_a_register(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Only here may a form be as long as a file; its rows come back with what was shown of them."""
    if request.method == "POST":
        most = current_app.config["LONGEST_FILE"] + AROUND
        request.max_content_length = request.max_form_memory_size = most


scope(blueprint)


class RegisterForm(Form):
    """A register to look at."""

    file = FileField(
        _l("Choose a file"),
        [FileRequired(message=_l("Choose a file."))],
        widget=GovFileInput(),
        render_kw={"params": {"attributes": {"accept": ".csv,.tsv,.xlsx"}}},
    )


class ImportForm(RequestForm):
    """The rows that were shown, to be imported; `bad` counts those that would be left out."""

    rows = HiddenField()
    seen = HiddenField()
    bad = HiddenField()
    leave_out = SeveralChoices(
        _l("Do you want to leave out the rows that are wrong?"),
        own_options=(YES,),
        legend={"classes": "govuk-fieldset__legend--s"},
    )

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        words = _("Leave these rows out and import the others")
        self.leave_out.choices = [SelectChoice(YES, words)]

    def leaves_none_unasked(self) -> bool:
        """Were there no wrong rows, or did someone say that they may be left out?"""
        return (self.bad.data or "0") == "0" or YES in (self.leave_out.data or ())


@blueprint.app_template_filter()
def legible(name: str) -> str:
    """A column's name as it can be shown: a file in another encoding has letters that are none."""
    return name.encode("utf-8", "replace").decode()[:100]


@blueprint.route("", methods=["GET", "POST"])
def show() -> View:
    """Choose a file; sending it shows what it would do, and changes nothing."""
    try:
        if (request.content_length or 0) > (request.max_content_length or 0) > 0:
            raise RequestEntityTooLarge
        form = RegisterForm()
        good = form.validate_on_submit()
    except RequestEntityTooLarge:
        form = RegisterForm(formdata=None)
        most = current_app.config["LONGEST_FILE"] // MEBIBYTE
        form.file.errors = [_("The file is too large. It can be up to %(limit)s MB.", limit=most)]
        return _start(form), 413
    if not good:
        return _start(form)
    limit("upload")
    try:
        file = BytesIO(form.file.data.stream.read())
        ending = PurePath(form.file.data.filename or "").suffix
        plan = preview_register(product(), portfolio(), file, ending)
    except BadFile as bad:
        form.file.errors = [_("Nothing can be read from this file. What is wrong is listed below.")]
        return _start(form, Rejected(bad.line, bad.problems))
    if not plan.rows and not plan.bad:
        form.file.errors = [_("There are no activities in this file. Choose another one.")]
        return _start(form)
    return _preview(plan)


def _start(form: Form, unread: Rejected | None = None) -> str:
    return render_template(
        "register_import/show.html", form=form, unread=unread, most=f"{MOST_ROWS:,}"
    )


def _preview(plan: ImportPlan, form: ImportForm | None = None) -> str:
    if form is None:
        form = ImportForm(formdata=None, request_id=new_request_id())
        form.rows.data, form.seen.data = as_lines(plan), plan.seen
        form.bad.data = str(len(plan.bad))
    return render_template("register_import/preview.html", form=form, plan=plan)


@blueprint.get("/register.xlsx")
def template() -> View:
    """An empty register to fill in."""
    content = register_template(product().definitions.questionnaire, template_words(), said)
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="register.xlsx"'
    return response


@blueprint.post("/rows")
def take() -> View:
    """Import the rows that were shown: all of them, or none where something is amiss."""
    form = ImportForm()
    rows = form.rows.data or ""
    if not form.validate():
        return _again(form, rows)
    if not form.leaves_none_unasked():
        form.leave_out.errors = [
            _("Tick the box to leave out the rows that are wrong, or mend them in your file first.")
        ]
        return _again(form, rows)
    try:
        plan = import_register(
            product(), portfolio(), rows, form.seen.data or "", form.request_id.data, author()
        )
    except (ChangedMeanwhile, BadFile):
        form.form_errors.append(
            _("Someone has changed these activities since. Nothing was imported. Look again.")
        )
        return _again(form, rows)
    done(_what_was_done(plan))
    return redirect(url_for("portfolio.show"))


def _again(form: ImportForm, rows: str) -> View:
    """The rows as they would be imported now, with what was wrong with what was sent."""
    try:
        plan = preview_register(product(), portfolio(), BytesIO(rows.encode()), ".jsonl")
    except BadFile:
        return redirect(url_for("register_import.show"))
    form.rows.data, form.seen.data = as_lines(plan), plan.seen
    left_out = form.bad.data if (form.bad.data or "").isdigit() else "0"
    form.bad.data = str(max(int(left_out), len(plan.bad)))
    return _preview(plan, form)


def _what_was_done(plan: ImportPlan) -> str:
    new, changed = len(plan.new), len(plan.changed)
    return " ".join(
        (
            ngettext("%(num)s activity was added.", "%(num)s activities were added.", new),
            ngettext("%(num)s activity was changed.", "%(num)s activities were changed.", changed),
        )
    )
