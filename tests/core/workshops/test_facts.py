"""Votes by the facts: only what can still move the placement is asked, and nothing tells of few."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.quick_path import QuickPath
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.core.workshops.facts import FactsBallot
from tests.publishing.plans import questionnaire

CHOICES = st.lists(st.integers(0, 9), min_size=20, max_size=20)
ROOM = st.lists(CHOICES, max_size=12)


@cache
def ballot() -> FactsBallot:
    return FactsBallot(QuickPath(Assessor(questionnaire()).placer))


def whole(choices: list[int]) -> tuple[int, ...]:
    """Somebody's answers to all that they are asked, each by a number; the last is don't know."""
    numbers: tuple[int, ...] = ()
    for choice in choices:
        item = ballot().read(numbers).next
        if item is None:
            break
        offered = (*item.option_ids, UNKNOWN)
        numbers = ballot().answered(numbers, item.id, offered[choice % len(offered)])
    return numbers


@given(CHOICES)
def test_what_decides_is_what_is_asked(choices: list[int]) -> None:
    said = ballot().read(whole(choices)).said
    known = {item: option for item, option in said.items() if option != UNKNOWN}
    assert ballot().deciding(known) <= frozenset(known)
    if known == said:
        assert ballot().deciding(known) == frozenset(said)


@given(CHOICES)
def test_a_vote_ends_where_no_answer_moves_it_any_more(choices: list[int]) -> None:
    said = ballot().read(whole(choices))
    assert said.is_vote
    known = {item: option for item, option in said.said.items() if option != UNKNOWN}
    assert said.rungs == ballot().path.placer.interval(known)
    assert UNKNOWN in said.said.values() or not said.rungs.width


@given(CHOICES)
def test_all_votes_are_as_long_as_each_other(choices: list[int]) -> None:
    assert len(whole(choices)) == len(questionnaire().evidence)


@given(CHOICES)
def test_going_back_asks_the_same_again(choices: list[int]) -> None:
    numbers = whole(choices)
    while said := ballot().read(numbers).said:
        numbers = ballot().back(numbers)
        following = ballot().read(numbers).next
        assert following is not None
        assert following.id == list(said)[-1]


@given(CHOICES, st.integers(0, 19), st.integers(0, 9))
def test_another_answer_forgets_what_is_not_asked_any_more(
    choices: list[int], place: int, other: int
) -> None:
    numbers = whole(choices)
    said = ballot().read(numbers).said
    item = questionnaire().items[list(said)[place % len(said)]]
    option = item.option_ids[other % len(item.option_ids)]
    after = ballot().read(ballot().answered(numbers, item.id, option)).said
    assert after[item.id] == option
    assert set(after) <= set(said)


def test_what_was_not_asked_cannot_be_answered() -> None:
    first = ballot().read(()).next
    assert first is not None
    others = [item for item in questionnaire().evidence if item is not first]
    for item, option in ((others[0].id, others[0].option_ids[0]), (first.id, "bogus"), ("", "")):
        with pytest.raises(ValueError, match="no answer that was asked for"):
            ballot().answered((), item, option)


@given(st.lists(st.integers(-3, 40), max_size=30))
def test_numbers_of_other_questions_say_nothing(numbers: list[int]) -> None:
    if len(numbers) != len(questionnaire().evidence):
        assert not ballot().read(numbers).said
    else:
        ballot().read(numbers)


@given(ROOM)
def test_people_are_counted_once_and_facts_of_few_not_at_all(room: list[list[int]]) -> None:
    votes = [whole(choices) for choices in room]
    begun = ballot().back(votes[0]) if votes else ()
    found = ballot().tally([*votes, begun, ()])
    if len(votes) < FEWEST_ANSWERS:
        assert found is None
        return
    assert found is not None
    assert found.votes == len(votes), "whoever has not come to the end is not counted"
    assert found.by_facts
    for fact in found.facts or ():
        assert FEWEST_ANSWERS <= fact.known <= len(votes)
        said = [ballot().read(vote).said.get(fact.item) for vote in votes]
        assert dict(fact.given) == {option: said.count(option) for option, _ in fact.given}


def test_a_room_that_agrees_on_facts_leads_to_one_rung() -> None:
    vote = whole([0] * 20)
    found = ballot().tally([vote] * 6)
    assert found is not None
    assert len(found.rated) == 1
    assert all(max(many for _, many in fact.given) == 6 for fact in found.facts or ())
