"""Asks for a file that takes long, which is made in the background, and hands it out once it is."""

from collections.abc import Collection
from datetime import date

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
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
    FinishedDocument,
)
from ladder_assess.core.plan.progress import LATEST
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit
from ladder_assess.storage.plan import documents

EVENTS = {
    PDF: "plan_pdf_made",
    SHORT_PDF: "plan_pdf_made",
    FULL_PDF: "plan_pdf_made",
    DOCX: "plan_docx_made",
    SHORT_DOCX: "plan_docx_made",
    FIGURES: "plan_figures_made",
    TABLES: "plan_figures_made",
    REGISTER: "register_made",
    REGISTER_TEXT: "register_made",
}


def ask_for_document(
    product: Product,
    portfolio: Portfolio,
    kind: str,
    by: Actor,
    today: date,
    since: str = LATEST,
    chosen: Collection[int] | None = None,
) -> int:
    """Note that a file is wanted; returns its number. The same that is still being
    made serves again. `chosen` are the numbers of the activities that it is about; None for all.
    """
    with product.database.writing() as connection:
        known = documents.being_made(connection, portfolio, since, kind, chosen)
        about = (portfolio, today, since, kind, chosen)
        number = documents.ask_for_document(connection, *about, by.account)
        audit.record(connection, by, known is None, EVENTS[kind], document=number)
    return number


def try_again(
    product: Product, portfolio: Portfolio, kind: str, by: Actor, today: date, number: int
) -> bool:
    """Let a file that failed wait to be made as it was asked for; returns whether it does."""
    with product.database.writing() as connection:
        waits = documents.try_again(connection, portfolio, number, today, kind)
        audit.record(connection, by, waits, EVENTS[kind], document=number)
    return waits


def latest_document(product: Product, portfolio: Portfolio, kind: str) -> DocumentState | None:
    """How far the file of a kind has come that was asked for last; None when none was."""
    return documents.latest_document(product.database, portfolio, kind)


def finished_document(
    product: Product, portfolio: Portfolio, kind: str, number: int
) -> FinishedDocument | None:
    """A finished file; None when it is not finished, of another kind or not this portfolio's."""
    return documents.finished_document(product.database, portfolio, number, kind)
