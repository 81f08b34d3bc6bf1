"""Rounds that can be set beside each other stand together, and each latest score is read once."""

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import DimensionScore, Scores
from ladder_assess.core.instruments.wave import ORGANISATION, RESPONDENTS, Wave
from ladder_assess.core.plan.strand import Round, Strand, readings, strands
from tests.support.command import rules

INSTRUMENTS = rules().definitions.instruments
NAMES = ["enablers", "principles", "orientation"]
SUBJECTS = ["", "Harbour", "harbour", "Buses"]


def wave(number: int, instrument: str, answered_by: str, subject: str) -> Wave:
    return Wave(number, instrument, number, False, answered_by, subject, "2026-05-04")


def scores_of(instrument: Instrument, score: float | None) -> Scores:
    each = {d.id: DimensionScore(score, 2, 3) for d in instrument.dimensions}
    return Scores("r", each, None)


@st.composite
def rounds(draw: st.DrawFn) -> list[Round]:
    """Rounds in the order of their numbers, some with nothing to show."""
    found = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        name = draw(st.sampled_from(NAMES))
        by = draw(st.sampled_from([ORGANISATION, RESPONDENTS]))
        score = draw(st.none() | st.floats(0, 100))
        shown = draw(st.booleans())
        own = scores_of(INSTRUMENTS[name], score) if shown else None
        found.append(Round(wave(number, name, by, draw(st.sampled_from(SUBJECTS))), None, own, {}))
    return found


def alike(one: Wave) -> tuple[str, str, str]:
    return one.instrument, one.answered_by, one.subject.casefold()


@given(rounds())
def test_every_round_stands_in_one_strand_with_those_like_it(found: list[Round]) -> None:
    made = strands(INSTRUMENTS, found)
    stand = [r.wave for strand in made for r in strand.rounds]
    assert sorted(w.number for w in stand) == [r.wave.number for r in found if r.there]
    keys = [alike(strand.wave) for strand in made]
    assert len(keys) == len(set(keys))
    order = list(INSTRUMENTS)
    places = [order.index(strand.instrument.id) for strand in made]
    assert places == sorted(places)
    for strand in made:
        numbers = [r.wave.number for r in strand.rounds]
        assert numbers == sorted(numbers)
        assert {alike(r.wave) for r in strand.rounds} <= {alike(strand.wave)}
        assert strand.latest is (strand.rounds[-1] if strand.rounds else None)
        assert strand.before is (strand.rounds[-2] if len(strand.rounds) > 1 else None)


@given(rounds())
def test_what_waits_is_the_last_of_respondents_with_nothing_to_show(found: list[Round]) -> None:
    for strand in strands(INSTRUMENTS, found):
        same = [r for r in found if alike(r.wave) == alike(strand.wave)]
        same = [r for r in same if r.there or not r.wave.own]
        assert strand.waiting == (None if same[-1].there else same[-1].wave)


@given(rounds())
def test_each_score_of_the_latest_rounds_is_read_once(found: list[Round]) -> None:
    made = strands(INSTRUMENTS, found)
    read = list(readings(made))
    wanted = 0
    for strand in made:
        if strand.latest:
            free = {d.id for d in strand.instrument.dimensions if d.poles is None}
            wanted += len(free & strand.latest.scores().keys())
    assert len(read) == wanted
    for score in read:
        assert 0 <= score.score <= 100
        assert score.key.partition(".")[0] in NAMES
    for _, same in groupby(read, lambda score: (score.key, score.subject, score.own)):
        assert len(list(same)) == 1


def test_a_strand_of_nothing_has_no_wave() -> None:
    with pytest.raises(ValueError, match="a strand has"):
        _ = Strand(INSTRUMENTS["enablers"], ()).wave
    assert not Round(wave(1, "enablers", ORGANISATION, ""), None, None, {}).scores()


def test_where_all_answer_the_same_questions_there_is_one_group() -> None:
    assert Strand(INSTRUMENTS["enablers"], ()).forms == ("",)
    asked = INSTRUMENTS["engagement-process"]
    assert Strand(asked, ()).forms == asked.form_ids
