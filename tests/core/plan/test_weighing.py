"""What a priority is worked out from: the facts of activities, and the scores as they stand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.plan import Action, Proposal, Recommendation, ScoreNow, Trigger
from ladder_assess.core.plan.priority import (
    INTENDED,
    NO_GAP,
    NO_LADDER,
    NOT_INTENDED,
    SCORE,
    Gap,
    Reach,
    Weighed,
)
from ladder_assess.core.plan.weighing import (
    weigh_actions,
    weigh_for_activity,
    weigh_for_organisation,
    weigh_for_several,
    weigh_proposals,
)
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.plan.reasons import priority_of_action, why_so_urgent
from tests.publishing.plans import ONE_PERSON, PANEL, SHOW, UNSURE, assessed

SENIOR = Trigger("dimension", "enablers.senior_support")
READING = ScoreNow(SENIOR.key, "Support from the top", 38, "", "", 1)


def activity(
    answers: Mapping[str, Any], people: str = "", number: int = 1, **others: Any
) -> AssessedActivity:
    about = {"people_affected": people} if people else {}
    return replace(assessed(number, answers, **others), about=about)


@pytest.mark.parametrize("intended", range(9))
def test_the_gap_runs_from_where_it_certainly_stands(intended: int) -> None:
    for answers in (PANEL, UNSURE):
        found = activity(answers, intended_rung=intended)
        low, high = found.assessment.placement.interval
        gap = weigh_for_activity(found, "small").gap
        assert gap == Gap(INTENDED, max(0, intended - low), gap.unsure)
        assert gap.size is not None
        assert gap.size - gap.unsure == max(0, intended - high), "the end that it may stand on"


@pytest.mark.parametrize("intended", range(9))
@pytest.mark.parametrize("answers", [PANEL, UNSURE, SHOW, {}])
def test_a_reason_never_calls_certain_what_is_open(
    answers: Mapping[str, Any], intended: int
) -> None:
    found = activity(answers, intended_rung=intended)
    low, high = found.assessment.placement.interval
    said = why_so_urgent(weigh_for_activity(found, "small"), Speech()).split(" and ")[0]
    numbers = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight")
    told = [numbers.index(word) for word in said.split() if word in numbers]
    gaps = sorted({max(0, intended - rung) for rung in range(low, high + 1)})
    assert (told or [0]) == sorted({gaps[0], gaps[-1]}), said


def test_without_an_intended_rung_or_a_ladder_that_is_said() -> None:
    assert weigh_for_activity(activity(PANEL), "").gap == Gap(NOT_INTENDED)
    assert weigh_for_activity(activity(ONE_PERSON, intended_rung=6), "").gap == Gap(NO_LADDER)


@pytest.mark.parametrize(
    ("said", "people"), [("4000", 4000), ("0", 0), ("", None), ("many", None), ("²", None)]
)
def test_people_are_as_they_were_said(said: str, people: int | None) -> None:
    assert weigh_for_activity(activity(PANEL, said), "").reach == Reach(people)


def test_several_have_the_widest_gap_and_all_of_the_people() -> None:
    each = [
        activity(PANEL, "40", 1, intended_rung=5),
        activity(PANEL, "", 2, intended_rung=8),
        activity(PANEL, "60", 3),
    ]
    found = weigh_for_several(each, "small")
    assert found.gap == Gap(INTENDED, 3, below=1)
    unknown = activity({"purpose": "listen"}, "", 4, intended_rung=4)
    assert weigh_for_several([*each, unknown], "small").gap == Gap(
        INTENDED, 4, 4, below=2, exact=1, exact_size=3
    )
    assert found.reach == Reach(100, False, 3, 2)
    assert weigh_for_several(each[1:2], "").reach.people is None


def test_the_lowest_score_says_how_far_an_organisation_is() -> None:
    scores = (READING, READING._replace(score=70))
    assert weigh_for_organisation(scores, "").gap == Gap(SCORE, 62)
    assert weigh_for_organisation((), "").gap == Gap(NO_GAP)
    assert weigh_for_organisation((), "").reach.whole


def test_proposals_come_most_urgent_first_and_else_as_they_were() -> None:
    def advice(name: str, effort: str) -> Proposal:
        return Proposal(Recommendation(name, SENIOR, "", "", "", "", effort, "", ""))

    given = [advice("a", "large"), advice("b", "small"), advice("c", "large"), advice("d", "small")]
    found = weigh_proposals(given, activity(PANEL, "50", intended_rung=6))
    assert [p.recommendation.id for p in found] == ["b", "d", "a", "c"]
    assert all(p.weighed for p in found)


def test_actions_are_weighed_by_what_they_are_for() -> None:
    known = [activity(PANEL, "40", 1, intended_rung=6), activity(PANEL, "9000", 2)]
    actions = (
        Action(1, 1, "", "", effort="small"),
        Action(2, 0, "", "", covers=(1, 2)),
        Action(3, 0, "", "", trigger=SENIOR),
        Action(4, 0, "", ""),
        Action(5, 99, "", ""),
    )
    found = weigh_actions(actions, known, {SENIOR: (READING,)})
    assert [a.id for a in found] == [1, 2, 3, 4, 5], "their order is their owner's"
    weighed = [a.weighed for a in found]
    assert weighed[0] == weigh_for_activity(known[0], "small")
    assert weighed[1] == weigh_for_several(known, "")
    assert weighed[2] == Weighed(Gap(SCORE, 62, lowest=True), Reach(whole=True))
    assert weighed[3] == weighed[4] == Weighed(Gap(NO_GAP), Reach(whole=True))


@pytest.mark.parametrize(
    ("weighed", "said"),
    [
        (
            Weighed(Gap(INTENDED, 2), Reach(4000), "small"),
            "the activity stands two rungs below what was intended, it helps about 4,000 people "
            "and it takes little work",
        ),
        (
            Weighed(Gap(INTENDED, 0), Reach(1), "large"),
            "it helps about 1 person and it takes much work",
        ),
        (
            Weighed(Gap(INTENDED, 0, single=True), Reach(), "small"),
            "it takes little work",
        ),
        (
            Weighed(Gap(INTENDED, 5, unsure=3), Reach(4000), "small"),
            "the activity stands two to five rungs below what was intended, it helps about 4,000 "
            "people and it takes little work",
        ),
        (
            Weighed(Gap(INTENDED, 1, unsure=1), Reach(4000), "small"),
            "the activity stands none or one rung below what was intended, it helps about 4,000 "
            "people and it takes little work",
        ),
        (
            Weighed(Gap(SCORE, 62), Reach(whole=True), "medium"),
            "its score is 38 of 100, it helps everyone and it takes some work",
        ),
        (
            Weighed(Gap(SCORE, 100, single=True, lowest=True), Reach(whole=True), "small"),
            "its score is the lowest, 0 of 100 (which rests on a single answer), it helps everyone "
            "and it takes little work",
        ),
        (
            Weighed(Gap(INTENDED, 2, single=True), Reach(40), "small", turn=(-27.0,), rests=1),
            "other advice rests on it, the activity stands two rungs below what was "
            "intended (which rests on a single answer), it helps about 40 people and "
            "it takes little work",
        ),
        (
            Weighed(Gap(INTENDED, 1, below=2), Reach(100, False, 3, 2), ""),
            "2 of these stand one rung below what was intended, it helps about 100 "
            "people (2 of 3 activities say how many) and how much work it takes is not known",
        ),
        (
            Weighed(Gap(INTENDED, 4, 4, below=1), Reach(None, False, 9, 0), "small"),
            "1 of these may stand up to four rungs below what was intended, it is for 9 activities "
            "and it takes little work",
        ),
        (
            Weighed(Gap(NOT_INTENDED), Reach(), "small"),
            "it takes little work",
        ),
    ],
)
def test_each_part_is_said_in_words(weighed: Weighed, said: str) -> None:
    assert why_so_urgent(weighed, Speech()) == said


@pytest.mark.parametrize("size", range(1, 9))
def test_every_gap_has_words(size: int) -> None:
    assert "rung" in why_so_urgent(Weighed(Gap(INTENDED, size), Reach()), Speech())


def test_what_was_set_by_hand_says_what_it_would_be() -> None:
    weighed = Weighed(Gap(INTENDED, 1), Reach(250), "medium", level="medium")
    action = Action(1, 1, "", "", weighed=weighed)
    assert priority_of_action(action, Speech()).startswith(
        "Next: the activity stands one rung below"
    )
    said = priority_of_action(replace(action, priority="high"), Speech())
    assert said.startswith("First, as you set it. Worked out, it would be “Next”:")
    assert priority_of_action(Action(1, 1, "", ""), Speech()) == "Next"
    for status, word in (("done", "Done"), ("dropped", "Dropped")):
        over = replace(action, status=status)
        assert priority_of_action(over, Speech()) == f"{word}, so no longer in order"


@pytest.mark.parametrize("score", range(101))
@pytest.mark.parametrize("lowest", [True, False])
def test_a_score_is_said_as_it_is_and_never_by_what_it_lacks(score: int, lowest: bool) -> None:
    weighed = weigh_for_organisation(
        [READING._replace(score=score)], "small", score if lowest else 0
    )
    said = why_so_urgent(weighed, Speech())
    assert f"{score} of 100" in said
    assert "lack" not in said
    assert said.startswith("its score is the lowest") == (lowest or not score)


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_what_rests_on_a_single_answer_says_so(answers: int) -> None:
    weighed = weigh_for_organisation([READING._replace(answers=answers)], "")
    assert ("single answer" in why_so_urgent(weighed, Speech())) == (answers == 1)
    found = activity(PANEL, "40", intended_rung=6)
    (action,) = weigh_actions([Action(1, 1, "", "")], [found], {}, lambda number: answers == 1)
    assert action.weighed is not None
    assert ("single answer" in why_so_urgent(action.weighed, Speech())) == (answers == 1)
