"""Whatever was chosen for the columns of a file, the next one with the same needs no asking.

Headings of our tests differed in their words: of two that differ in a sign, or have none, nothing
was remembered, although the page said so.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.register.columns import LEFT_OUT, Headings, register_columns
from ladder_assess.core.register.headings.remembered import choices_to_remember, memory_keys
from ladder_assess.core.register.reading import read_headings
from tests.support.command import rules

COLUMNS = register_columns(rules().definitions.questionnaire)
TEXTS = st.sampled_from(["", " ", "Cost", "cost", "Cost %", "Cost (£)", "#", "Név", "Who", "id"])
FILES = st.lists(TEXTS, min_size=1, max_size=9)


@given(FILES, st.data())
def test_every_choice_is_remembered_whatever_the_headings_are(
    headings: list[str], data: st.DataObject
) -> None:
    names = data.draw(st.permutations(sorted(COLUMNS)[:20]))[: len(headings)]
    keep = data.draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    chosen = tuple(n if kept else LEFT_OUT for n, kept in zip(names, keep, strict=True))
    known = Headings(COLUMNS, choices_to_remember(headings, chosen))
    again = [heading.swapcase() + " " for heading in headings]
    assert read_headings(again, known, filled=[True] * len(headings)).columns == chosen


@given(FILES)
def test_no_two_columns_are_remembered_alike(headings: list[str]) -> None:
    assert len(set(memory_keys(headings))) == len(headings)


@pytest.mark.parametrize("headings", [["Cost"], ["Cost (£)"], ["COST £", "Who"], ["id", "Cost."]])
def test_a_heading_alone_is_remembered_however_it_is_written(headings: list[str]) -> None:
    assert "cost" in memory_keys(headings)


def test_another_column_without_a_heading_is_asked_about_again() -> None:
    known = Headings(COLUMNS, choices_to_remember(["id", "", "name"], ["id", "seats", "name"]))
    for headings in (["id", "", "", "name"], ["id", "", "other"], ["", "id", "name"]):
        at = headings.index("")
        assert known.said(headings)[at] is None
