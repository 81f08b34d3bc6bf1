"""What peer groups and indicators are called, for people to read."""

from collections.abc import Callable

from ladder_assess.core.benchmarks.groups import (
    EVERYONE,
    KIND,
    SECTOR,
    SECTORS,
    SIZE,
    level_of,
)
from ladder_assess.core.benchmarks.organisation import KINDS, NATIONS, REGIONS, SIZE_BANDS

Say = Callable[[str], str]


def group_name(group: str, say: Say = str) -> str:
    """The name of a peer group, such as `Charity, London`; `say` translates each part of it.

    What the lists no longer know goes by its id: an old release may hold it.
    """
    level, _, rest = group.partition(".")
    if level == EVERYONE:
        return say("All organisations")
    if level == SECTOR:
        return say(SECTORS[rest].name) if rest in SECTORS else rest
    kind, _, at = rest.partition(".")
    named = say(KINDS[kind].name) if kind in KINDS else kind
    return named if level == KIND else f"{named}, {_part(level_of(group), at, say)}"


def _part(level: str, at: str, say: Say) -> str:
    if level == SIZE:
        return say(SIZE_BANDS[at].name) if at in SIZE_BANDS else at
    places = {**REGIONS, **NATIONS}
    return say(places[at]) if at in places else at
