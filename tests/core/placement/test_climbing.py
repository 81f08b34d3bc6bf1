"""What would move an activity up: sound and minimal for every class of answers.

The rule stands in method/ladder.md.
"""

import pytest
from hypothesis import given, settings

from ladder_assess.core.checks.space import Axis
from ladder_assess.core.placement.climbing import climb, narrowing, rests_on
from ladder_assess.core.placement.placement import Placer
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive, naive_climbing
from tests.core.classes import every, placed
from tests.core.drawn import ALL_EVIDENCE, EVERYTHING, known, with_gaps
from tests.core.naive import Answer

Answers = dict[str, Answer]
SURE = settings(max_examples=4 * settings().max_examples, deadline=None, derandomize=True)


def steps_along(axis: Axis) -> dict[Answer, int]:
    """How far from the first class each option lies; options between two examples are alike."""
    steps: dict[Answer, int] = {}
    at = 0
    for option in axis.item.option_ids:
        at = axis.examples.index(option) if option in axis.examples else at
        steps[option] = at * axis.stride
    return steps


@pytest.mark.thorough
def test_changes_reach_the_target_and_none_can_be_left_out(
    placer: Placer, questionnaire: Questionnaire
) -> None:
    """For every class of complete answers: unknown ones start as one of these."""
    by_hand = placed(questionnaire)
    steps = {axis.item.id: steps_along(axis) for axis in by_hand.space.axes}
    rungs = by_hand.rungs
    for place, answers in enumerate(every(by_hand.space)):
        found = climb(placer, answers)
        if found is None:
            assert rungs[place] == 8
            continue
        moves = [
            steps[item][after] - steps[item][answers[item]] for item, _, after in found.changes
        ]
        reached = rungs[place + sum(moves)]
        assert reached == found.reaches >= found.target == max(rungs[place] + 1, 3), answers
        for move in moves:
            assert rungs[place + sum(moves) - move] < found.target, (answers, found)


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_changes_are_those_of_the_domain(placer: Placer, answers: Answers) -> None:
    evidence = {item: answers[item] for item in naive.EVIDENCE if item in answers}
    expected = naive_climbing.climb(evidence)
    found = climb(placer, answers)
    if expected is None:
        assert found is None
        return
    assert found is not None
    target, reaches, changes = expected
    assert (found.target, found.reaches) == (target, reaches)
    assert [(c.item, c.after) for c in found.changes] == list(changes.items())
    assert all(change.before == answers.get(change.item) for change in found.changes)


@SURE
@given(answers=known(*ALL_EVIDENCE))
def test_with_everything_known_there_is_nothing_to_find_out(
    placer: Placer, answers: Answers
) -> None:
    assert narrowing(placer, answers) == ()


@settings(SURE, max_examples=2 * settings().max_examples)
@given(answers=with_gaps(*ALL_EVIDENCE))
def test_what_to_find_out_first(placer: Placer, answers: Answers) -> None:
    assert narrowing(placer, answers) == naive_climbing.narrowing(answers)


@settings(SURE, max_examples=2 * settings().max_examples)
@given(answers=with_gaps(*ALL_EVIDENCE))
def test_what_the_placement_rests_on(placer: Placer, answers: Answers) -> None:
    assert rests_on(placer, answers) == naive_climbing.rests_on(answers)
