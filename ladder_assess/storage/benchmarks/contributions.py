"""What organisations contribute to draws. Sample data and exercises never do,
nor do private links: they belong to no organisation.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import orjson

from ladder_assess.core.activities.history import STATE
from ladder_assess.core.activities.portfolio import Portfolio
from ladder_assess.core.common.clock import day_start
from ladder_assess.storage.common.database import Database, queries


class Days(NamedTuple):
    """The days on which an answer must have been given to count, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class LastResponse:
    """What an organisation answered last to an instrument about one subject, as it is kept."""

    instrument: str
    form: str
    values: Mapping[str, Any]


def activities(
    database: Database, days: Days, answers: Iterable[str]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The values of every activity whose state is of these days, with the organisation that it
    belongs to; those of one organisation follow each other. Usual answers that nobody has confirmed
    are nobody's: left out.

    A state is as old as the last change of one of the `answers` that place it, or the last time it
    was handed in or agreed; where none was noted, as the activity or its list. Another name, or
    somebody else who works on it, makes no answer any younger.
    """
    rows = queries.contributed_activities(
        database.reading,
        **_named(days),
        first_moment=day_start(days.first),
        end_moment=day_start(days.last + timedelta(days=1)),
        renewing=f" {' '.join((*answers, STATE))} ",
        any="%",
    )
    for row in rows:
        document = orjson.loads(row["document"])
        values = document["values"]
        for item in document.get("prefilled", ()):
            values.pop(item, None)
        yield row["organisation_id"], values


def responses(database: Database, days: Days) -> Iterator[tuple[int, LastResponse]]:
    """What every organisation last answered to the whole of each instrument, if it did in these
    days; those of one organisation follow each other. Short rounds ask too little to count.
    """
    for row in queries.contributed_responses(database.reading, **_named(days)):
        values = orjson.loads(row["document"])
        yield row["organisation_id"], LastResponse(row["instrument"], row["form"], values)


def with_respondents(database: Database) -> list[tuple[int, Portfolio]]:
    """The organisations that asked respondents, each with its portfolio."""
    rows = queries.lists_with_respondents(database.reading)
    return [(row["organisation_id"], Portfolio(row["id"], row["title"], False)) for row in rows]


def _named(days: Days) -> dict[str, str]:
    return {"first_day": days.first.isoformat(), "last_day": days.last.isoformat()}
