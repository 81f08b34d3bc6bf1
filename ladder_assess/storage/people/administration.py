"""What the site administrator sees of organisations: how many people each has, and no answers."""

from typing import NamedTuple

from ladder_assess.core.people.organisation import Organisation
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.people.organisations import organisation_of


class Overview(NamedTuple):
    """An organisation as the site administrator sees it. `made_on` is an ISO date."""

    organisation: Organisation
    made_on: str
    people: int
    owners: int


def overview(database: Database) -> list[Overview]:
    """Every organisation, by name."""
    rows = queries.overview_of_organisations(database.reading)
    return [Overview(organisation_of(r), r["made_on"], r["people"], r["owners"]) for r in rows]
