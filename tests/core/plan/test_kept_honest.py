"""Where the rung is right the plan keeps it honest: it asks for what a caution reads."""

from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.core.plan.plan import CHANGE, FIND_OUT, KEEP, Trigger, content, propose
from ladder_assess.core.plan.reason_now import HOLDS, MET, state_of
from tests.support.command import rules

RULES = rules()
LIBRARY = RULES.definitions.library
EVIDENCE = RULES.definitions.questionnaire.evidence
# A consultation that was meant to be one. The page said that there was nothing to find out.
CONSULTATION = {
    "purpose": "listen", "decision_stage": "open", "information": "adequate",
    "dialogue": "one_off", "seats": "none",
}  # fmt: skip


@given(
    st.fixed_dictionaries({}, optional={i.id: st.sampled_from(i.option_ids) for i in EVIDENCE}),
    st.integers(0, 8),
)
@example(CONSULTATION, 4)
def test_a_plan_asks_for_the_rung_or_for_what_could_raise_a_caution(
    answers: dict[str, str], intended: int
) -> None:
    assessor = RULES.assessor
    activity = Activity("a", answers, intended=intended)
    assessment = assessor.assess(activity)
    told = propose(LIBRARY, assessment, assessor.findings(activity))
    assert told == propose(LIBRARY, assessment, assessor.explain(activity))
    triggers = [proposal.recommendation.answers for proposal in told]
    asked = [trigger.key for trigger in triggers if trigger.kind == FIND_OUT]
    if content(assessment):
        assert CHANGE not in {trigger.kind for trigger in triggers}
        assert asked == [*assessor.open_cautions.to_find_out(answers)]
    else:
        assert asked == [*narrowing(assessor.placer, answers)]


@given(st.none() | st.integers(0, 8), st.sampled_from(["", "group", "collective"]))
def test_where_nothing_is_known_nothing_is_to_be_mended(intended: int | None, level: str) -> None:
    activity = Activity("a", {"level": level} if level else {}, intended=intended)
    assessment = RULES.assessor.assess(activity)
    told = propose(LIBRARY, assessment, RULES.assessor.findings(activity))
    assert {p.recommendation.answers.kind for p in told} <= {FIND_OUT, KEEP}
    assert content(assessment) or not any(proposal.possible for proposal in told)
    assert FIND_OUT in {p.recommendation.answers.kind for p in told}


def test_a_consultation_that_was_meant_to_be_one_has_a_plan() -> None:
    activity = Activity("a", CONSULTATION, intended=4)
    told = propose(LIBRARY, RULES.assessor.assess(activity), RULES.assessor.findings(activity))
    assert [p.recommendation.id for p in told] == [
        "find-out-decision-rule",
        "find-out-response",
        "find-out-override",
        "say-back-what-came-of-it",
        "write-down-what-it-rests-on",
        "tell-people-what-was-promised",
    ]


@given(
    st.fixed_dictionaries({}, optional={i.id: st.sampled_from(i.option_ids) for i in EVIDENCE}),
    st.none() | st.integers(0, 8),
    st.sampled_from(["", "individual", "group"]),
)
@example({}, None, "individual")
def test_no_list_is_empty_and_what_need_not_climb_is_kept_as_it_is(
    answers: dict[str, str], intended: int | None, level: str
) -> None:
    answers = {**answers, **({"level": level} if level else {})}
    documented = dict.fromkeys(answers, "documented")
    for evidence in ({}, documented):
        activity = Activity("a", answers, evidence=evidence, intended=intended)
        assessment = RULES.assessor.assess(activity)
        told = propose(LIBRARY, assessment, RULES.assessor.findings(activity))
        keys = [p.recommendation.answers.key for p in told if p.recommendation.answers.kind == KEEP]
        assert told, "no plan is empty"
        kept = not assessment.has_ladder or content(assessment) or assessment.climb is None
        assert ("promise" in keys) == kept
        if assessment.has_ladder and kept:
            nothing_known = RULES.assessor.placer.interval({})
            told_of = assessment.placement.interval != nothing_known
            assert ("documented" in keys) == (told_of and not evidence)
            said_back = answers.get("response") in ("reported_back", "binding")
            assert ("response >= reported_back" in keys) != said_back
        else:
            assert set(keys) <= {"promise"}


def test_what_is_kept_is_said_to_be_met_only_once_it_is() -> None:
    back = Trigger(KEEP, "response >= reported_back")
    for response, state in (("considered", HOLDS), ("reported_back", MET), ("binding", MET)):
        assert state_of(RULES.assessor, back, {"response": response}) == state
    assert state_of(RULES.assessor, back, {}) == HOLDS, "what was never asked is not met"
    written = Trigger(KEEP, "documented")
    assert state_of(RULES.assessor, written, CONSULTATION) == HOLDS
    assert state_of(RULES.assessor, written, CONSULTATION, CONSULTATION) == MET
    assert state_of(RULES.assessor, Trigger(KEEP, "promise"), CONSULTATION) == HOLDS
