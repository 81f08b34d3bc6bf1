"""Low scores are answered, and nothing else is: no advice on what is fine or not known."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.plan.of_scores import (
    advice_by_dimension,
    by_trigger,
    propose_for_scores,
)
from ladder_assess.core.plan.plan import DIMENSION, Recommendation, ScoreNow, Trigger

KEYS = ("enablers.culture", "enablers.methods", "principles.staff")


def advice(identity: str, key: str, below: int) -> Recommendation:
    trigger = Trigger(DIMENSION, key)
    return Recommendation(
        identity, trigger, "T", "D", "W", "jrf-2008", "small", "A", "M", "", below
    )


def reading(key: str, score: int, group: str = "", subject: str = "") -> ScoreNow:
    return ScoreNow(key, key, score, subject, group, 1)


ADVICE = [
    advice(f"{key}-{below}", key, below) for key in KEYS for below in (75, 50) if key != KEYS[1]
]
some_readings = st.lists(
    st.builds(reading, st.sampled_from(KEYS), st.integers(0, 100), st.sampled_from(["", "Staff"]))
)


@given(some_readings)
def test_advice_is_given_where_a_score_is_below_its_bound_and_nowhere_else(
    found: list[ScoreNow],
) -> None:
    proposals = propose_for_scores(advice_by_dimension(ADVICE), found)
    given_for = {p.recommendation.id: p.scores for p in proposals}
    assert len(given_for) == len(proposals)
    for each in ADVICE:
        low = [r for r in found if r.key == each.answers.key and r.score < each.below]
        assert (each.id in given_for) == bool(low)
        assert sorted(given_for.get(each.id, ())) == sorted(low)


@given(some_readings)
def test_the_lowest_scores_come_first(found: list[ScoreNow]) -> None:
    proposals = propose_for_scores(advice_by_dimension(ADVICE), found)
    lowest = [proposal.scores[0].score for proposal in proposals]
    assert lowest == sorted(lowest)
    for proposal in proposals:
        scores = [reading.score for reading in proposal.scores]
        assert scores == sorted(scores)


def test_what_is_for_the_lowest_scores_stands_first() -> None:
    (low, high) = propose_for_scores(advice_by_dimension(ADVICE), [reading(KEYS[0], 12)])
    assert (low.recommendation.below, high.recommendation.below) == (50, 75)


def test_the_bound_itself_is_not_below_it() -> None:
    known = advice_by_dimension(ADVICE)
    assert len(propose_for_scores(known, [reading(KEYS[0], 50)])) == 1
    assert propose_for_scores(known, [reading(KEYS[0], 75)]) == ()


@given(some_readings)
def test_every_score_stands_by_what_answers_it(found: list[ScoreNow]) -> None:
    now = by_trigger(found)
    assert sorted(r for each in now.values() for r in each) == sorted(found)
    assert all(r.key == trigger.key for trigger, each in now.items() for r in each)
