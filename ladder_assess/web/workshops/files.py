"""Files of a workshop: what came of it as a PDF and as CSV, and what is printed for a room without
phones. PDFs are made in the background.
"""

from flask import abort, g, redirect, render_template, url_for

from ladder_assess.core.common.made_file import DONE, MadeFile
from ladder_assess.core.workshops.made_file import FILES, PACK, RECORD
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.workshops.record_csv import record_csv
from ladder_assess.services.workshops.make_file import ask_for_file, file_of
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.limits import limit
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, product, today, words
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]

KINDS = ", ".join(FILES)
NAMES = {RECORD: "workshop.pdf", PACK: "workshop-to-print.pdf"}


def _workshop() -> Workshop:
    found: Workshop = g.link
    return found


def _made(kind: str) -> MadeFile:
    return file_of(product(), _workshop(), kind) or abort(404)


@blueprint.post(f"/<any({KINDS}):kind>/pdf")
def make_pdf(kind: str) -> View:
    """Ask for a PDF."""
    if not Form().validate_on_submit():
        abort(400)
    limit("file", f"workshop {_workshop().id}")
    ask_for_file(product(), _workshop(), kind, today())
    return redirect(url_for("workshop.pdf_progress", kind=kind))


@blueprint.get(f"/<any({KINDS}):kind>/pdf")
def pdf_progress(kind: str) -> View:
    """How far the PDF has come."""
    return _page("file", kind)


@blueprint.get(f"/<any({KINDS}):kind>/pdf/state")
def pdf_state(kind: str) -> View:
    """The same as a fragment, for a page that asks every two seconds."""
    made = _made(kind)
    return unless_known(lambda: _page("file_state", kind), made.id, made.state, made.made_on)


def _page(template: str, kind: str) -> str:
    form = Form(formdata=None)
    return render_template(f"workshops/workshop/{template}.html", file=_made(kind), form=form)


@blueprint.get(f"/<any({KINDS}):kind>/pdf/file")
def pdf(kind: str) -> View:
    """The finished PDF."""
    made = _made(kind)
    if made.state != DONE:
        abort(404)
    return file_out(made.content, NAMES[kind], made.made_on)


@blueprint.get("/record/csv")
def csv() -> View:
    """The record as a table for spreadsheets."""
    record = read_workshop(product(), _workshop())
    return file_out(record_csv(record, words(), speech()), "workshop.csv", today())
