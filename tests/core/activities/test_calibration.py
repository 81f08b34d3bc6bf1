"""How far somebody who places stories is from the rules, held against naive reckoning."""

from datetime import date, timedelta
from statistics import mean

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.calibration import (
    SOME,
    PlacedStory,
    by_day,
    calibrated,
    latest,
    next_story,
    then_and_now,
)

DAY = date(2026, 5, 4)
RUNGS = st.none() | st.integers(0, 8)
STORIES = st.sampled_from("abcdef")
PLACED = st.lists(
    st.builds(
        PlacedStory, STORIES, RUNGS, RUNGS, st.integers(0, 5).map(lambda n: DAY + timedelta(n))
    )
).map(lambda placed: sorted(placed, key=lambda each: each.day))


def placed(*pairs: tuple[int | None, int | None]) -> list[PlacedStory]:
    return [PlacedStory(f"story {n}", *pair, DAY) for n, pair in enumerate(pairs)]


@given(PLACED)
def test_it_is_what_naive_reckoning_finds(stories: list[PlacedStory]) -> None:
    came = calibrated(stories)
    both = [(s.chosen, s.rules) for s in stories if s.chosen is not None and s.rules is not None]
    assert came.stories == len(stories)
    assert came.exact == sum(s.chosen == s.rules for s in stories)
    assert (came.higher, came.lower) == (sum(c > r for c, r in both), sum(c < r for c, r in both))
    assert came.no_ladder == sum((s.chosen is None) != (s.rules is None) for s in stories)
    assert came.measured == len(both)
    if both:
        assert abs(came.off - mean(abs(c - r) for c, r in both)) < 1e-9
        assert abs(came.above - came.below - mean(c - r for c, r in both)) < 1e-9
    else:
        assert came.off == 0


@given(PLACED)
def test_days_hold_all_stories_once(stories: list[PlacedStory]) -> None:
    days = by_day(stories)
    assert [day for day, _ in days] == sorted({each.day for each in stories})
    assert sum(came.stories for _, came in days) == len(stories)
    assert sum(came.rungs_above for _, came in days) == calibrated(stories).rungs_above


def test_a_habit_takes_several_that_go_one_way() -> None:
    assert calibrated(placed((4, 3), (5, 3))).habit == 0
    assert calibrated(placed((4, 3), (5, 3), (8, 1))).habit == 1
    assert calibrated(placed((4, 3), (5, 3), (8, 1), (2, 3), (1, 3))).habit == 0
    assert calibrated(placed((2, 3), (1, 3), (0, 1), (3, 3))).habit == -1


def test_then_and_now_have_no_story_in_both() -> None:
    stories = placed(*[(8, 6)] * SOME, (None, 3), *[(3, 3)] * SOME)
    found = then_and_now(stories)
    assert found
    assert [each.off for each in found] == [2, 0]
    assert then_and_now(stories[1:]) is None


@given(PLACED)
def test_the_next_story_is_the_one_longest_ago(stories: list[PlacedStory]) -> None:
    names = "abcdef"
    following = next_story(names, stories)
    unplaced = [name for name in names if name not in latest(stories)]
    if unplaced:
        assert following == unplaced[0]
    else:
        after = [each.story for each in stories]
        after = after[len(after) - after[::-1].index(following) :]
        assert set(after) == set(names) - {following}
