"""Placement against the rules written a second time, and intervals against all completions."""

import pytest
from hypothesis import given, settings

from ladder_assess.core.checks.proof import ladder_of
from ladder_assess.core.placement.placement import Interval, Placer
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive
from tests.core.classes import as_set, every, placed
from tests.core.drawn import ALL_EVIDENCE, EVERYTHING, few_unknown, known, with_gaps
from tests.core.naive import Answer

Answers = dict[str, Answer]
SURE = settings(max_examples=4 * settings().max_examples, deadline=None, derandomize=True)


@SURE
@given(answers=known(*ALL_EVIDENCE))
def test_complete_answers_have_one_rung(placer: Placer, answers: Answers) -> None:
    placement = placer.place(answers)
    rung, chain = naive.rung(answers), naive.chain_rung(answers)
    assert placement.interval == Interval(rung, rung)
    assert placement.otherwise == Interval(chain, chain)
    assert placement.trap == next(iter(naive.traps(answers)), None)
    assert placement.possible_traps == ()


@pytest.mark.thorough
def test_every_class_of_answers_stands_where_the_naive_rules_put_it(
    questionnaire: Questionnaire,
) -> None:
    by_hand = placed(questionnaire)
    ladder = ladder_of(questionnaire, by_hand.space)
    for rung, cases in ladder.on.items():
        assert cases == by_hand.on(by_hand.rungs, rung), f"rung {rung}"
    for trap, cases in zip(questionnaire.traps, ladder.trapped, strict=True):
        assert cases == as_set(by_hand.traps[trap.id]), trap.id


def test_every_class_of_answers_is_placed_like_one_activity(
    placer: Placer, questionnaire: Questionnaire
) -> None:
    by_hand = placed(questionnaire)
    rest = {item: options[0] for item, options in naive.EVIDENCE.items()}
    for place, answers in enumerate(every(by_hand.space)):
        if place % 7 == 0:
            found = placer.place({**rest, **answers})
            assert found.low == found.high == by_hand.rungs[place], answers


@SURE
@given(answers=few_unknown())
def test_the_interval_is_that_of_all_completions(placer: Placer, answers: Answers) -> None:
    ways = list(naive.completions(answers, ALL_EVIDENCE))
    rungs, chain = [naive.rung(way) for way in ways], [naive.chain_rung(way) for way in ways]
    held = [naive.traps(way) for way in ways]
    certain = [trap for trap in naive.TRAP_RUNGS if all(trap in traps for traps in held)]
    possible = [trap for trap in naive.TRAP_RUNGS if any(trap in traps for traps in held)]
    placement = placer.place(answers)
    assert placement.interval == Interval(min(rungs), max(rungs))
    assert placement.otherwise == Interval(min(chain), max(chain))
    assert placement.trap == (certain[0] if certain else None)
    assert placement.possible_traps == tuple(trap for trap in possible if trap not in certain)


@settings(SURE, max_examples=3 * settings().max_examples)
@given(answers=with_gaps(*ALL_EVIDENCE))
def test_the_interval_is_that_of_all_classes_left(
    placer: Placer, questionnaire: Questionnaire, answers: Answers
) -> None:
    by_hand = placed(questionnaire)
    ladder = ladder_of(questionnaire, by_hand.space)
    left = by_hand.space.everything
    for axis in by_hand.space.axes:
        answer = answers.get(axis.item.id)
        if answer is not None:
            left &= by_hand.space.like(axis, answer)
    rungs = [rung for rung, cases in ladder.on.items() if cases & left]
    certain = [
        trap.id
        for trap, cases in zip(questionnaire.traps, ladder.trapped, strict=True)
        if not left & ~cases
    ]
    possible = [
        trap.id
        for trap, cases in zip(questionnaire.traps, ladder.trapped, strict=True)
        if left & cases and left & ~cases
    ]
    placement = placer.place(answers)
    assert placement.interval == Interval(rungs[0], rungs[-1])
    assert placement.trap == (certain[0] if certain else None)
    assert placement.possible_traps == tuple(possible)


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_cautions_hold_on_known_answers_alone(placer: Placer, answers: Answers) -> None:
    assert placer.cautions_for(answers) == naive.cautions(answers)


@SURE
@given(answers=with_gaps(*EVERYTHING), more=with_gaps(*EVERYTHING))
def test_a_caution_never_vanishes_when_more_is_known(
    placer: Placer, answers: Answers, more: Answers
) -> None:
    known_later = {**more, **answers}
    assert set(placer.cautions_for(answers)) <= set(placer.cautions_for(known_later))


@SURE
@given(answers=with_gaps(*ALL_EVIDENCE), more=with_gaps(*ALL_EVIDENCE))
def test_knowing_more_never_widens_the_interval(
    placer: Placer, answers: Answers, more: Answers
) -> None:
    before, after = placer.interval(answers), placer.interval({**more, **answers})
    assert before.low <= after.low <= after.high <= before.high


def test_nothing_known_is_anything(placer: Placer) -> None:
    placement = placer.place({})
    assert placement.interval == placement.otherwise == Interval(0, 8)
    assert placement.trap is None
    assert placement.possible_traps == ("manipulation", "therapy")
