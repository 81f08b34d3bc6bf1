"""Organisations, who belongs to them, and the portfolio that each has."""

import json
from dataclasses import asdict
from datetime import date, timedelta

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.alphabet import in_alphabet
from ladder_assess.core.people.access import ONLY_ASSIGNED, Membership
from ladder_assess.core.people.account import Account
from ladder_assess.core.people.organisation import LastOwner, Organisation, Person, Profile
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.engine import Connection, Row

EPOCH = date(1970, 1, 1)
# That somebody made one is kept for so long, to bound how many they make in a month.
MADE_COUNTS = timedelta(days=32)


def make_organisation(
    connection: Writing, name: str, profile: Profile, owner: Account, request: str, made_on: date
) -> int:
    """Make an organisation with its owner and an empty portfolio; returns its id.

    The same `request` again makes nothing and gives nobody a place: whoever made it may have lost
    theirs since.
    """
    made = queries.insert_organisation(
        connection,
        request=f"{owner.id}:{request}",
        name=name,
        document=_dump(profile),
        made_on=made_on.isoformat(),
    )
    row = queries.organisation_by_request(connection, request=f"{owner.id}:{request}")
    organisation = int(row["id"])
    if not made:
        return organisation
    until = (made_on - EPOCH + MADE_COUNTS).total_seconds()
    queries.note_made(connection, account=owner.id, made_on=made_on.isoformat(), until=int(until))
    queries.insert_portfolio_of_organisation(
        connection,
        organisation=organisation,
        # No link opens it: a digest is hexadecimal, and this is not.
        token_digest=f"organisation {organisation}",
        title=name,
        made_on=made_on.isoformat(),
    )
    queries.set_membership(
        connection, organisation=organisation, account=owner.id, role="owner", rights=""
    )
    return organisation


def find_organisation(database: Database, organisation: int) -> Organisation | None:
    """The organisation with this id."""
    row = queries.find_organisation(database.reading, organisation=organisation)
    return None if row is None else organisation_of(row)


def whose(database: Database, portfolio: Portfolio) -> Organisation | None:
    """The organisation that a portfolio belongs to; None for a private link's."""
    row = queries.organisation_of_portfolio(database.reading, portfolio=portfolio.id)
    return None if row is None else organisation_of(row)


def update_organisation(
    connection: Writing, organisation: int, name: str, profile: Profile, *, anew: bool = False
) -> bool:
    """Replace what is said about an organisation; its list goes by the new name too, unless it was
    given a title of its own. `anew`: what was confirmed about it no longer holds; what was refused
    does, until somebody has looked again. Says whether anything is otherwise now.
    """
    if anew:
        queries.forget_confirmed(connection, organisation=organisation)
        queries.ask_again(connection, organisation=organisation)
    queries.title_as_organisation(connection, organisation=organisation, name=name)
    changed = queries.update_organisation(
        connection, organisation=organisation, name=name, document=_dump(profile)
    )
    return bool(changed)


def portfolio_of(database: Database, membership: Membership) -> Portfolio:
    """The portfolio of the organisation that a person belongs to, as far as they may see it."""
    row = queries.portfolio_of_organisation(database.reading, organisation=membership.organisation)
    only = membership.account if membership.role in ONLY_ASSIGNED else None
    return Portfolio(row["id"], row["title"], bool(row["sample"]), only)


def find_membership(database: Database, organisation: int, account: int) -> Membership | None:
    """A person's place in an organisation; None when they have none."""
    row = queries.find_membership(database.reading, organisation=organisation, account=account)
    return None if row is None else _membership(row)


def people_of(database: Database, organisation: int) -> list[Person]:
    """Everyone of an organisation, by name."""
    rows = queries.people_of(database.reading, organisation=organisation)
    people = (Person(row["id"], row["name"], row["email"], _membership(row)) for row in rows)
    return sorted(people, key=lambda person: in_alphabet(person.name))


def names_in(database: Database, organisation: int) -> list[dict[str, object]]:
    """Everyone whose name its pages show: its people, with address and role, and those who wrote
    something in it and have left, by name alone.
    """
    rows = queries.names_in_organisation(database.reading, organisation=organisation)
    return [{**row, "email": row["email"] if row["role"] else ""} for row in map(dict, rows)]


def organisations_of(database: Database, account: int) -> list[tuple[Organisation, Membership]]:
    """The organisations that a person belongs to, with their place in each, by name."""
    rows = queries.organisations_of(database.reading, account=account)
    places = ((organisation_of(row), _membership(row)) for row in rows)
    return sorted(places, key=lambda place: in_alphabet(place[0].name))


def set_membership(connection: Writing, membership: Membership) -> None:
    """Give a person a place in an organisation. Raises LastOwner when it would have no owner."""
    queries.set_membership(
        connection,
        organisation=membership.organisation,
        account=membership.account,
        role=membership.role,
        rights=" ".join(sorted(membership.rights)),
    )
    _keep_an_owner(connection, membership.organisation)


def change_membership(connection: Writing, membership: Membership, after: Membership) -> bool:
    """Give a person another place, if they still have the `membership` that is handed in: nobody
    comes back who was removed meanwhile. Says whether they do. Raises LastOwner as above.
    """
    changed = queries.change_membership(
        connection,
        organisation=membership.organisation,
        account=membership.account,
        role=after.role,
        rights=" ".join(sorted(after.rights)),
        role_before=membership.role,
        rights_before=" ".join(sorted(membership.rights)),
    )
    if changed:
        _keep_an_owner(connection, membership.organisation)
    return bool(changed)


def end_membership(connection: Writing, organisation: int, account: int) -> bool:
    """Take a person out of an organisation; what was assigned to them is assigned to nobody. Says
    whether they were there.

    Raises LastOwner when it would have no owner.
    """
    ended = queries.end_membership(connection, organisation=organisation, account=account)
    if not ended:
        return False
    unassign(connection, organisation, account)
    _keep_an_owner(connection, organisation)
    return True


def unassign(connection: Writing, organisation: int, account: int) -> None:
    """What was assigned to a person is assigned to nobody."""
    queries.unassign(connection, organisation=organisation, account=account)


def _keep_an_owner(connection: Connection, organisation: int) -> None:
    if not queries.count_owners(connection, organisation=organisation)["number"]:
        raise LastOwner(organisation)


def _dump(profile: Profile) -> str:
    return json.dumps(asdict(profile), ensure_ascii=False)


def organisation_of(row: Row) -> Organisation:
    """The organisation that a row describes."""
    return Organisation(row["id"], row["name"], profile_of(row["document"]))


def profile_of(document: str) -> Profile:
    """What is said about an organisation, from how it is kept."""
    data = json.loads(document)
    return Profile(**{**data, "services": tuple(data["services"])})


def _membership(row: Row) -> Membership:
    return Membership(
        row["organisation_id"], row["account_id"], row["role"], frozenset(row["rights"].split())
    )
