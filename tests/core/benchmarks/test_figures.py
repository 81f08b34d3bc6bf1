"""What is drawn of an indicator in every group: enough organisations, and none drawn twice over."""

import random
from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.benchmarks.figures import Contribution, Outcome, next_figures
from ladder_assess.core.benchmarks.groups import (
    EVERYONE,
    SECTORS,
    PeerCell,
    groups_of,
    is_narrow,
    level_of,
    wider_than,
)
from ladder_assess.core.benchmarks.organisation import KINDS
from ladder_assess.core.benchmarks.policy import Policy

TODAY, POLICY, BANDS = date(2026, 5, 1), Policy(), 20
cells = st.builds(
    PeerCell,
    st.sampled_from(["charity", "union", "police", "other"]),
    st.sampled_from(["london", "wales", ""]),
    st.sampled_from(["income_0", ""]),
)
crowds = st.lists(st.tuples(cells, st.integers(1, 25), st.integers(0, BANDS - 1)), max_size=6).map(
    lambda many: [Contribution(band, cell) for cell, number, band in many for _ in range(number)]
)


def outcomes(crowd: list[Contribution], last: dict[str, date] | None = None) -> list[Outcome]:
    source = random.Random(3).randrange
    return list(next_figures(dict(enumerate(crowd)), last or {}, BANDS, TODAY, POLICY, source))


def sizes_of(crowd: list[Contribution]) -> Counter[str]:
    return Counter(group for each in crowd for group in groups_of(each.cell))


@given(crowds)
def test_a_figure_takes_ten_organisations_and_a_narrow_one_twenty(
    crowd: list[Contribution],
) -> None:
    sizes = sizes_of(crowd)
    for outcome in outcomes(crowd):
        size = sizes[outcome.group]
        assert size >= (20 if is_narrow(outcome.group) else 10)
        assert outcome.organisations == size - size % 5
    shown = {outcome.group for outcome in outcomes(crowd)}
    for group, size in sizes.items():
        if size >= 20 and level_of(group) in ("area", "size"):
            assert group in shown


@given(crowds)
def test_a_wide_group_has_ten_organisations_beside_every_group_in_it_that_is_drawn(
    crowd: list[Contribution],
) -> None:
    sizes, shown = sizes_of(crowd), {outcome.group for outcome in outcomes(crowd)}
    for group in shown:
        for wide in wider_than(group):
            if wide in shown and not is_narrow(group):
                assert sizes[wide] - sizes[group] >= 10


def test_ten_of_one_kind_are_drawn_once_and_not_as_a_sector_and_as_everyone_too() -> None:
    ten = [Contribution(n, PeerCell("charity")) for n in range(10)]
    assert [outcome.group for outcome in outcomes(ten)] == ["kind.charity"]
    many = ten + [Contribution(n, PeerCell("police")) for n in range(10)]
    assert [o.group for o in outcomes(many)] == [EVERYONE, "kind.charity", "kind.police"]
    # Ten of as many kinds: nothing narrower is drawn.
    mixed = [Contribution(n, PeerCell(kind)) for n, kind in enumerate(sorted(KINDS)[:10])]
    assert EVERYONE in [outcome.group for outcome in outcomes(mixed)]


@given(crowds)
def test_what_is_too_small_when_due_is_withdrawn_and_before_that_it_waits(
    crowd: list[Contribution],
) -> None:
    half_a_year, lately = date(2025, 11, 1), date(2025, 11, 2)
    due = {outcome.group: outcome for outcome in outcomes(crowd, {"kind.nhs": half_a_year})}
    assert due["kind.nhs"].quartiles is None
    assert due["kind.nhs"].organisations == 0
    shown = {outcome.group for outcome in outcomes(crowd)}
    assert not shown & {o.group for o in outcomes(crowd, dict.fromkeys(shown, lately))}
    assert shown == {o.group for o in outcomes(crowd, dict.fromkeys(shown, half_a_year))}


def test_every_group_lies_in_its_sector_and_in_everyone() -> None:
    for kind in KINDS:
        everyone, sector, *rest = groups_of(PeerCell(kind, "london", "income_0"))
        assert wider_than(sector) == (everyone,)
        assert sector.partition(".")[2] in SECTORS
        for group in rest:
            assert wider_than(group) == (everyone, sector)
