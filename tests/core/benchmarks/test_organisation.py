"""Kinds, sizes and the search for a local authority."""

from itertools import pairwise

import pytest

from ladder_assess.core.benchmarks.organisation import (
    INCOME,
    KINDS,
    POPULATION,
    SIZE_BANDS,
    Authority,
    fits,
    matching,
    size_band,
)


def authority(name: str, code: str = "XXX") -> Authority:
    return Authority(code, name, f"E{code}", "UA", "Unitary authority", "England", "London")


BRISTOL = authority("Bristol City Council", "BST")
LYNN = authority("Borough Council of King's Lynn and West Norfolk", "KIN")
TELFORD = authority("Telford & Wrekin Council", "TFW")
ALL = (BRISTOL, LYNN, TELFORD)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bristol", [BRISTOL]),
        ("  BRIS ", [BRISTOL]),
        ("city bri", [BRISTOL]),
        ("kings lynn", [LYNN]),
        ("king’s", [LYNN]),
        ("telford and", [TELFORD]),
        ("Telford & Wrekin", [TELFORD]),
        ("tfw", [TELFORD]),
        ("ebst", [BRISTOL]),
        ("council", [LYNN, BRISTOL, TELFORD]),
        ("ristol", []),
        ("", []),
        ("&", [LYNN, TELFORD]),
        ("%_*", []),
    ],
)
def test_words_are_found_by_how_they_begin(typed: str, found: list[Authority]) -> None:
    assert matching(ALL, typed) == found


def test_names_that_begin_so_come_first() -> None:
    west, north = authority("West York"), authority("York North")
    assert matching((west, north), "york") == [north, west]


@pytest.mark.parametrize("measure", [POPULATION, INCOME])
def test_every_amount_has_one_band(measure: str) -> None:
    bands = [band for band in SIZE_BANDS.values() if band.measure == measure]
    assert bands[0].least == 0
    for lower, upper in pairwise(bands):
        assert lower.least < upper.least
        assert size_band(measure, upper.least - 1) == lower.id
        assert size_band(measure, upper.least) == upper.id
    assert size_band(measure, 10**12) == bands[-1].id


def test_public_bodies_are_told_by_population_and_others_by_income() -> None:
    assert fits("police", "population_0")
    assert not fits("police", "income_0")
    assert fits("charity", "income_0")
    assert not fits("charity", "population_0")
    assert all(fits(kind, "") for kind in KINDS)
