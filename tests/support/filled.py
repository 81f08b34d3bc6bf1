"""Organisations and private links with something in most tables."""

from io import BytesIO

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Event
from ladder_assess.core.plan import made_document
from ladder_assess.core.plan.plan import Action
from ladder_assess.services.activities.keep_evidence import Allowed, Sent, keep_evidence
from ladder_assess.services.common.product import Product
from ladder_assess.storage.people import audit, consent, tickets
from ladder_assess.storage.people.tickets import Ticket
from ladder_assess.storage.plan import documents, plans
from ladder_assess.storage.plan.documents import wanted_document
from tests.support.kept.written import written
from tests.support.links import PANEL, SHOW
from tests.support.offices import Office
from tests.support.site import TODAY
from tests.support.waves import furnish

NOW = 1_777_852_800
PDF = b"%PDF-1.7 a finding nobody else may read"
ALLOWED = Allowed(1024 * 1024, 5, 1024 * 1024)


def finished(product: Product, portfolio: Portfolio, kind: str, content: bytes) -> int:
    """A file that was made in the background; returns its number."""
    document = written(product.database, documents.ask_for_document, portfolio, TODAY, kind=kind)
    wanted = wanted_document(product.database, document)
    assert wanted is not None
    written(product.database, documents.finish_document, wanted, content)
    return document


def fill(product: Product, portfolio: Portfolio) -> None:
    """A plan, a PDF and a file for activity 1."""
    written(product.database, plans.add_action, portfolio, Action(0, 1, "=1+1", ""), "first")
    finished(product, portfolio, made_document.PDF, PDF)
    keep_evidence(product, portfolio, 1, Sent("minutes.pdf", BytesIO(PDF), TODAY), ALLOWED)


def fill_office(office: Office) -> Office:
    """An organisation with something in most tables."""
    database = office.product.database
    office.describe(PANEL, SHOW)
    fill(office.product, office.portfolio)
    furnish(office.product, office.portfolio)
    written(database, consent.give, "notices", 1, TODAY, organisation=office.id)
    ticket = Ticket("invitation", "new@example.org", NOW + 60, office.id, "viewer")
    written(database, tickets.issue, ticket, f"token of {office.id}")
    written(
        database,
        audit.put,
        office.id,
        Event(NOW, "role_changed", {"role": "+owner"}, office.owner.id),
    )
    columns = "activity_id, revision, item, account_id, page, happened, before, after"
    with database.writing() as connection:
        connection.execute(
            f"INSERT INTO change ({columns}) SELECT id, 1, 'seats', ?, 'about', 1, '1', '2' "
            "FROM activity WHERE portfolio_id = ?",
            (office.owner.id, office.portfolio.id),
        )
        connection.execute(
            "INSERT INTO action_change (action_id, field, account_id, happened, before, after) "
            "SELECT id, 'title', ?, 1, '\"Before\"', '\"After\"' "
            "FROM plan_action WHERE portfolio_id = ?",
            (office.owner.id, office.portfolio.id),
        )
        connection.execute(
            "INSERT INTO comment (activity_id, request, item, account_id, happened, text) "
            "SELECT id, 'first', '', ?, 1, 'A remark of the office' "
            "FROM activity WHERE portfolio_id = ?",
            (office.owner.id, office.portfolio.id),
        )
        connection.execute(
            "INSERT INTO point_of_view SELECT 'view ' || id, id, 'service_user', '2026-05-04', "
            "'anonymous-answers-v1', NULL FROM activity WHERE portfolio_id = ?",
            (office.portfolio.id,),
        )
        connection.execute(
            "INSERT INTO point_of_view_page SELECT id, 'about', 'v1', 'v1', 0, '{}' "
            "FROM point_of_view WHERE activity_id IN "
            "(SELECT id FROM activity WHERE portfolio_id = ?)",
            (office.portfolio.id,),
        )
    return office
