"""The lowest topics of a round, and what is advised about them; none is picked among equals."""

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.instruments.group_scores import GroupResult, GroupScore
from ladder_assess.publishing.instruments.lowest_topics import MOST_LOWEST, Lowest, lowest_topics
from ladder_assess.services.common.product import read_rules
from ladder_assess.settings import CHECKOUT

DEFINITIONS = read_rules(CHECKOUT / "questionnaires").definitions
OF = DEFINITIONS.instruments["engagement-process"]
TOPICS = [dimension.id for dimension in OF.dimensions]
SCORES = st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 100))
GROUPS = st.dictionaries(st.sampled_from(OF.form_ids), SCORES)


@given(GROUPS)
def test_none_that_is_left_out_is_lower(drawn: dict[str, dict[str, int]]) -> None:
    groups = {
        form: GroupResult(form, 5, {k: GroupScore(v, 5) for k, v in scores.items()}, {}, (), {}, ())
        for form, scores in drawn.items()
    }
    found = lowest_topics(OF, None, groups, DEFINITIONS.advice)
    all_ = {topic: [s[topic] for s in drawn.values() if topic in s] for topic in TOPICS}
    scored = {topic: min(scores) for topic, scores in all_.items() if scores}
    named, lows = found.topics, [topic.lowest for topic in found.topics]
    assert found.scored == len(scored)
    assert lows == sorted(scored.values())[: len(named)]
    assert len(named) <= MOST_LOWEST
    others = sorted(scored.values())[len(named) :]
    assert not named or not others or lows[-1] < others[0], "all others are higher"
    if found.alike:
        assert {topic.lowest for topic in found.alike} == {others[0]}
        assert len(found.alike) == others.count(others[0])
        too_many = len(named) + len(found.alike) > MOST_LOWEST
        assert too_many or len(found.alike) == found.scored, "else they would be named"
    elif others:
        assert len(named) == MOST_LOWEST
    first = found.stands_out
    assert (first is not None) == (
        bool(scored) and sorted(scored.values()).count(min(scored.values())) == 1
    )
    for topic in (*named, *found.alike):
        assert scored[topic.dimension.id] == topic.lowest
        assert sorted(topic.scores.values()) == sorted(all_[topic.dimension.id])
        bounds = [advice.below for advice in topic.advice]
        assert all(topic.lowest < below for below in bounds)
        assert bounds == sorted(bounds)


def test_where_neither_end_is_better_nothing_is_low() -> None:
    orientation = DEFINITIONS.instruments["orientation"]
    scores = {dimension.id: GroupScore(0, 5) for dimension in orientation.dimensions}
    groups = {"": GroupResult("", 5, scores, {}, (), {}, ())}
    assert lowest_topics(orientation, None, groups, DEFINITIONS.advice) == Lowest((), (), 0)
