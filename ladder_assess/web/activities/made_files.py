"""Files that are made in the background: asked for, followed on a page, and handed out."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from wtforms import HiddenField

from ladder_assess.core.plan.made_document import (
    DOCX,
    FIGURES,
    FULL_PDF,
    PDF,
    REGISTER,
    REGISTER_TEXT,
    SHORT_DOCX,
    SHORT_PDF,
    TABLES,
    DocumentState,
)
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.services.plan.ask_for_document import (
    ask_for_document,
    finished_document,
    latest_document,
    try_again,
)
from ladder_assess.services.plan.made_from import is_older
from ladder_assess.web.access.scope import actor, portfolio, worker
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, product, today
from ladder_assess.web.common.seal import unsealed

LONGEST_DAY = 10


@dataclass(frozen=True)
class Made:
    """A kind of file: its endpoints, and how it is handed out.

    `ask` takes the form, `show` is the page that follows it, `state` the part of that page which is
    asked for again and again, `fetch` the finished file, and `back` where one came from.
    """

    ask: str
    show: str
    state: str
    fetch: str
    back: str
    name: str


MADE = {
    PDF: Made(
        "plan.make_pdf", "plan.pdf_progress", "plan.pdf_state", "plan.pdf", "plan.show",
        "improvement-plan.pdf",
    ),
    DOCX: Made(
        "plan.make_editable", "plan.editable_progress", "plan.editable_state", "plan.editable",
        "plan.show", "improvement-plan.docx",
    ),
    SHORT_PDF: Made(
        "plan.make_short_pdf", "plan.short_pdf_progress", "plan.short_pdf_state",
        "plan.short_pdf", "plan.show", "improvement-plan-two-pages.pdf",
    ),
    FULL_PDF: Made(
        "plan.make_full_pdf", "plan.full_pdf_progress", "plan.full_pdf_state",
        "plan.full_pdf", "plan.show", "improvement-plan-all-reasons.pdf",
    ),
    SHORT_DOCX: Made(
        "plan.make_short_editable", "plan.short_editable_progress", "plan.short_editable_state",
        "plan.short_editable", "plan.show", "improvement-plan-two-pages.docx",
    ),
    FIGURES: Made(
        "plan.make_figures", "plan.figures_progress", "plan.figures_state", "plan.made_figures",
        "plan.show", "improvement-plan.xlsx",
    ),
    TABLES: Made(
        "plan.make_tables", "plan.tables_progress", "plan.tables_state", "plan.made_tables",
        "plan.show", "improvement-plan-tables.zip",
    ),
    REGISTER: Made(
        "register_export.make", "register_export.progress", "register_export.state",
        "register_export.made", "register_export.show", "activities.xlsx",
    ),
    REGISTER_TEXT: Made(
        "register_export.make_text", "register_export.text_progress", "register_export.text_state",
        "register_export.made_text", "register_export.show", "activities.zip",
    ),
}  # fmt: skip


class AskForm(Form):
    """What is asked for: with which earlier plan a plan compares, or the number of a file that
    failed and is to be tried again.
    """

    since = HiddenField("")
    again = HiddenField("")


def ask(kind: str, chosen: Collection[int] | None = None) -> View:
    """Let a file be made in the background, and go where that is followed. `chosen` are the numbers
    of the activities that it is about; None for all.
    """
    form = AskForm()
    if not form.validate_on_submit():
        abort(400)
    limit("file", worker())
    if not _waits_again(kind, form.again.data or ""):
        since = (form.since.data or LATEST)[:LONGEST_DAY]
        ask_for_document(product(), portfolio(), kind, actor(), today(), since, chosen)
    return redirect(url_for(MADE[kind].show))


def _waits_again(kind: str, number: str) -> bool:
    """Let a file that failed be made again; returns whether there was one such."""
    failed = unsealed(number)
    if failed is None:
        return False
    return try_again(product(), portfolio(), kind, actor(), today(), failed)


def show_progress(kind: str) -> View:
    """How far a file has come, with a link when it is done."""
    return _page("common/made_files/show.html", _latest(kind))


def show_state(kind: str) -> View:
    """The same as a fragment, for a page that asks every two seconds."""
    document = _latest(kind)
    told = (document.id, document.state, document.step)
    return unless_known(lambda: _page("common/made_files/state.html", document), *told)


def _latest(kind: str) -> DocumentState:
    return latest_document(product(), portfolio(), kind) or abort(404)


def _page(template: str, document: DocumentState) -> str:
    return render_template(
        template,
        document=document,
        made=MADE[document.kind],
        form=AskForm(formdata=None),
        older=is_older(product(), portfolio(), document),
    )


def fetch(kind: str, document: int) -> View:
    """A finished file."""
    made = finished_document(product(), portfolio(), kind, document) or abort(404)
    return file_out(made.content, MADE[kind].name, made.made_on)
