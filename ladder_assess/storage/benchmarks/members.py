"""Which organisations there are to compare, with what decides whether they count: no answers."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from ladder_assess.core.benchmarks.counting import Member
from ladder_assess.core.people.organisation import Profile
from ladder_assess.storage.common.database import Database, queries
from ladder_assess.storage.people.organisations import profile_of


def list_members(database: Database) -> Iterator[tuple[Member, Profile]]:
    """Every organisation with its owners, whether it is confirmed, and what is said about it."""
    rows = queries.members(database.reading)
    for number, same in groupby(rows, key=itemgetter("id")):
        each = list(same)
        profile = profile_of(each[0]["document"])
        owners = frozenset(r["account_id"] for r in each if r["account_id"] is not None)
        made_on = date.fromisoformat(each[0]["made_on"])
        confirmed = bool(each[0]["confirmed"])
        yield Member(number, made_on, confirmed, owners, profile.authority), profile
