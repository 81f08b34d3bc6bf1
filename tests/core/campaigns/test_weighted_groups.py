"""Groups weighed by kept margins: of the same people as unweighed, and by the same weights."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.cross_table import cross_table
from ladder_assess.core.campaigns.weights.weighted_groups import weighted_groups
from ladder_assess.core.campaigns.weights.weighting import (
    CannotWeigh,
    Margins,
    weigh,
    weights_of,
)
from ladder_assess.core.instruments.group_counts import GroupCounts
from ladder_assess.core.instruments.group_scores import counted_result
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

SURVEY = load(CHECKOUT / "questionnaires").instruments["officer-survey"]
HALF: Margins = {"strategy": {"yes": 50, "no": 50, "unsure": 0}}
ANSWERS = st.fixed_dictionaries(
    {"strategy": st.sampled_from(["yes", "yes", "no"])},
    optional={
        "encouraged": st.sampled_from(["yes", "no", UNKNOWN]),
        "forms": st.sampled_from([("equipment",), ("equipment", "regular_meetings"), ()]),
    },
)
FIVES = st.lists(st.lists(ANSWERS, min_size=5, max_size=5), min_size=3, max_size=8)


def batches(fives: Sequence[Sequence[Mapping[str, Value]]]) -> list[list[AnswerRow]]:
    return [[AnswerRow(0, "", 1, values) for values in five] for five in fives]


@given(FIVES)
def test_weighed_and_unweighed_tell_of_the_same_people(
    fives: list[list[Mapping[str, Value]]],
) -> None:
    counts = GroupCounts()
    for five in fives:
        counts.take_in(five)
    plain = counted_result(SURVEY, "", counts, short=False)
    try:
        found = weighted_groups(SURVEY, batches(fives), HALF, short=False)
    except CannotWeigh:
        return
    assert found is not None
    assert 1 <= found.effective <= found.people + 1e-6 == 5 * len(fives) + 1e-6
    assert found.groups[""].answered == plain.answered
    for name, told in found.groups[""].told.items():
        assert (told.counts, told.people) == (plain.told[name].counts, plain.told[name].people)
        assert told.weighed is not None
        assert told.weighed <= told.people + 1e-6
        for place in range(len(told.counts)):
            share = told.share(place)
            assert 0 <= share.interval.low <= share.value <= share.interval.high <= 1
    if "strategy" in found.groups[""].told:
        assert found.groups[""].told["strategy"].share(0).value == pytest.approx(0.5)


def test_margins_that_are_met_change_nothing_but_say_that_they_are_weighed() -> None:
    five = [{"strategy": "yes", "encouraged": "yes"}] * 3 + [{"strategy": "no"}] * 2
    found = weighted_groups(
        SURVEY, batches([five] * 4), {"strategy": {"yes": 60, "no": 40, "unsure": 0}}, short=False
    )
    assert found is not None
    assert found.effect == pytest.approx(1)
    told = found.groups[""].told["strategy"]
    assert told.share(0).value == pytest.approx(0.6)
    assert found.groups[""].then[0].percent == 60


def test_a_question_with_fewer_than_five_behind_an_answer_is_not_weighed() -> None:
    some: list[Mapping[str, Value]] = [{"strategy": "yes", "encouraged": "yes"}] * 4
    fives = [[*some, {"strategy": "no", "encouraged": "no"}]] * 4
    found = weighted_groups(SURVEY, batches(fives), HALF, short=False)
    assert found is not None
    assert found.groups[""].told == {}
    five_of_each = weighted_groups(SURVEY, batches([*fives, fives[0]]), HALF, short=False)
    assert five_of_each is not None
    assert set(five_of_each.groups[""].told) == {"strategy", "encouraged"}


def test_the_page_the_groups_and_tables_weigh_alike() -> None:
    some: list[Mapping[str, Value]] = [{"strategy": "yes", "encouraged": "yes"}] * 3
    fives = [[*some, *[{"strategy": "no", "encouraged": e} for e in ("yes", "no")]]] * 3
    rows = [row for batch in batches(fives) for row in batch]
    item = SURVEY.items["encouraged"]
    one = weigh(SURVEY, rows, item, HALF)
    groups = weighted_groups(SURVEY, batches(fives), HALF, short=False)
    assert one is not None
    assert groups is not None
    told = groups.groups[""].told["encouraged"]
    for place, share in enumerate(one.shares):
        assert told.share(place).value == pytest.approx(share.weighted)
        assert told.share(place).interval == pytest.approx(share.interval)
    table = cross_table(SURVEY, rows, item, "strategy", weights_of(SURVEY, rows, HALF))
    assert table.weighed_share(1, 1).value == pytest.approx(0.5)
    assert table.weighed == pytest.approx(table.people), "all of a group weigh alike"
    assert cross_table(SURVEY, rows, item, "strategy").weighed == ()


def test_margins_of_a_question_that_is_asked_no_more_cannot_be_met() -> None:
    with pytest.raises(CannotWeigh):
        weighted_groups(SURVEY, batches([[{}] * 5]), {"gone": {"yes": 100}}, short=False)
