"""Why an activity stands where it does: what is named as stopping it does stop it."""

from hypothesis import given, settings

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.reasons import (
    UNMET,
    answers_to_trap,
    despite_which,
    held_back_by,
    reasons,
)
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core.drawn import EVERYTHING, with_gaps

SURE = settings(max_examples=3 * settings().max_examples, deadline=None, derandomize=True)


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_what_holds_a_rung_back_is_enough_to_do_so(
    questionnaire: Questionnaire, assessor: Assessor, answers: Answers
) -> None:
    found = reasons(questionnaire, answers)
    high = assessor.placer.place(answers).otherwise.high
    for reason in found:
        held = held_back_by(found, reason.rung)
        stopped = UNMET in (reason.state, held.state if held else "")
        assert stopped == (reason.rung > high)
        if held and held.state == UNMET:
            named = {item: given for gate in held.gates for item, given in gate.answers.items()}
            alone = {item: given for item, given in named.items() if given is not None}
            assert assessor.placer.place(alone).otherwise.high < reason.rung


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_what_is_not_known_lower_down_leaves_a_rung_open(
    questionnaire: Questionnaire, assessor: Assessor, answers: Answers
) -> None:
    found = reasons(questionnaire, answers)
    low = assessor.placer.place(answers).otherwise.low
    for reason in found:
        open_here = reason.state == "met" and held_back_by(found, reason.rung) is None
        assert open_here == (reason.rung <= low)


def test_the_answers_that_are_said_to_make_a_trap_make_it_alone(
    questionnaire: Questionnaire, assessor: Assessor
) -> None:
    seen = set()

    @SURE
    @given(answers=with_gaps(*EVERYTHING))
    def alone(answers: Answers) -> None:
        for purpose, trap in (("endorse", "manipulation"), ("remedy", "therapy")):
            given_ = {**answers, "purpose": purpose}
            if assessor.placer.place(given_).trap != trap:
                continue
            seen.add(trap)
            (rule,) = (each for each in questionnaire.traps if each.id == trap)
            named = answers_to_trap(questionnaire, rule, given_)
            assert assessor.placer.place(named).trap == trap
            assert set(named.items()) <= set(given_.items())

    alone()
    assert seen == {"manipulation", "therapy"}


def test_an_answer_that_speaks_against_a_trap_is_not_said_to_make_it(
    questionnaire: Questionnaire, assessor: Assessor
) -> None:
    """“Both must agree” stood among what keeps it low, “unless people share in decisions”."""
    shared = {"purpose": "endorse", "information": "selective", "decision_rule": "joint"}
    for dialogue, besides in (("none", 4), ("ongoing", 6)):
        answers = {**shared, "dialogue": dialogue, "seats": "advisory", "decision_stage": "open"}
        assert assessor.placer.place(answers).trap == "manipulation"
        (rule,) = (each for each in questionnaire.traps if each.id == "manipulation")
        against, held = despite_which(questionnaire, rule, answers)
        assert "purpose" not in against
        assert "information" not in against
        assert held is not None
        assert held.rung <= besides
        assert held.gates, "it says what is missing"


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_what_speaks_against_a_trap_meets_what_sharing_takes(
    questionnaire: Questionnaire, assessor: Assessor, answers: Answers
) -> None:
    for trap in questionnaire.traps:
        given_ = {**answers, "purpose": {"manipulation": "endorse"}.get(trap.id, "remedy")}
        if assessor.placer.place(given_).trap != trap.id:
            continue
        against, held = despite_which(questionnaire, trap, given_)
        named = answers_to_trap(questionnaire, trap, given_)
        assert against.items() <= named.items()
        assert set(named) - set(against), "something keeps it low"
        assert held is not None
        assert held.state == UNMET, "what is said not to be so is known not to be"
        shares = {atom.item for rung in reasons(questionnaire, {}) if rung.rung == 6
                  for gate in rung.gates for atom in gate.gate.alternatives}  # fmt: skip
        assert set(against) <= shares
