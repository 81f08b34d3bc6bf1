"""The plan on two pages, for a committee: as a PDF and as a document to edit."""

from ladder_assess.core.plan.made_document import SHORT_DOCX, SHORT_PDF
from ladder_assess.web.activities.made_files import ask, fetch, show_progress, show_state
from ladder_assess.web.common.request import View
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.post("/short/pdf")
def make_short_pdf() -> View:
    """Ask for the PDF on two pages."""
    return ask(SHORT_PDF)


@blueprint.get("/short/pdf")
def short_pdf_progress() -> View:
    """How far it has come."""
    return show_progress(SHORT_PDF)


@blueprint.get("/short/pdf/state")
def short_pdf_state() -> View:
    """The same as a fragment."""
    return show_state(SHORT_PDF)


@blueprint.get("/short/pdf/<sealed:document_id>")
def short_pdf(document_id: int) -> View:
    """The finished PDF on two pages."""
    return fetch(SHORT_PDF, document_id)


@blueprint.post("/short/docx")
def make_short_editable() -> View:
    """Ask for the two pages as a document that can be edited."""
    return ask(SHORT_DOCX)


@blueprint.get("/short/docx")
def short_editable_progress() -> View:
    """How far it has come."""
    return show_progress(SHORT_DOCX)


@blueprint.get("/short/docx/state")
def short_editable_state() -> View:
    """The same as a fragment."""
    return show_state(SHORT_DOCX)


@blueprint.get("/short/docx/<sealed:document_id>")
def short_editable(document_id: int) -> View:
    """The finished document of two pages."""
    return fetch(SHORT_DOCX, document_id)
