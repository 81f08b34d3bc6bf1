"""The quick path asks little and always ends at the placement of the full path."""

import random

import pytest
from hypothesis import given, settings

from ladder_assess.core.activities.quick_path import NEAR, QuickPath
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.placement.placement import Placer
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.storage.questionnaire.definitions import Definitions
from tests.core import drawn

MANY = 10_000
MOST_ON_AVERAGE = 7
MOST_FOR_A_CASE = 10


@pytest.fixture(scope="module")
def quick(placer: Placer) -> QuickPath:
    return QuickPath(placer)


def walk(quick: QuickPath, full: dict[str, Answer]) -> tuple[dict[str, Answer], list[str]]:
    """Answer what is asked, from full answers or with don't know; what was said, and asked."""
    said: dict[str, Answer] = {}
    asked: list[str] = []
    while (item := quick.next_question(said, asked)) is not None:
        assert item not in asked
        asked.append(item)
        if item in full:
            said[item] = full[item]
    return said, asked


def evidence_of(placer: Placer, answers: dict[str, Answer]) -> dict[str, Answer]:
    return {i.id: answers[i.id] for i in placer.questionnaire.evidence if i.id in answers}


@pytest.mark.thorough
def test_random_activities_are_placed_the_same_in_few_questions(
    placer: Placer, quick: QuickPath
) -> None:
    dice = random.Random(1969)
    items = placer.questionnaire.evidence
    questions = 0
    for _ in range(MANY):
        full: dict[str, Answer] = {item.id: dice.choice(item.option_ids) for item in items}
        said, asked = walk(quick, full)
        assert placer.interval(said) == placer.interval(full)
        questions += len(asked)
    assert questions / MANY <= MOST_ON_AVERAGE


def test_each_published_case_needs_few_questions(
    placer: Placer, quick: QuickPath, definitions: Definitions
) -> None:
    for case in definitions.cases:
        activity = read_activity(placer.questionnaire, dict(case.record))
        full = evidence_of(placer, dict(activity.answers))
        said, asked = walk(quick, full)
        assert placer.interval(said) == placer.interval(full), case.id
        assert len(asked) <= MOST_FOR_A_CASE, case.id


@settings(max_examples=3 * settings().max_examples, deadline=None)
@given(full=drawn.with_gaps(*drawn.ALL_EVIDENCE))
def test_not_knowing_ends_at_the_placement_of_the_full_path(
    placer: Placer, quick: QuickPath, full: dict[str, Answer]
) -> None:
    said, _ = walk(quick, full)
    assert placer.interval(said) == placer.interval(full)


@settings(deadline=None)
@given(
    full=drawn.known(*drawn.ALL_EVIDENCE),
    others=drawn.with_gaps(*drawn.ALL_EVIDENCE),
)
def test_answers_given_before_are_taken_into_account(
    placer: Placer, quick: QuickPath, full: dict[str, Answer], others: dict[str, Answer]
) -> None:
    """Someone who began on the full path goes on by the quick one."""
    said = {item: full[item] for item in others}
    asked = list(said)
    while (item := quick.next_question(said, asked)) is not None:
        asked.append(item)
        said[item] = full[item]
    assert placer.interval(said) == placer.interval(full)


def test_with_nothing_left_to_ask_nothing_is_asked(quick: QuickPath, placer: Placer) -> None:
    everything = [item.id for item in placer.questionnaire.evidence]
    assert quick.next_question({}, everything) is None
    assert quick.most_left({}, everything) == 0


def test_questions_usually_left_are_those_of_the_published_cases(
    placer: Placer, quick: QuickPath, definitions: Definitions
) -> None:
    """“14 questions open” stood where three to nine were asked."""
    read = [read_activity(placer.questionnaire, dict(c.record)) for c in definitions.cases]
    cases = [dict(activity.answers) for activity in read]
    asked = [len(walk(quick, evidence_of(placer, answers))[1]) for answers in cases]
    assert quick.usually_left({}, [], cases) == (min(asked), max(asked)) == (3, 9)
    for answers in cases:
        known = evidence_of(placer, answers)
        said, done = walk(quick, known)
        assert quick.usually_left(said, done, cases) == (0, 0)


@pytest.mark.thorough
def test_how_many_questions_there_can_still_be_holds_whatever_is_answered(
    placer: Placer, quick: QuickPath
) -> None:
    """Over random answers, don't know among them: never more, and the last is known to be it."""
    dice = random.Random(2013)
    for _ in range(300):
        said: dict[str, Answer] = {}
        asked: list[str] = []
        promised = len(placer.questionnaire.evidence)
        while (item := quick.next_question(said, asked)) is not None:
            left = quick.most_left(said, asked)
            if left is not None:
                assert 0 < left <= min(NEAR, promised)
                promised = left
            asked.append(item)
            promised -= 1
            if answer := dice.choice([*placer.questionnaire.items[item].option_ids, ""]):
                said[item] = answer
        assert quick.most_left(said, asked) == 0
