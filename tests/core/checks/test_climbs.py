"""Climbing is proved sound and minimal for both versions, and what is not so is found."""

from dataclasses import replace

import pytest

from ladder_assess.core.checks.climbs import climbing_problems
from ladder_assess.core.checks.problems import Name
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.questionnaire.conditions import Atom
from ladder_assess.core.questionnaire.questionnaire import Questionnaire


@pytest.mark.parametrize("version", [1, 2])
def test_what_would_move_an_activity_up_does_so_and_no_part_is_idle(
    assessors: dict[int, Assessor], version: int
) -> None:
    assert list(climbing_problems(assessors[version].questionnaire)) == []


def test_a_trap_that_is_not_left_keeps_the_target_out_of_reach(
    questionnaire: Questionnaire,
) -> None:
    manipulation, therapy = questionnaire.traps
    weaker = replace(manipulation, leave=manipulation.leave[:1])
    found = climbing_problems(replace(questionnaire, traps=(weaker, therapy)))
    assert {(problem.name, problem.path) for problem in found} == {
        (Name.CLIMB_FALLS_SHORT, ("rungs", 3))
    }


def test_a_trap_that_is_left_with_more_than_it_takes_is_found(
    questionnaire: Questionnaire,
) -> None:
    manipulation, therapy = questionnaire.traps
    more = (*therapy.leave, Atom("budget", ">=", "shared"))
    changed = replace(questionnaire, traps=(manipulation, replace(therapy, leave=more)))
    found = list(climbing_problems(changed))
    assert [(problem.name, problem.path) for problem in found] == [
        (Name.IDLE_CHANGE, ("traps", 1, "leave", 1))
    ]
