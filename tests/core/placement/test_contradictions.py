"""Contradictions and what reads differently, against the conditions read as plainly as can be."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.contradictions import Contradictions
from ladder_assess.core.placement.rereading import Rereading
from ladder_assess.core.questionnaire.answers import Answers, atom_holds
from ladder_assess.core.questionnaire.conditions import (
    AllOf,
    AnyOf,
    Atom,
    Condition,
    Not,
    items_of,
)
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from tests.core import naive
from tests.core.drawn import EVERYTHING, among, known, some_of, with_gaps

SURE = settings(max_examples=3 * settings().max_examples, deadline=None, derandomize=True)
SINCE_1 = (
    "decision_stage", "response", "seats", "decision_rule", "override", "accountability",
    "resources", "who_plans", "who_delivers", "professional_role", "benefit", "initiator",
)  # fmt: skip


def holds(condition: Condition, answers: Answers, of: Questionnaire) -> bool:
    """Does a condition hold? Every item in it must be answered."""
    match condition:
        case Atom():
            return atom_holds(condition, of.coded[condition.item], answers[condition.item])
        case Not(part):
            return not holds(part, answers, of)
        case AllOf(parts):
            return all(holds(part, answers, of) for part in parts)
        case AnyOf(parts):
            return any(holds(part, answers, of) for part in parts)


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_a_pair_is_found_where_both_answers_are_known_and_are_such(
    questionnaire: Questionnaire, assessor: Assessor, answers: Answers
) -> None:
    evidence = {item.id for item in questionnaire.evidence}
    alone = answers.get("level") == "individual"
    expected = [
        row.id
        for row in questionnaire.contradictions
        if all(item in answers for item in row.items)
        and all(holds(half, answers, questionnaire) for half in row.pair)
        and not (alone and evidence & set(row.items))
    ]
    assert [row.id for row in assessor.contradictions.among(answers)] == expected


@SURE
@given(answers=with_gaps(*EVERYTHING), data=st.data())
def test_what_is_asked_when_an_answer_is_given_was_not_there_before(
    assessor: Assessor, answers: dict[str, naive.Answer], data: st.DataObject
) -> None:
    item = data.draw(among(*EVERYTHING))
    after = {**answers, item: data.draw(among(*naive.possible(item)))}
    pairs = assessor.contradictions
    made = pairs.made_by(answers, after)
    assert set(pairs.among(after)) - set(pairs.among(answers)) == set(made)
    if item != "level":
        assert all(item in row.items for row in made)


def test_the_pairs_that_the_method_names_are_among_them(questionnaire: Questionnaire) -> None:
    pairs = {row.items for row in questionnaire.contradictions}
    named = {
        ("seats", "decision_rule"), ("seats", "selection"), ("purpose", "decision_rule"),
        ("response", "decision_rule"), ("override", "decision_rule"), ("budget", "management"),
        ("dialogue", "seats"),
    }  # fmt: skip
    assert named <= pairs
    assert len(questionnaire.contradictions) > len(named)


def test_the_first_version_asks_of_none(first_version: Questionnaire) -> None:
    assert Contradictions(first_version).among({"seats": "none", "selection": "by_lot"}) == ()


@SURE
@given(answers=known(*EVERYTHING), data=st.data())
def test_an_answer_reads_differently_unless_no_completion_makes_it_matter(
    questionnaire: Questionnaire, answers: dict[str, naive.Answer], data: st.DataObject
) -> None:
    rereading = Rereading(questionnaire)
    unknown = data.draw(some_of(*EVERYTHING, most=2))
    given_ = {item: answer for item, answer in answers.items() if item not in unknown}
    found = {row.item for row in rereading.of(given_)}
    for row in questionnaire.clearer:
        assert row.may_matter is not None
        about = items_of([row.may_matter])
        ways = naive.completions(given_, about)
        matters = any(holds(row.may_matter, way, questionnaire) for way in ways)
        assert (row.item in found) == (row.item in given_ and matters), row.item


def test_every_question_that_changed_its_meaning_is_named(questionnaire: Questionnaire) -> None:
    assert questionnaire.clearer_since == 1
    assert tuple(row.item for row in questionnaire.clearer) == SINCE_1


def test_every_question_of_the_facts_says_how_to_find_out(questionnaire: Questionnaire) -> None:
    assert all(item.find_out for item in questionnaire.coded.values())


@SURE
@given(answers=with_gaps(*EVERYTHING))
def test_no_step_up_makes_a_contradiction_that_is_not_told(
    assessor: Assessor, answers: Answers
) -> None:
    """Without the answers that are said to change as well, the steps contradict nothing new."""
    activity = Activity(id="a", answers=answers, evidence={})
    climb = assessor.assess(activity).climb
    steps = {change.item: change.after for change in climb.changes} if climb else {}
    also = assessor.explain(activity).also_changing
    pairs = assessor.contradictions
    left = {item: answer for item, answer in answers.items() if item not in also}
    assert pairs.made_by(answers, {**left, **steps}) == ()
    assert not set(also) & steps.keys()
    # Each of them is needed: with it in place there is a pair that was not there.
    for item in also:
        kept = {**left, item: answers[item], **steps}
        assert pairs.made_by(answers, kept)


def test_the_step_to_deciding_says_what_else_would_change(assessor: Assessor) -> None:
    """So that the property above has something to see."""
    answers = {
        "purpose": "listen", "information": "adequate", "dialogue": "ongoing", "seats": "equal",
        "decision_stage": "open", "decision_rule": "joint", "override": "by_negotiation",
        "ground_rules": "agreed", "response": "considered", "accountability": "formal",
        "budget": "delegated", "selection": "community", "level": "collective",
    }  # fmt: skip
    explained = assessor.explain(Activity(id="a", answers=answers, evidence={}))
    assert explained.also_changing == ("purpose", "response")
