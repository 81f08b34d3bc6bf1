"""Narrowing a list and adding it up: nothing is lost, added or counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activity import Activity
from ladder_assess.core.assessment import Assessor
from ladder_assess.core.portfolio import AssessedActivity, distribution
from ladder_assess.core.portfolio_figures import (
    levels_of_co_production,
    standing,
    who_took_part,
    works_without_power,
)
from ladder_assess.core.portfolio_filter import NO_LADDER, SORTS, Wanted, chosen
from tests.core.drawn import EVERYTHING, with_gaps
from tests.core.naive import Answer

TEXTS = st.fixed_dictionaries(
    {},
    optional={
        "service_area": st.sampled_from(("Housing", "housing ", "Care")),
        "start_date": st.dates().map(str),
        "end_date": st.dates().map(str),
        "people_affected": st.integers(0, 999).map(str),
        "people_took_part": st.integers(0, 999).map(str),
    },
)
LISTS = st.lists(st.tuples(with_gaps(*EVERYTHING), TEXTS), max_size=5)
WANTED = st.builds(
    Wanted,
    service=st.sampled_from(("", "Housing", "Care")),
    rung=st.sampled_from(("", "0", "3", "5", "8", NO_LADDER)),
    kind=st.sampled_from(("", "co_production", "unclassified")),
    caution=st.sampled_from(("", "hand_picked", "no_promise_to_listen")),
    since=st.none() | st.integers(1, 9999),
    until=st.none() | st.integers(1, 9999),
    sort=st.sampled_from(sorted(SORTS)),
)
Rows = list[tuple[dict[str, Answer], dict[str, str]]]


def assessed(assessor: Assessor, rows: Rows) -> list[AssessedActivity]:
    found = []
    for number, (answers, about) in enumerate(rows, start=1):
        activity = Activity(str(number), answers)
        said = assessor.assess(activity), assessor.explain(activity)
        found.append(AssessedActivity(number, *said, about=about))
    return found


@given(rows=LISTS, wanted=WANTED)
def test_a_choice_keeps_exactly_what_fits(assessor: Assessor, rows: Rows, wanted: Wanted) -> None:
    every = assessed(assessor, rows)
    found = chosen(every, wanted)
    numbers = [activity.number for activity in found]
    assert len(set(numbers)) == len(numbers)
    assert [a.number for a in chosen(found, wanted)] == numbers
    assert [a.number for a in chosen(every[::-1], wanted)] == numbers
    keys = [SORTS[wanted.sort](activity) for activity in found]
    assert keys == sorted(keys)
    if not wanted.narrows:
        assert sorted(numbers) == [activity.number for activity in every]
    for activity in every:
        assert (activity.number in numbers) == fits(activity, wanted)


def fits(activity: AssessedActivity, wanted: Wanted) -> bool:
    """The same, said the long way."""
    about, assessment = activity.about, activity.assessment
    on = {str(rung) for rung in range(assessment.placement.low, assessment.placement.high + 1)}
    reasons = [
        wanted.service and about.get("service_area", "").strip().lower() != wanted.service.lower(),
        wanted.rung and wanted.rung not in (on if assessment.has_ladder else {NO_LADDER}),
        wanted.kind and assessment.type.kind != wanted.kind,
        wanted.caution and wanted.caution not in assessment.cautions,
    ]
    if wanted.since is not None or wanted.until is not None:
        first, last = about.get("start_date", ""), about.get("end_date", "9999")
        reasons.append(not first)
        reasons.append(bool(first) and int(first[:4]) > (wanted.until or 9999))
        reasons.append(int(last[:4]) < (wanted.since or 0))
    return not any(reasons)


@given(rows=LISTS)
def test_the_grid_adds_up_to_the_distribution(assessor: Assessor, rows: Rows) -> None:
    every = assessed(assessor, rows)
    cells = standing(every)
    for row in distribution(activity.assessment for activity in every):
        here = [cell for (rung, _kind), cell in cells.items() if rung == row.rung]
        assert sum(cell.certain for cell in here) == row.certain
        assert sum(cell.possible for cell in here) == row.possible
    assert not any(cell.marked for (rung, _kind), cell in cells.items() if rung >= 5)
    on_ladder = [activity for activity in every if activity.assessment.has_ladder]
    assert any(cell.marked for cell in cells.values()) == any(map(works_without_power, on_ladder))


@given(rows=LISTS)
def test_each_activity_is_counted_once(assessor: Assessor, rows: Rows) -> None:
    every = assessed(assessor, rows)
    both = [a for a in every if {"people_affected", "people_took_part"} <= a.about.keys()]
    assert [taking.activity.number for taking in who_took_part(every)] == [a.number for a in both]
    levels = levels_of_co_production(every, ("individual", "group", "collective"))
    made = [a for a in every if a.assessment.type.kind == "co_production"]
    assert sum(levels.values()) == len(made)
