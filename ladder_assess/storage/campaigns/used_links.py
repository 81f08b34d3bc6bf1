"""Which links that work once were used: nobody can join a link with the answers that came by it.

A mark beside a waiting answer would: where one answer waits, its link would be known. So until five
answers of a group are there it is remembered in memory alone, and lies in no file; then the marks
of all are written at once, in the order of the links' digests, and never fewer than five: after a
restart some of a batch are not known any more, and a mark that went in alone would be that of the
answer that came last. What is remembered goes when all who serve the site end: those links could
then be used once more.
"""

from collections.abc import Collection, Mapping
from typing import Any

from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.storage.common.database import Database, Writing, queries
from ladder_assess.storage.engines.memory import whose

USED = "used link"


def is_used(connection: Writing, database: Database, link: str) -> bool:
    """Did somebody answer by the link of this digest? Also where their answer still waits."""
    if database.memory.find(connection, USED, link):
        return True
    return queries.find_used_link(connection, token_digest=link) is not None


def remember(connection: Writing, database: Database, group: Mapping[str, Any], link: str) -> None:
    """Note that a link was used whose answer waits with those of a group."""
    database.memory.put(connection, USED, whose(group), link, True)


def write_down(
    connection: Writing, database: Database, group: Mapping[str, Any], own: Collection[str]
) -> frozenset[str]:
    """Mark the links by which answers of a group came that have gone in or go in now, `own` among
    them, where those are five or more; returns which were marked. Once that is certain, `forget`
    them.
    """
    found = frozenset(database.memory.of(connection, USED, whose(group))).union(own)
    if len(found) < FEWEST_ANSWERS:
        return frozenset()
    queries.mark_used_links(connection, [{"token_digest": each} for each in sorted(found)])
    return found


def forget(database: Database, group: Mapping[str, Any], links: Collection[str]) -> None:
    """Remember some links no more: that they were used stands in the database."""
    database.memory.forget(database.reading, USED, whose(group), links)
