"""Every peer group has a name in words; what the lists no longer know goes by its id."""

from itertools import product

from ladder_assess.core.benchmarks.groups import PeerCell, groups_of
from ladder_assess.core.benchmarks.organisation import KINDS, NATIONS, REGIONS, SIZE_BANDS
from ladder_assess.core.benchmarks.peer_names import group_name

PLACES = {**REGIONS, **NATIONS}


def test_every_group_has_a_name_of_its_own() -> None:
    groups = {
        group
        for kind, area, size in product(KINDS, ("", *PLACES), ("", *SIZE_BANDS))
        for group in groups_of(PeerCell(kind, area, size))
    }
    names = {group: group_name(group) for group in groups}
    assert len(set(names.values())) >= len(groups) - len(NATIONS)
    for group, name in names.items():
        parts = group.split(".")[1:]
        assert name
        assert not {part for part in parts if "_" in part and part in name}, "no id is shown"


def test_each_part_is_translated() -> None:
    kind, area = next(iter(KINDS)), next(iter(PLACES))
    said = group_name(f"area.{kind}.{area}", lambda text: f"<{text}>")
    assert said == f"<{KINDS[kind].name}>, <{PLACES[area]}>"


def test_what_is_not_known_any_more_goes_by_its_id() -> None:
    assert group_name("sector.old") == "old"
    assert group_name("kind.old") == "old"
    assert group_name("area.old.away") == "old, away"
    assert group_name("size.old.huge") == "old, huge"
