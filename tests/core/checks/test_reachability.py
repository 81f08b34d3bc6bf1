"""What the proof says is given is what activities are given, no more and no less."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest

from ladder_assess.core.checks.reachability import unreachable
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.plan.plan import CHANGE, CROSSING, FIND_OUT, TRIGGERS, Trigger, propose
from ladder_assess.core.questionnaire.answers import Answer
from ladder_assess.core.questionnaire.conditions import Atom
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire
from tests.core.drawn import ALL_EVIDENCE, EVERYTHING
from tests.core.naive import possible
from tests.support.command import rules

RULES = rules()
QUESTIONNAIRE, LIBRARY = RULES.definitions.questionnaire, RULES.definitions.library
Drawn = dict[str, Answer]


def near_the_top() -> Iterator[Drawn]:
    """All at its strongest but for one item or two, one of which may not be known: chance alone
    would hardly ever draw them.
    """
    ordered = [item for item in QUESTIONNAIRE.evidence if item.ordered]
    strongest: Drawn = {"purpose": "enable"}
    strongest |= {item.id: item.option_ids[-1] for item in ordered}
    for one, other in combinations(ordered, 2):
        for first in one.option_ids:
            for second in other.option_ids:
                yield {**strongest, one.id: first, other.id: second}
            yield {k: v for k, v in strongest.items() if k != other.id} | {one.id: first}
    for item in ordered:
        yield {k: v for k, v in strongest.items() if k != item.id}


def with_one_gap(chance: random.Random) -> Drawn:
    drawn: Drawn = {item: chance.choice(possible(item)) for item in EVERYTHING}
    del drawn[chance.choice(ALL_EVIDENCE)]
    return drawn


@pytest.fixture(scope="module")
def given() -> set[Trigger]:
    """What many activities are given."""
    chance = random.Random(1)
    drawn = [*near_the_top(), *(with_one_gap(chance) for _ in range(6000))]
    found: set[Trigger] = set()
    for answers in drawn:
        # Whoever is content is asked what could raise a caution, and nothing about the rung.
        for intended in (None, 1):
            activity = Activity("a", answers, intended=intended)
            proposals = propose(
                LIBRARY, RULES.assessor.assess(activity), RULES.assessor.explain(activity)
            )
            found |= {proposal.recommendation.answers for proposal in proposals}
    return found


def library_of(*found: Trigger) -> dict[str, list[dict[str, dict[str, str]]]]:
    return {"recommendations": [{"answers": {t.kind: t.key}} for t in found]}


def everything(questionnaire: Questionnaire) -> set[Trigger]:
    """Whatever could be asked of the proof."""
    ordered = [item for item in questionnaire.evidence if item.ordered]
    steps = {Trigger(CHANGE, f"{i.id} >= {o}") for i in ordered for o in i.option_ids[1:]}
    return steps | {Trigger(FIND_OUT, item.id) for item in questionnaire.evidence}


def never(questionnaire: Questionnaire, *asked: Trigger) -> set[Trigger]:
    problems = unreachable(questionnaire, library_of(*asked))
    return {asked[int(problem.path[1])] for problem in problems}


@pytest.mark.thorough
def test_each_recommendation_of_the_library_is_given(given: set[Trigger]) -> None:
    assert given == set(LIBRARY.by_trigger)
    assert {trigger.kind for trigger in given} == set(TRIGGERS[:-1])


@pytest.mark.thorough
def test_what_is_never_given_is_found_and_nothing_else(given: set[Trigger]) -> None:
    asked = everything(QUESTIONNAIRE)
    steps = {trigger for trigger in given if trigger.kind in (CHANGE, FIND_OUT)}
    assert asked - never(QUESTIONNAIRE, *asked) == steps


def test_a_step_in_whose_place_another_always_stands_is_found() -> None:
    """Where rung 4 asks for lasting dialogue too, a single occasion is never enough to propose."""
    more = Gate((Atom("dialogue", ">=", "ongoing"),), "", "")
    rungs = [
        replace(rung, gates=(*rung.gates, more)) if rung.number == 4 else rung
        for rung in QUESTIONNAIRE.rungs
    ]
    once, lasting = (Trigger(CHANGE, f"dialogue >= {o}") for o in ("one_off", "ongoing"))
    changed = replace(QUESTIONNAIRE, rungs=tuple(rungs))
    assert never(changed, once, lasting) == {once}


def test_a_crossing_that_there_is_not_is_never_given() -> None:
    crossing = next(trigger for trigger in LIBRARY.by_trigger if trigger.kind == CROSSING)
    assert not never(QUESTIONNAIRE, crossing)
    assert never(QUESTIONNAIRE, Trigger(CROSSING, "bogus"))


def test_the_library_says_of_each_what_it_takes() -> None:
    assert len(LIBRARY.by_trigger) >= 40
    for advice in LIBRARY.by_trigger.values():
        for text in (
            advice.title,
            advice.do,
            advice.why,
            advice.source,
            advice.who,
            advice.measure,
        ):
            assert text.strip(), advice.id
        assert advice.effort in ("small", "medium", "large")
    cases = {case.id for case in RULES.definitions.cases}
    named = [advice.case for advice in LIBRARY.by_trigger.values() if advice.case]
    assert named
    assert set(named) <= cases
