"""The first version of the rules places as it always did, beside the newest."""

import pytest
from hypothesis import assume, given, settings

from ladder_assess.core.checks.proof import ladder_of
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive, naive_climbing
from tests.core.classes import as_set, placed
from tests.core.drawn import EVERYTHING, with_gaps
from tests.core.naive import Answer

Answers = dict[str, Answer]
SURE = settings(max_examples=3 * settings().max_examples, deadline=None, derandomize=True)


@pytest.mark.thorough
def test_every_class_of_answers_stands_where_the_first_rules_put_it(
    first_version: Questionnaire,
) -> None:
    by_hand = placed(first_version)
    ladder = ladder_of(first_version, by_hand.space)
    for rung, cases in ladder.on.items():
        assert cases == by_hand.on(by_hand.rungs, rung), f"rung {rung}"
    for trap, cases in zip(first_version.traps, ladder.trapped, strict=True):
        assert cases == as_set(by_hand.traps[trap.id]), trap.id


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_all_it_says_of_an_activity_is_by_the_first_rules(
    assessors: dict[int, Assessor], answers: Answers
) -> None:
    assume(answers.get("benefit") != "neither" and answers.get("initiator") != "company")
    evidence = {item: answers[item] for item in naive.EVIDENCE if item in answers}
    found = assessors[1].assess(Activity("a", answers))
    assert found.placement.interval == Interval(*naive_climbing.ends(evidence, 1))
    assert found.cautions == naive.cautions(answers, 1)
    assert found.type.rhetoric == naive.findings(answers, 1)
    climb = naive_climbing.climb(evidence, 1)
    assert (found.climb is None) == (climb is None)
    if found.climb and climb:
        assert (found.climb.target, found.climb.reaches) == climb[:2]
        assert {c.item: c.after for c in found.climb.changes} == climb[2]


def test_the_versions_differ_where_a_community_decides_without_full_facts(
    assessors: dict[int, Assessor],
) -> None:
    strongest = {item: options[-1] for item, options in naive.ORDERED.items()}
    answers = {**strongest, "purpose": "enable", "information": "selective"}
    assert assessors[1].placer.interval(answers) == Interval(5, 5)
    assert assessors[2].placer.interval(answers) == Interval(8, 8)
    assert assessors[2].placer.cautions_for(answers) == ("power_without_information",)
