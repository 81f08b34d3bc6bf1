"""What organisations contribute to a release. Sample data and exercises never do, nor do private
links: they belong to no organisation.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.people.organisation import Profile
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.people.organisations import all_organisations


@dataclass(frozen=True)
class Given:
    """What an organisation answered last to an instrument about one subject, as it is kept."""

    instrument: str
    form: str
    short: bool
    values: Mapping[str, Any]


def profiles(database: Database) -> Iterator[tuple[int, Profile]]:
    """Every organisation with what is said about it."""
    for organisation in all_organisations(database):
        yield organisation.id, organisation.profile


def activities(database: Database) -> Iterator[tuple[int, dict[str, Any]]]:
    """The values of every activity, with the organisation that it belongs to; those of one
    organisation follow each other. Usual answers that nobody has confirmed are nobody's: left out.
    """
    for row in queries.contributed_activities(database.reading):
        document = orjson.loads(row["document"])
        values = document["values"]
        for item in document.get("prefilled", ()):
            values.pop(item, None)
        yield row["organisation_id"], values


def responses(database: Database) -> Iterator[tuple[int, Given]]:
    """What every organisation last answered to each instrument; those of one organisation follow
    each other.
    """
    for row in queries.contributed_responses(database.reading):
        values = orjson.loads(row["document"])
        given = Given(row["instrument"], row["form"], bool(row["short"]), values)
        yield row["organisation_id"], given


def with_respondents(database: Database) -> list[tuple[int, Portfolio]]:
    """The organisations that asked respondents, each with its portfolio."""
    rows = queries.lists_with_respondents(database.reading)
    return [(row["organisation_id"], Portfolio(row["id"], row["title"], False)) for row in rows]
