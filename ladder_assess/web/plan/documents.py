"""The plan as a PDF and as a document to edit, which are made in the background."""

from ladder_assess.core.plan.made_document import DOCX, PDF
from ladder_assess.web.activities.made_files import ask, fetch, show_progress, show_state
from ladder_assess.web.common.request import View
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.post("/pdf")
def make_pdf() -> View:
    """Ask for the PDF."""
    return ask(PDF)


@blueprint.get("/pdf")
def pdf_progress() -> View:
    """How far the PDF has come."""
    return show_progress(PDF)


@blueprint.get("/pdf/state")
def pdf_state() -> View:
    """The same as a fragment."""
    return show_state(PDF)


@blueprint.get("/pdf/<sealed:document_id>")
def pdf(document_id: int) -> View:
    """The finished PDF."""
    return fetch(PDF, document_id)


@blueprint.post("/docx")
def make_editable() -> View:
    """Ask for the plan as a document that can be edited."""
    return ask(DOCX)


@blueprint.get("/docx")
def editable_progress() -> View:
    """How far the document has come."""
    return show_progress(DOCX)


@blueprint.get("/docx/state")
def editable_state() -> View:
    """The same as a fragment."""
    return show_state(DOCX)


@blueprint.get("/docx/<sealed:document_id>")
def editable(document_id: int) -> View:
    """The finished document."""
    return fetch(DOCX, document_id)
