"""Narrowing a list and adding it up: nothing is lost, added or counted twice."""

from datetime import date, timedelta
from statistics import median_high, median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import FULL, ActivityRecord, as_activity
from ladder_assess.core.activities.figures import (
    by_rung_and_kind,
    cautions_among,
    levels_of_co_production,
    standing,
    who_took_part,
)
from ladder_assess.core.activities.filter import (
    NO_LADDER,
    OPEN,
    SORTS,
    ActivityFilter,
    chosen,
    read_days,
)
from ladder_assess.core.activities.listed_activity import Listed, listed
from ladder_assess.core.activities.portfolio import distribution, median, not_placed
from ladder_assess.core.placement.assessment import Assessor
from tests.core.drawn import EVERYTHING, with_gaps
from tests.core.naive import Answer

TEXTS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(("Café House", "house", "Park")),
        "service_area": st.sampled_from(("Housing", "housing ", "Care")),
        "start_date": st.dates().map(str),
        "end_date": st.dates().map(str),
        "people_affected": st.integers(0, 999).map(str),
        "people_took_part": st.integers(0, 999).map(str),
    },
)
ENDS, LATEST = ("start", "end"), "9999-12-31"
LISTS = st.lists(st.tuples(with_gaps(*EVERYTHING), TEXTS), max_size=5)
WANTED = st.builds(
    ActivityFilter,
    q=st.sampled_from(("", " ", "house", "CAFÉ house", "house Houses", "care")),
    service=st.sampled_from(("", "Housing", "Care")),
    rung=st.sampled_from(("", "0", "3", "5", "8", NO_LADDER, OPEN)),
    kind=st.sampled_from(("", "co_production", "unclassified")),
    caution=st.sampled_from(("", "hand_picked", "no_promise_to_listen")),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    sort=st.sampled_from(sorted(SORTS)),
)
Rows = list[tuple[dict[str, Answer], dict[str, str]]]


def in_list(assessor: Assessor, rows: Rows) -> list[Listed]:
    return [
        listed(assessor, ActivityRecord(number, FULL, {**answers, **about}))
        for number, (answers, about) in enumerate(rows, start=1)
    ]


@given(rows=LISTS, wanted=WANTED)
def test_a_choice_keeps_exactly_what_fits(
    assessor: Assessor, rows: Rows, wanted: ActivityFilter
) -> None:
    every = in_list(assessor, rows)
    found = chosen(every, wanted)
    numbers = [activity.number for activity in found]
    assert len(set(numbers)) == len(numbers)
    assert [a.number for a in chosen(found, wanted)] == numbers
    assert [a.number for a in chosen(every[::-1], wanted)] == numbers
    keys = [SORTS[wanted.sort](activity) for activity in found]
    assert keys == sorted(keys)
    if not wanted.narrows:
        assert sorted(numbers) == [activity.number for activity in every]
    for activity, (_, about) in zip(every, rows, strict=True):
        assert (activity.number in numbers) == fits(activity, about, wanted)


def fits(activity: Listed, about: dict[str, str], wanted: ActivityFilter) -> bool:
    """The same, said the long way."""
    on = {str(rung) for rung in range(activity.placement.low, activity.placement.high + 1)}
    if not_placed(activity):
        on = {OPEN}
    said = f"{about.get('name', '')} {about.get('service_area', '')}".lower().replace("é", "e")
    reasons = [
        any(word not in said for word in wanted.q.lower().replace("é", "e").split()),
        wanted.service and about.get("service_area", "").strip().lower() != wanted.service.lower(),
        wanted.rung and wanted.rung not in (on if activity.has_ladder else {NO_LADDER}),
        wanted.kind and activity.kind != wanted.kind,
        wanted.caution and wanted.caution not in activity.cautions,
    ]
    if wanted.since is not None or wanted.until is not None:
        first, last = (date.fromisoformat(about.get(f"{end}_date", LATEST)) for end in ENDS)
        reasons.append("start_date" not in about)
        reasons.append(first > (wanted.until or date.max))
        reasons.append(last < (wanted.since or date.min))
    return not any(reasons)


@given(day=st.dates(date(1900, 1, 1), date(2999, 12, 31)), between=st.sampled_from("/.- "))
def test_a_day_lies_in_its_month_and_that_in_its_year(day: date, between: str) -> None:
    parts = [str(day.day), str(day.month), str(day.year)]
    one, month, year = (read_days(between.join(parts[start:])) for start in range(3))
    assert one == (day, day)
    assert month
    assert year
    assert (month.first.day, month.first.month) == (1, day.month)
    assert (month.last + timedelta(days=1)).day == 1
    assert year == (date(day.year, 1, 1), date(day.year, 12, 31))
    assert year.first <= month.first <= day <= month.last <= year.last


@pytest.mark.parametrize("text", ["", "20", "soon", "13/2024", "30/2/2024", "1/1/1/2024", "1899"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_days(text) is None


@given(rows=LISTS)
def test_a_list_says_what_the_rules_say(assessor: Assessor, rows: Rows) -> None:
    for activity, (answers, about) in zip(in_list(assessor, rows), rows, strict=True):
        record = ActivityRecord(activity.number, FULL, {**answers, **about})
        whole = as_activity(assessor.questionnaire, record)
        assessed, explained = assessor.assess(whole), assessor.explain(whole)
        assert activity.placement == assessed.placement
        assert activity.kind == assessed.type.kind
        assert activity.cautions == assessed.cautions
        assert activity.has_ladder == assessed.has_ladder
        certain = {crossing.id for crossing in explained.crossings if crossing.certain}
        assert activity.without_power == ("labour_without_power" in certain)
        assert activity.described == bool(answers or about)


@given(rows=LISTS)
def test_the_grid_adds_up_to_the_distribution(assessor: Assessor, rows: Rows) -> None:
    every = in_list(assessor, rows)
    cells, members = standing(every), by_rung_and_kind(every)
    for row in distribution(every):
        here = [cell for (rung, _kind), cell in cells.items() if rung == row.rung]
        assert sum(cell.certain for cell in here) == row.certain
        assert sum(cell.possible for cell in here) == row.possible
    assert not any(cell.marked for (rung, _kind), cell in cells.items() if rung >= 5)
    assert cells.keys() == members.keys()
    for key, cell in cells.items():
        sure = [a for a in members[key] if a.placement.low == a.placement.high]
        assert (cell.certain, cell.certain + cell.possible) == (len(sure), len(members[key]))
        assert cell.marked == sum(activity.without_power for activity in members[key])


@given(rows=LISTS)
def test_the_median_is_that_of_the_ends(assessor: Assessor, rows: Rows) -> None:
    every = in_list(assessor, rows)
    placed = [activity.placement.interval for activity in every if activity.has_ladder]
    found = median(every)
    assert (found is None) == (not placed)
    if found:
        assert found.low == median_low(interval.low for interval in placed)
        assert found.high == median_high(interval.high for interval in placed)


@given(rows=LISTS)
def test_each_activity_is_counted_once(assessor: Assessor, rows: Rows) -> None:
    every = in_list(assessor, rows)
    both = [
        number
        for number, (_, about) in enumerate(rows, start=1)
        if {"people_affected", "people_took_part"} <= about.keys()
    ]
    taking = who_took_part(every)
    assert sorted(each.activity.number for each in taking) == both
    assert [each.affected for each in taking] == sorted((t.affected for t in taking), reverse=True)
    levels = levels_of_co_production(every, ("individual", "group", "collective"))
    assert sum(levels.values()) == sum(a.kind == "co_production" for a in every)
    held = cautions_among(every, ("hand_picked", "no_promise_to_listen"))
    for caution, count in held.items():
        assert count == sum(caution in activity.cautions for activity in every) > 0
