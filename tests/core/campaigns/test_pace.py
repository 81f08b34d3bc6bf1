"""Classes of time by their properties, and who gave one answer throughout."""

from itertools import pairwise
from statistics import median_low

from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.pace import A_MINUTE, HASTY, PACES, middle, pace, span
from ladder_assess.core.campaigns.straight_lines import straight_lines, throughout
from ladder_assess.core.instruments.instrument import AGREEMENT
from ladder_assess.core.instruments.wave import minutes
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

SURVEY = load(CHECKOUT / "questionnaires").instruments["principles"]
STATEMENTS = [item.id for item in SURVEY.items.values() if item.of_agreement]
QUESTIONS = st.integers(1, 400)


@given(st.floats(0, 1e6), QUESTIONS)
def test_everybody_is_in_the_class_that_holds_their_time(seconds: float, questions: int) -> None:
    low, high = span(pace(seconds, questions), questions)
    assert low * A_MINUTE <= seconds
    assert high is None or seconds < high * A_MINUTE


@given(QUESTIONS)
def test_classes_follow_each_other_and_none_is_empty(questions: int) -> None:
    spans = [span(of, questions) for of in PACES]
    assert spans[0][0] == 0
    assert spans[-1][1] is None
    for (low, high), (following, _) in pairwise(spans):
        assert high == following
        assert low < following
    hasty = spans[HASTY][1]
    assert hasty is not None
    assert hasty <= max(1, minutes(questions) / 3)


@given(st.lists(st.sampled_from(PACES)))
def test_the_middle_is_the_lower_median(people: list[int]) -> None:
    counts = {of: people.count(of) for of in PACES}
    assert middle(counts) == (median_low(people) if people else None)


@given(st.dictionaries(st.sampled_from(STATEMENTS), st.sampled_from([*AGREEMENT, UNKNOWN])))
def test_one_answer_throughout_is_found_whatever_is_not_known(values: dict[str, str]) -> None:
    known = [value for value in values.values() if value != UNKNOWN]
    found = throughout(SURVEY, values)
    assert found == (None if len(known) < 5 else known.count(known[0]) == len(known))


@given(st.integers(0, 9), st.integers(0, 9))
def test_groups_of_five_are_counted_and_others_are_not_told(straight: int, mixed: int) -> None:
    same = dict.fromkeys(STATEMENTS, "agree")
    other = same | {STATEMENTS[0]: "disagree"}
    rows = [
        AnswerRow(at, "", 1, same if at < straight else other) for at in range(straight + mixed)
    ]
    found = straight_lines(SURVEY, [*rows, AnswerRow(99, "", 1, {})])
    if straight + mixed < 5:
        assert found == {}
    else:
        assert (found[""].count, found[""].people) == (straight, straight + mixed)
