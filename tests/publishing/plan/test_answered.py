"""What became of an action for several activities is told by its causes, none of them merged.

The tests of such actions had activities that had met the reason or still had it: what else can
become of one was told as "has changed", which said nothing of whether the rules did that.
"""

from datetime import date, timedelta
from itertools import combinations_with_replacement

import pytest

from ladder_assess.core.plan.plan import Action, ReasonNow, ReasonToday, Trigger
from ladder_assess.core.plan.reason_now import (
    GONE,
    HOLDS,
    MAY_HOLD,
    MET,
    NO_LADDER,
    NO_LONGER,
    NOT_NEEDED,
    READ_ANEW,
    RULES,
    STATES,
)
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.plan.answered import SaidOfAnswer, in_brief, reason_today, said_of
from tests.publishing.plans import questionnaire, sources

# Some time on 1 April 2026.
CHOSEN, DAY = 1775044800, date(2026, 4, 1)

WORDS = {
    RULES: "because the rules changed, not the answers",
    READ_ANEW: "because answers were read anew for a move",
    NO_LONGER: "by what was done or by the move",
    NOT_NEEDED: "no longer needed",
    NO_LADDER: "one person",
    GONE: "no longer in the list",
}


def told(*states: str) -> str:
    reason = ReasonToday(tuple(map(ReasonNow, states)))
    return reason_today(
        Action(1, 0, "", "", trigger=Trigger("caution", "a"), reason=reason), Speech()
    )


@pytest.mark.parametrize("count", [2, 3])
def test_each_cause_is_told_where_it_is_one_and_only_there(count: int) -> None:
    for states in combinations_with_replacement(STATES, count):
        said = told(*states)
        for state, words in WORDS.items():
            assert (words in said) == (state in states), (states, said)


def test_half_by_the_rules_reads_as_that() -> None:
    assert told(*[HOLDS] * 4, *[RULES] * 4) == (
        "This still holds, or may, for 4 of 8 activities. "
        "For 4 it is no longer so because the rules changed, not the answers."
    )


def test_a_question_that_an_action_answered_ends_once() -> None:
    """It read “How are decisions made?. This still holds.”"""
    asked = SaidOfAnswer("“Who decides?” was not known.", "Not known yet", "This still holds.")
    assert asked.whole == "“Who decides?” was not known. This still holds."
    assert SaidOfAnswer("Your own action.", "", "").whole == "Your own action."


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("later", [0, 1])
def test_on_the_day_itself_nothing_is_told_of_a_day_that_is_over(state: str, later: int) -> None:
    """A plan said of what was chosen a minute before: “This still holds.”"""
    words = Words(questionnaire(), sources())
    action = Action(
        1, 1, "", "", trigger=Trigger("find_out", "seats"), chosen=CHOSEN,
        reason=ReasonToday((ReasonNow(state),)),
    )  # fmt: skip
    said = said_of(action, words, Speech(), today=DAY + timedelta(days=later))
    fresh = state == HOLDS and not later
    assert ("When it was chosen" in said.why) is not fresh
    assert bool(said.today) is not fresh
    assert said.why


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ((HOLDS,), "Still so."),
        ((HOLDS, HOLDS), "Still so."),
        ((MAY_HOLD,), "May still hold."),
        ((MET,), "Met on 1 Apr 2026."),
        ((MET, MET), "Met on 1 Apr 2026."),
        ((HOLDS, MET, GONE), "May hold for 1 of 3."),
        ((NOT_NEEDED,), "No longer needed."),
        ((MET, GONE), "No longer so."),
        ((GONE,), "No longer in the list."),
        ((RULES,), "No longer so."),
    ],
)
def test_a_line_says_in_few_words_what_became_of_it(states: tuple[str, ...], said: str) -> None:
    reason = ReasonToday(tuple(ReasonNow(state, DAY) for state in states))
    assert in_brief(reason, Speech()) == said
    assert in_brief(None, Speech()) == ""
    undated = ReasonToday(tuple(ReasonNow(state) for state in states))
    assert in_brief(undated, Speech()) == said.replace(" on 1 Apr 2026", "")
