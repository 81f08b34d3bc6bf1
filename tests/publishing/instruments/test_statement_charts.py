"""Statements as pictures: every one once, not too many together, and nothing of too few people."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.instruments.group_scores import group_result
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.wave import GivenResponse
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.publishing.charts import Answers, AnswersRow, NotDrawable, Speech, chart_of
from ladder_assess.publishing.charts.scene import Bar
from ladder_assess.publishing.instruments.statement_charts import (
    MOST_STATEMENTS,
    group_statements,
    own_statements,
    parts,
)
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import instrument_ids, load_instrument
from tests.publishing.chart_contents import OPTIONS

ROOT = CHECKOUT / "questionnaires"
ALL = [load_instrument(ROOT, identity) for identity in instrument_ids(ROOT)]
SPEECH = Speech()
every_instrument = pytest.mark.parametrize("of", ALL, ids=lambda of: of.id)


def forms(of: Instrument) -> Iterator[tuple[str, bool]]:
    for form in of.form_ids or ("",):
        yield form, False
        if of.has_short_form:
            yield form, True


@every_instrument
def test_every_statement_is_in_one_picture_and_none_is_too_tall(of: Instrument) -> None:
    for form, short in forms(of):
        found = list(parts(of, SPEECH, form, short=short))
        stated = [i.id for i in of.asked(form, short=short) if i.of_agreement]
        assert sorted(i.id for _, items in found for i in items) == sorted(stated)
        assert all(len(items) <= MOST_STATEMENTS for _, items in found)
        topics = [topic for topic, _ in found]
        assert len(set(topics)) == len(topics)


def test_instruments_of_agreement_have_pictures_and_pairs_of_poles_have_none() -> None:
    there = {of.id for of in ALL if list(parts(of, SPEECH, short=False))}
    assert there == {
        "enablers", "principles", "engagement-process", "partnership", "officer-survey",
        "participant-voice",
    }  # fmt: skip


@given(
    said=st.lists(st.sampled_from(["agree", "strongly_disagree", UNKNOWN, None]), max_size=17),
    other=st.integers(0, 9),
)
def test_a_group_is_drawn_as_its_figures_are_shown(said: list[str | None], other: int) -> None:
    """Who does not know is nowhere: how many they are would be a figure of its own."""
    of = next(of for of in ALL if of.id == "principles")
    item = next(iter(of.items.values()))
    each: list[dict[str, Value]] = [{item.id: v} if v else {} for v in said]
    given_ = [GivenResponse(str(n), "", "", n // 5, values, 1) for n, values in enumerate(each)]
    result = group_result(of, "", given_, short=False)
    found = group_statements(of, result, "Colleagues", SPEECH, short=False) if result else {}
    told = result.told.get(item.id) if result else None
    if told is None:
        assert found == {}
        return
    assert list(found) == ["statements-1"]
    (row,) = found["statements-1"].table.rows
    assert row[:6] == (item.ask, *told.counts)
    assert told.people >= 5
    assert "Do not know" not in found["statements-1"].words


def test_an_organisation_sees_each_of_its_answers() -> None:
    of = next(of for of in ALL if of.id == "principles")
    first, second, third, *_ = of.items.values()
    values: dict[str, Value] = {first.id: "strongly_agree", second.id: UNKNOWN, third.id: "neither"}
    made = own_statements(of, values, SPEECH, short=False)["statements-1"]
    rows = {row[0]: row[1:] for row in made.table.rows}
    assert rows[first.ask] == ("Strongly agree", 5)
    assert rows[second.ask] == (None, None)
    assert rows[third.ask] == ("Neither agree nor disagree", 3)
    assert "agree with: 1; that you disagree with: 0; in between: 1." in made.summary


@given(places=st.lists(st.none() | st.integers(1, 5), max_size=9))
def test_a_stronger_answer_is_a_longer_bar_on_its_side(places: list[int | None]) -> None:
    rows = tuple(AnswersRow(f"Statement {n}", place) for n, place in enumerate(places))
    made = chart_of("A", Answers(OPTIONS, rows))
    bars = [mark.box for mark in made.scene.marks if isinstance(mark, Bar)]
    there = [place for place in places if place is not None]
    assert len(bars) == len(there)
    middle = made.scene.width / 2
    for place, box in zip(there, bars, strict=True):
        assert ((box.x + box.right) / 2 - middle) * (place - 3) >= 0
        assert (place == 3) == (box.x < middle < box.right)
    longest = {place: box.width for place, box in zip(there, bars, strict=True)}
    assert all(longest[p] > longest[q] for p in longest for q in longest if abs(p - 3) > abs(q - 3))
    drawn = [n for trace in (made.figure or {})["data"] for n in trace["y"]]
    assert len(drawn) == len(there)


@pytest.mark.parametrize("place", [0, 6, -1])
def test_an_answer_off_the_scale_is_refused(place: int) -> None:
    with pytest.raises(NotDrawable):
        AnswersRow("One", place)
    with pytest.raises(NotDrawable):
        Answers(OPTIONS[:4], ())
