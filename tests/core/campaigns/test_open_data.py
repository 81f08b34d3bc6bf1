"""Open data: fives, twenty people, and nothing that does not follow from these."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.campaigns.course import (
    CLOSED,
    GRACE_MINUTES,
    OPENED,
    STATES,
    Course,
    is_settled,
    may_send,
)
from ladder_assess.core.campaigns.open_data import FEWEST_PUBLISHED, ROUNDED_TO, in_open, nearest
from ladder_assess.core.instruments.group_scores import GroupResult, Told, result_of
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

INSTRUMENTS = load(CHECKOUT / "questionnaires").instruments
NAMES = ("officer-survey", "engagement-process", "principles")


def group_of(instrument: Instrument, seed: int) -> GroupResult:
    """What may be shown of a group of up to 60 people, who left out some questions."""
    chance = Random(seed)
    form = chance.choice(instrument.form_ids or ("",))
    answered = 5 * chance.randint(1, 12)
    told = {}
    for item in instrument.asked(form):
        people = chance.randint(0, answered)
        if people < 5:
            continue
        if item.answer == "many":
            counts = tuple(chance.randint(0, people) for _ in item.options)
        else:
            cuts = sorted(chance.randint(0, people) for _ in item.options[1:])
            counts = tuple(b - a for a, b in zip([0, *cuts], [*cuts, people], strict=True))
        told[item.id] = Told(item, counts, people)
    return result_of(instrument, form, answered, told, short=False)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_of_twenty_people_and_follows_from_counts_in_fives(name: str) -> None:
    instrument = INSTRUMENTS[name]

    @settings(max_examples=30, deadline=None)
    @given(st.integers(0, 2**32))
    def check(seed: int) -> None:
        group = group_of(instrument, seed)
        opened = in_open(instrument, group, short=False)
        if group.answered < FEWEST_PUBLISHED:
            assert opened is None
            return
        assert opened is not None
        for key, told in opened.told.items():
            exact = group.told[key]
            assert exact.people >= FEWEST_PUBLISHED
            assert told.people > 0
            assert not told.people % ROUNDED_TO
            for count, was in zip(told.counts, exact.counts, strict=True):
                assert not count % ROUNDED_TO
                assert count <= told.people
                assert abs(count - was) <= ROUNDED_TO // 2 + (told.people < was)
        again = result_of(instrument, group.form, group.answered, opened.told, short=False)
        assert again == opened

    check()


@given(st.integers(0, 10_000))
def test_the_nearest_five_is_at_most_two_away(count: int) -> None:
    assert nearest(count) % ROUNDED_TO == 0
    assert abs(nearest(count) - count) <= 2


@given(
    st.sampled_from(STATES), st.none() | st.integers(0, 10_000), st.none() | st.integers(0, 10_000),
    st.integers(0, 20_000),
)  # fmt: skip
def test_nothing_is_settled_while_answers_can_come(
    state: str, opens: int | None, closes: int | None, now: int
) -> None:
    course = Course(state, opens, closes)
    if is_settled(course, now):
        assert not any(may_send(course, later) for later in range(now, now + 7200, 600))


def test_answers_can_come_for_a_while_after_closing() -> None:
    assert not is_settled(Course(OPENED, 0, None), 10**9)
    assert not is_settled(Course(CLOSED, 0, 100), 100 + GRACE_MINUTES * 60 - 1)
    assert is_settled(Course(CLOSED, 0, 100), 100 + GRACE_MINUTES * 60)
