"""Puts a published case before the people of an organisation, for them to give their views on."""

from dataclasses import replace

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.event import Actor
from ladder_assess.services.activities.load_sample import case_records
from ladder_assess.services.common.product import Product
from ladder_assess.storage.activities import activities
from ladder_assess.storage.people import audit


def start_exercise(
    product: Product, portfolio: Portfolio, case_id: str, request: str, by: Actor
) -> int | None:
    """Copy a published case into an organisation's list as an exercise; returns its number.

    It is sample data and enters none of the organisation's own figures. Someone who sees only what
    is assigned to them is assigned it. The same `request` again adds nothing; None when there is no
    such case.
    """
    found = next((record for record, id_ in case_records(product) if id_ == case_id), None)
    if found is None:
        return None
    record = replace(found, exercise=True, assigned_to=portfolio.assigned_to)
    with product.database.writing() as connection:
        request = f"exercise:{request}"
        new = not activities.is_known(connection, portfolio, request)
        number = activities.add_activity(connection, portfolio, record, request)
        audit.record(connection, by, new, "exercise_started", activity=number, case=case_id)
    return number
