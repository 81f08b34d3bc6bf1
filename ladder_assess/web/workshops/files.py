"""What came of a workshop, to take away: as a PDF, which is made in the background, and as CSV."""

from flask import abort, g, redirect, render_template, url_for

from ladder_assess.core.workshops.made_file import DONE, RECORD, MadeFile
from ladder_assess.core.workshops.workshop import Workshop
from ladder_assess.publishing.workshops.record_csv import record_csv
from ladder_assess.services.workshops.make_file import ask_for_file, file_of
from ladder_assess.services.workshops.read_workshop import read_workshop
from ladder_assess.web.common.charts import speech
from ladder_assess.web.common.file_out import file_out
from ladder_assess.web.common.forms import Form
from ladder_assess.web.common.looked_at_again import unless_known
from ladder_assess.web.common.request import View, product, today, words
from ladder_assess.web.workshops.workshop import blueprint

__all__ = ["blueprint"]


def _workshop() -> Workshop:
    found: Workshop = g.link
    return found


def _made() -> MadeFile:
    return file_of(product(), _workshop(), RECORD) or abort(404)


@blueprint.post("/record/pdf")
def make_pdf() -> View:
    """Ask for the record as a PDF."""
    if not Form().validate_on_submit():
        abort(400)
    ask_for_file(product(), _workshop(), RECORD, today())
    return redirect(url_for("workshop.pdf_progress"))


@blueprint.get("/record/pdf")
def pdf_progress() -> View:
    """How far the PDF has come."""
    return _page("file")


@blueprint.get("/record/pdf/state")
def pdf_state() -> View:
    """The same as a fragment, for a page that asks every two seconds."""
    made = _made()
    return unless_known(lambda: _page("file_state"), made.id, made.state, made.made_on)


def _page(template: str) -> str:
    form = Form(formdata=None)
    return render_template(f"workshops/workshop/{template}.html", file=_made(), form=form)


@blueprint.get("/record/pdf/file")
def pdf() -> View:
    """The finished PDF."""
    made = _made()
    if made.state != DONE:
        abort(404)
    return file_out(made.content, "workshop.pdf", made.made_on)


@blueprint.get("/record/csv")
def csv() -> View:
    """The record as a table for spreadsheets."""
    record = read_workshop(product(), _workshop())
    return file_out(record_csv(record, words(), speech()), "workshop.csv", today())
