"""Tables of two questions: counted as by hand, tested as scipy tests, and silent about few."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.cross_table import (
    FORMS,
    chance,
    choices,
    cross_table,
    independence,
)
from ladder_assess.core.questionnaire.answers import possible_answers
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

INSTRUMENTS = load(CHECKOUT / "questionnaires").instruments
OFFICERS, PROCESS = INSTRUMENTS["officer-survey"], INSTRUMENTS["engagement-process"]
BY = "strategy"
TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(
        st.lists(st.integers(0, 60), min_size=wide, max_size=wide), min_size=2, max_size=5
    )
)


@pytest.mark.parametrize("freedom", range(1, 31))
def test_chances_are_those_of_scipy(freedom: int) -> None:
    # It takes half a second to import, which those that run other tests do not need.
    from scipy.stats import chi2

    for statistic in (0.0, 0.001, 0.5, 1.0, 3.84, 10.0, 40.0, 200.0, 2000.0):
        assert chance(statistic, freedom) == pytest.approx(
            float(chi2.sf(statistic, freedom)), rel=1e-9, abs=1e-300
        )


@settings(max_examples=300, deadline=None)
@given(TABLES)
def test_what_is_tested_is_tested_as_scipy_tests_it(counts: list[list[int]]) -> None:
    from scipy.stats import chi2_contingency

    found = independence(counts)
    columns = [column for column in zip(*counts, strict=True) if sum(column)]
    rows = [row for row in zip(*columns, strict=True) if sum(row)]
    if len(rows) < 2 or len(columns) < 2:
        assert found is None
        return
    theirs = chi2_contingency(rows)
    expected = theirs.expected_freq.ravel()
    enough = expected.min() >= 1 and (expected < 5).mean() <= 0.2
    assert (found is not None) == enough
    if found is not None:
        assert found.statistic == pytest.approx(theirs.statistic, abs=1e-9)
        assert found.freedom == theirs.dof
        assert found.p == pytest.approx(theirs.pvalue, abs=1e-12)
        assert 0 <= found.strength <= 1
        assert found.corrected == (len(rows) == len(columns) == 2)


def test_no_association_has_no_strength_and_a_perfect_one_has_all() -> None:
    alike = independence([[20, 20, 20], [10, 10, 10], [30, 30, 30]])
    assert alike is not None
    assert (alike.statistic, alike.p, alike.strength) == (0, 1, 0)
    apart = independence([[40, 0], [0, 40]])
    assert apart is not None
    assert apart.strength == 1
    assert apart.p < 1e-15


@st.composite
def answered(draw: st.DrawFn) -> list[AnswerRow]:
    """What up to sixty people answered to two questions, known or not."""
    items = [OFFICERS.items[name] for name in (BY, draw(st.sampled_from(["forms", "encouraged"])))]
    offers = [(None, UNKNOWN, "gone", *possible_answers(item)) for item in items]
    given = draw(st.lists(st.tuples(*map(st.sampled_from, offers)), max_size=60))
    rows = []
    for number, said in enumerate(given, start=1):
        pairs = zip(items, said, strict=True)
        values: dict[str, Value] = {item.id: v for item, v in pairs if v is not None}
        rows.append(AnswerRow(number, "", 1, values))
    return rows


@settings(max_examples=100, deadline=None)
@given(answered(), st.sampled_from(["forms", "encouraged"]))
def test_each_count_is_what_one_would_count_by_hand(rows: list[AnswerRow], name: str) -> None:
    item, by = OFFICERS.items[name], OFFICERS.items[BY]
    table = cross_table(OFFICERS, rows, item, BY)
    assert {*table.groups, *table.few} == set(by.option_ids)
    for group in by.option_ids:
        own = [r.values[name] for r in rows if r.values.get(BY) == group and name in r.values]
        known = [v for v in own if isinstance(v, tuple) or v in item.option_ids]
        if len(known) < 5:
            assert group in table.few
            continue
        at = table.groups.index(group)
        assert table.people[at] == len(known)
        for place, option in enumerate(item.option_ids):
            said = [v for v in known if option in (v if isinstance(v, tuple) else (v,))]
            assert table.counts[at][place] == len(said)
            share = table.share(at, place)
            assert 0 <= share.interval.low <= share.value <= share.interval.high <= 1
    if item.answer == "many":
        assert table.test is None


@pytest.mark.parametrize("people", [4, 5])
def test_nothing_is_said_of_a_group_of_fewer_than_five(people: int) -> None:
    item = next(item for item in PROCESS.asked() if not item.forms)
    first, other = PROCESS.form_ids[:2]
    rows = [
        AnswerRow(n, form, 1, {item.id: item.option_ids[0]})
        for n, form in enumerate([first] * people + [other] * 8, start=1)
    ]
    table = cross_table(PROCESS, rows, item, FORMS)
    assert (first in table.groups) == (people == 5)
    assert (first in table.few) == (people == 4)
    assert sum(table.people) == 8 + (people if people == 5 else 0)


def test_a_table_is_set_out_by_questions_with_one_answer() -> None:
    for instrument, short in product(INSTRUMENTS.values(), (False, True)):
        asked = list(instrument.asked(short=short))
        assert choices(instrument, short=short) == [i for i in asked if i.answer == "one"]
