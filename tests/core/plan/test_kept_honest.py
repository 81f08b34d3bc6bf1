"""Where the rung is right the plan keeps it honest: it asks for what a caution reads."""

from hypothesis import example, given
from hypothesis import strategies as st

from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.climbing import narrowing
from ladder_assess.core.plan.plan import CHANGE, FIND_OUT, content, propose
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


def test_a_consultation_that_was_meant_to_be_one_has_a_plan() -> None:
    activity = Activity("a", CONSULTATION, intended=4)
    told = propose(LIBRARY, RULES.assessor.assess(activity), RULES.assessor.findings(activity))
    assert [p.recommendation.id for p in told] == [
        "find-out-decision-rule",
        "find-out-response",
        "find-out-override",
    ]
