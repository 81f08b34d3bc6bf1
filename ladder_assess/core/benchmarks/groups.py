"""Peer groups: the fixed nested list that organisations are compared within (method/benchmarks.md).

Everyone, then a sector, then a kind, then a kind within an area and a kind within a size band. A
group is known by its id, such as `area.charity.london`. An area is a region of England or, outside
it, a nation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ladder_assess.core.benchmarks.organisation import LOCAL_AUTHORITY, OTHER

EVERYONE = "everyone"
SECTOR, KIND, AREA, SIZE = "sector", "kind", "area", "size"
LOCAL_GOVERNMENT = "local_government"


@dataclass(frozen=True)
class Sector:
    """Kinds of organisation that have much in common; `kinds` beside those of the register."""

    id: str
    name: str
    kinds: frozenset[str]


SECTORS: Mapping[str, Sector] = {
    sector.id: sector
    for sector in (
        Sector(LOCAL_GOVERNMENT, "Local government", frozenset({"parish_or_town_council"})),
        Sector("public_services", "Police, fire and health", frozenset({"police", "fire", "nhs"})),
        Sector(
            "civil_society",
            "Charities, community groups, housing associations and unions",
            frozenset(
                {
                    "charity",
                    "community_organisation",
                    "housing_association",
                    "social_enterprise",
                    "union",
                }
            ),
        ),
        Sector(OTHER, "Other organisations", frozenset({OTHER})),
    )
}


class PeerCell(NamedTuple):
    """What tells an organisation's groups: its kind and, where they are known, area and size."""

    kind: str
    area: str = ""
    size: str = ""


@lru_cache(None)
def sector_of(kind: str) -> str:
    """The id of the sector that a kind belongs to."""
    if kind.startswith(LOCAL_AUTHORITY):
        return LOCAL_GOVERNMENT
    return next((s.id for s in SECTORS.values() if kind in s.kinds), OTHER)


@lru_cache(100_000)
def groups_of(cell: PeerCell) -> tuple[str, ...]:
    """The groups of an organisation, from the widest to the narrowest."""
    within = [
        f"{name}.{cell.kind}.{at}" for name, at in zip((AREA, SIZE), cell[1:], strict=True) if at
    ]
    return (EVERYONE, f"{SECTOR}.{sector_of(cell.kind)}", f"{KIND}.{cell.kind}", *within)


def level_of(group: str) -> str:
    """EVERYONE, SECTOR, KIND, AREA or SIZE."""
    return group.partition(".")[0]


def is_narrow(group: str) -> bool:
    """Is it an area or a size band, which takes more organisations and more chance?"""
    return level_of(group) in (AREA, SIZE)


@lru_cache(10_000)
def wider_than(group: str) -> tuple[str, ...]:
    """The sector and everyone, as far as this group lies in them."""
    level, _, rest = group.partition(".")
    if level == EVERYONE:
        return ()
    if level == SECTOR:
        return (EVERYONE,)
    return (EVERYONE, f"{SECTOR}.{sector_of(rest.partition('.')[0])}")
