"""Views that were given under two versions of the questions: each is placed by its own."""

import pytest

from ladder_assess.core.points_of_view.by_rules import compare_by_rules
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS, GivenPage
from ladder_assess.core.points_of_view.views import POLICYMAKER, PROVIDER, Comparer
from tests.support.command import rules

EVERY = rules().every
NEWEST, FIRST = EVERY[0], EVERY[-1]
ASKED = {"dialogue": "one_off", "information": "adequate", "decision_stage": "open"}


def comparers(*order: str) -> list[Comparer]:
    voice = rules().definitions.voice
    found = {each.stamp: each for each in EVERY}
    return [
        Comparer(found[stamp].questionnaire, voice, found[stamp].assessor.placer) for stamp in order
    ]


def given(group: str, stamp: str, how_many: int = FEWEST_ANSWERS) -> list[GivenPage]:
    return [
        GivenPage(f"{group}-{stamp}-{one}", group, "facts", 0, ASKED, series=stamp)
        for one in range(how_many)
    ]


@pytest.mark.parametrize("here", [NEWEST.stamp, FIRST.stamp])
def test_each_group_is_placed_by_the_rules_that_it_answered(here: str) -> None:
    there = FIRST.stamp if here == NEWEST.stamp else NEWEST.stamp
    pages = [*given(PROVIDER, here), *given(POLICYMAKER, there)]
    found = compare_by_rules(comparers(here, there), pages)
    assert {group: view.definition for group, view in found.groups.items()} == {
        PROVIDER: here, POLICYMAKER: there,
    }  # fmt: skip
    assert found.groups[PROVIDER].otherwise is None
    assert found.groups[POLICYMAKER].otherwise is not None, "where the rules here place the same"
    assert not found.others


def test_a_group_of_two_versions_is_shown_by_both_that_of_the_activity_first() -> None:
    pages = [*given(PROVIDER, FIRST.stamp), *given(PROVIDER, NEWEST.stamp)]
    found = compare_by_rules(comparers(NEWEST.stamp, FIRST.stamp), pages)
    assert found.groups[PROVIDER].definition == NEWEST.stamp
    assert [view.definition for view in found.others] == [FIRST.stamp]


def test_four_of_each_version_are_no_five() -> None:
    few = FEWEST_ANSWERS - 1
    pages = [*given(PROVIDER, FIRST.stamp, few), *given(PROVIDER, NEWEST.stamp, few)]
    assert not compare_by_rules(comparers(NEWEST.stamp, FIRST.stamp), pages).groups
