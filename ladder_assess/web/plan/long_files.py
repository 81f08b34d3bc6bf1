"""The figures of a plan for a long list, made in the background: a spreadsheet and its tables."""

from ladder_assess.core.plan.made_document import FIGURES, TABLES
from ladder_assess.web.activities.made_files import ask, fetch, show_progress, show_state
from ladder_assess.web.common.request import View
from ladder_assess.web.plan.plan import blueprint

__all__ = ["blueprint"]


@blueprint.post("/figures")
def make_figures() -> View:
    """Ask for every figure as a spreadsheet."""
    return ask(FIGURES)


@blueprint.get("/figures")
def figures_progress() -> View:
    """How far the spreadsheet has come."""
    return show_progress(FIGURES)


@blueprint.get("/figures/state")
def figures_state() -> View:
    """The same as a fragment."""
    return show_state(FIGURES)


@blueprint.get("/figures/<sealed:document_id>")
def made_figures(document_id: int) -> View:
    """The finished spreadsheet."""
    return fetch(FIGURES, document_id)


@blueprint.post("/tables")
def make_tables() -> View:
    """Ask for the sheets of the spreadsheet as CSV."""
    return ask(TABLES)


@blueprint.get("/tables")
def tables_progress() -> View:
    """How far the tables have come."""
    return show_progress(TABLES)


@blueprint.get("/tables/state")
def tables_state() -> View:
    """The same as a fragment."""
    return show_state(TABLES)


@blueprint.get("/tables/<sealed:document_id>")
def made_tables(document_id: int) -> View:
    """The finished tables."""
    return fetch(TABLES, document_id)
