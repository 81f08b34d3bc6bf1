"""The plan with all reasons, each activity on pages of its own: for whoever checks or contests a
place.
"""

from ladder_assess.core.plan.made_document import FULL_PDF
from ladder_assess.web.activities.made_files import ask, fetch, show_progress, show_state
from ladder_assess.web.common.request import View
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.post("/full/pdf")
def make_full_pdf() -> View:
    """Ask for the PDF with all reasons."""
    return ask(FULL_PDF)


@blueprint.get("/full/pdf")
def full_pdf_progress() -> View:
    """How far it has come."""
    return show_progress(FULL_PDF)


@blueprint.get("/full/pdf/state")
def full_pdf_state() -> View:
    """The same as a fragment."""
    return show_state(FULL_PDF)


@blueprint.get("/full/pdf/<sealed:document_id>")
def full_pdf(document_id: int) -> View:
    """The finished PDF with all reasons."""
    return fetch(FULL_PDF, document_id)
