"""What the site administrator sees of organisations: how many people each has, and no answers."""

from ladder_assess.core.common.alphabet import in_alphabet
from ladder_assess.core.people.organisation import Overview
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.people.organisations import organisation_of


def overview(database: Database) -> list[Overview]:
    """Every organisation, by name."""
    rows = queries.overview_of_organisations(database.reading)
    found = (Overview(organisation_of(r), r["made_on"], r["people"], r["owners"]) for r in rows)
    return sorted(found, key=lambda each: in_alphabet(each.organisation.name))
