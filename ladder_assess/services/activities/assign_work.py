"""Gives an activity to someone of the organisation to describe."""

from dataclasses import replace

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import Author
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.activities.workflow import ensure_open, may_be_assigned
from ladder_assess.core.people.event import Actor
from ladder_assess.core.people.organisation import Person
from ladder_assess.services.common.product import Product
from ladder_assess.services.people.tell_people import Notice, tell
from ladder_assess.storage.activities import activities
from ladder_assess.storage.people import audit, organisations


def who_can_have_it(product: Product, organisation: int) -> list[Person]:
    """Everyone of an organisation who can be given work, by name."""
    people = organisations.people_of(product.database, organisation)
    return [person for person in people if may_be_assigned(person.membership.role)]


def assign(
    product: Product,
    organisation: int,
    portfolio: Portfolio,
    number: int,
    account: int | None,
    author: Author,
    notice: Notice | None = None,
) -> ActivityRecord | None:
    """Give an activity to someone, or to nobody; None when there is no such activity.

    Whoever newly has it is sent the notice, if they want such messages.
    Raises ValueError for someone who cannot be given work, and Agreed for an agreed activity.
    """
    able = {person.account for person in who_can_have_it(product, organisation)}
    if account is not None and account not in able:
        raise ValueError(f"{account} cannot be given work")

    new: list[int] = []
    before: list[int | None] = []

    def change(record: ActivityRecord) -> ActivityRecord:
        ensure_open(record.state)
        before.append(record.assigned_to)
        if account is not None and record.assigned_to != account:
            new.append(account)
        return replace(record, assigned_to=account)

    by = Actor(author.account, organisation, author.when)
    with product.database.writing() as connection:
        record = activities.change_activity(connection, portfolio, number, change, author)
        if record is not None:
            about = {"activity": number, "assigned_to": account}
            audit.record(connection, by, before != [account], "activity_assigned", **about)
            if notice is not None:
                tell(product, connection, by, new, notice)
    return record
