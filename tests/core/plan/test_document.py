"""However many activities and actions there are, a plan shows so many, the most urgent first."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.placement.activity import read_activity
from ladder_assess.core.plan.document import (
    FEW_IN_ROWS,
    FEW_ONE_BY_ONE,
    MOST_ACTIONS_IN_FULL,
    MOST_IN_FULL,
    MOST_LISTED,
    MOST_ONE_BY_ONE,
    PlanDocument,
)
from ladder_assess.core.plan.plan import PRIORITIES, Action
from tests.core.plan.test_kept_honest import CONSULTATION
from tests.support.command import rules

ASSESSOR = rules().newest.assessor
LISTENS = {"purpose": "listen"}
ONE = read_activity(rules().newest.questionnaire, {"id": "a", "answers": CONSULTATION})
ASSESSED = ASSESSOR.assess(ONE), ASSESSOR.explain(ONE)


def activities(many: int, sample: bool = False) -> tuple[AssessedActivity, ...]:
    return tuple(AssessedActivity(n, *ASSESSED, sample=sample) for n in range(1, many + 1))


MOST = (MOST_ONE_BY_ONE, MOST_IN_FULL, MOST_LISTED)
SIZES = st.sampled_from([0, 1, *MOST, *(most + 1 for most in MOST)])


@st.composite
def plans(draw: st.DrawFn) -> PlanDocument:
    many = draw(SIZES)
    about = st.integers(0, many + 3)
    told = draw(st.lists(st.tuples(about, st.sampled_from(PRIORITIES)), max_size=100))
    actions = tuple(
        Action(n, number, "Ask", "At the start.", priority=priority)
        for n, (number, priority) in enumerate(told, start=1)
    )
    reasons = draw(st.booleans())
    return PlanDocument("Plan", date(2026, 5, 4), activities(many), actions, all_reasons=reasons)


def most_of(plan: PlanDocument) -> int:
    """How many activities such a plan tells of one by one at the most."""
    return MOST_IN_FULL if plan.all_reasons else MOST_ONE_BY_ONE


@given(plans())
def test_no_more_is_shown_than_anyone_reads(plan: PlanDocument) -> None:
    shown = {activity.number for activity in plan.listed}
    assert plan.one_by_one <= shown
    assert shown <= {activity.number for activity in plan.activities}
    assert len(plan.one_by_one) <= most_of(plan)
    assert len(shown) <= MOST_LISTED
    if plan.very_many:
        assert len(plan.one_by_one) <= FEW_ONE_BY_ONE
        assert len(shown) <= FEW_ONE_BY_ONE + FEW_IN_ROWS
        assert shown <= {n for action in plan.actions for n in action.activities}
    elif len(plan.activities) <= most_of(plan):
        assert plan.one_by_one == shown == {activity.number for activity in plan.activities}


def test_one_activity_has_room_for_all_reasons_and_several_for_those_who_ask() -> None:
    one, two = (PlanDocument("Plan", date(2026, 5, 4), activities(many), ()) for many in (1, 2))
    assert one.in_full
    assert not two.in_full
    assert replace(two, all_reasons=True).in_full


@given(plans())
def test_what_is_left_out_is_no_more_urgent_than_what_is_shown_in_full(plan: PlanDocument) -> None:
    if len(plan.activities) <= most_of(plan):
        return
    best: dict[int, int] = {}
    for action in plan.actions:
        place = PRIORITIES.index(action.ranked)
        best[action.activity] = min(place, best.get(action.activity, place))
    there = {activity.number for activity in plan.activities}
    others = [best[number] for number in best.keys() & there - plan.one_by_one]
    if others:
        assert max(best[number] for number in plan.one_by_one) <= min(others)


def test_very_many_actions_are_printed_in_brief_and_samples_are_said() -> None:
    actions = tuple(Action(n, 1, "Ask", "Now.") for n in range(MOST_ACTIONS_IN_FULL + 1))
    day = date(2026, 5, 4)
    assert PlanDocument("Plan", day, (), actions).actions_in_brief
    assert not PlanDocument("Plan", day, (), actions[1:]).actions_in_brief
    assert PlanDocument("Plan", day, activities(1, sample=True), ()).sample
    assert not PlanDocument("Plan", day, activities(1), ()).sample


def test_a_plan_whose_actions_are_all_late_has_no_time_before_it() -> None:
    """Its cover said "6 May 2026 to 6 May 2026"."""
    late = Action(1, 1, "Ask", "", due=date(2026, 4, 1))
    plan = PlanDocument("", date(2026, 5, 6), (), (late,))
    assert plan.period is None
    assert plan.late == {1}
    later = replace(plan, actions=(late, replace(late, due=date(2026, 9, 1))))
    assert later.period == (date(2026, 5, 6), date(2026, 9, 1)), "what was due before is late"
    begun = replace(plan, actions=(replace(late, starts=date(2026, 1, 1)),))
    assert begun.period == (date(2026, 1, 1), date(2026, 5, 6))


def test_an_activity_without_answers_has_a_row_beside_others() -> None:
    """Nine of fifteen took half a page each to say that nothing is known."""
    nothing = read_activity(rules().newest.questionnaire, {"id": "a", "answers": {}})
    empty = ASSESSOR.assess(nothing), ASSESSOR.explain(nothing)
    some = (*activities(2), *(AssessedActivity(n, *empty) for n in (3, 4)))
    for reasons in (False, True):
        plan = PlanDocument("Plan", date(2026, 5, 4), some, (), all_reasons=reasons)
        assert (set(plan.one_by_one), set(plan.waiting)) == ({1, 2}, {3, 4})
    listens = read_activity(rules().newest.questionnaire, {"id": "a", "answers": LISTENS})
    little = AssessedActivity(3, ASSESSOR.assess(listens), ASSESSOR.explain(listens))
    plan = PlanDocument("Plan", date(2026, 5, 4), (*activities(2), little), ())
    assert (set(plan.one_by_one), set(plan.waiting)) == ({1, 2}, {3}), "which may be on any rung"
    alone = PlanDocument("Plan", date(2026, 5, 4), some[3:], ())
    assert (set(alone.one_by_one), set(alone.waiting)) == ({4}, set())
