"""Proposals come in an order in which they can be done, whatever is in the list with them."""

from collections.abc import Callable, Iterable, Mapping
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.checks import order as checks
from ladder_assess.core.checks.order import order_problems
from ladder_assess.core.checks.problems import Name
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.plan.filter import Proposed, by_advice
from ladder_assess.core.plan.of_scores import propose_for_scores
from ladder_assess.core.plan.order import (
    Placed,
    brought_forward,
    closed,
    in_order,
    loop,
    named,
    needing,
    resting,
    settling,
)
from ladder_assess.core.plan.plan import Proposal, Recommendation, ScoreNow, propose
from ladder_assess.core.plan.weighing import weigh_proposals
from tests.publishing.plans import assessed
from tests.support.command import rules

RULES = rules()
DEFINITIONS = RULES.definitions
LIBRARY, ADVICE = DEFINITIONS.library, DEFINITIONS.advice
EVERY = [*LIBRARY.by_trigger.values(), *(r for each in ADVICE.values() for r in each)]
AFTER = {each.id: each.after for each in EVERY}
LETTERS = "abcdefgh"


def _after(each: Recommendation) -> frozenset[str]:
    return each.after


def _called(each: Recommendation) -> str:
    return each.id


NEEDS = needing(_after, _called)


@st.composite
def orders(draw: st.DrawFn) -> dict[str, list[str]]:
    """What needs what, with no way round: each needs only such as stand before it in some order."""
    line = draw(st.permutations(LETTERS))
    return {one: draw(st.lists(st.sampled_from(line[:at]), unique=True)) if at else []
            for at, one in enumerate(line)}  # fmt: skip


@given(orders(), st.lists(st.sampled_from(LETTERS), unique=True))
def test_what_is_needed_comes_first_and_nothing_else_is_moved(
    after: dict[str, list[str]], urgent: list[str]
) -> None:
    every = closed(after)
    placed = in_order(urgent, needing(every.__getitem__, str))
    found = [urgent[each.place] for each in placed]
    assert sorted(found) == sorted(urgent)
    for at, one in enumerate(found):
        assert not every[one] & set(found[at + 1 :]), "nothing comes before what it needs"
    brought = [each.brought_by for each in placed]
    assert brought == sorted(brought), "what is not needed by others keeps its urgency"
    for each in placed:
        assert each.place == each.brought_by or urgent[each.place] in every[urgent[each.brought_by]]


@given(orders(), st.permutations(LETTERS), st.data())
def test_what_is_added_comes_before_what_needs_it_and_the_rest_stays(
    after: dict[str, list[str]], line: list[str], data: st.DataObject
) -> None:
    every = closed(after)
    done = [line[each.place] for each in in_order(line, needing(every.__getitem__, str))]
    chosen = data.draw(st.sets(st.sampled_from(LETTERS)))
    kept = [one for one in done if one not in chosen]
    added = [one for one in done if one in chosen]
    found = brought_forward(kept, added, lambda one, other: other in every[one])
    assert [one for one in found if one not in chosen] == kept, "their owner's order stays"
    for at, one in enumerate(found):
        assert not every[one] & set(found[at + 1 :])


def test_a_way_round_is_found() -> None:
    assert loop({"a": ["b"], "b": ["c"]}) == ()
    assert set(loop({"a": ["b"], "b": ["c"], "c": ["a"]})) == {"a", "b", "c"}
    with pytest.raises(ValueError, match="no order is possible"):
        closed({"a": ["a"]})


def test_a_fact_stands_for_all_that_settles_it() -> None:
    asked = settling(
        [("out", "find_out", "seats"), ("which", "contradiction", "x"), ("do", "change", "seats")],
        {"x": ("seats", "dialogue")},
    )
    assert asked == {"seats": ["out", "which"], "dialogue": ["which"]}
    assert named(["first", {"facts_on": "seats"}, {"facts_on": "purpose"}], asked) == (
        "first", "out", "which",
    )  # fmt: skip


def obeys(found: Iterable[Proposal]) -> bool:
    ids = [proposal.recommendation.id for proposal in found]
    return all(not AFTER[one] & set(ids[at + 1 :]) for at, one in enumerate(ids))


VERSIONS = {DEFINITIONS.questionnaire.stamp: DEFINITIONS.questionnaire, **DEFINITIONS.earlier_rules}


def _answers(stamp: str) -> st.SearchStrategy[tuple[str, dict[str, str]]]:
    single = [item for item in VERSIONS[stamp].coded.values() if item.answer == "one"]
    each = {item.id: st.sampled_from(item.option_ids) for item in single}
    return st.tuples(st.just(stamp), st.fixed_dictionaries({}, optional=each))


ANSWERS = st.sampled_from(sorted(VERSIONS)).flatmap(_answers)


@given(ANSWERS, st.none() | st.integers(0, 8), st.sampled_from(["", "40", "9000"]))
def test_no_list_of_an_activity_breaks_the_order(
    said: tuple[str, Mapping[str, str]], intended: int | None, people: str
) -> None:
    stamp, answers = said
    assessor = RULES.of(stamp).assessor
    activity = Activity("a", answers, intended=intended)
    told = propose(LIBRARY, assessor.assess(activity), assessor.findings(activity))
    one = assessed(1, {}, intended_rung=intended)
    assert obeys(weigh_proposals(told, one))
    assert obeys(weigh_proposals(reversed(told), one))
    proposed = [Proposed(one, weigh_proposals(told, one)), Proposed(None, scores_of({}))]
    assert obeys(Proposal(each.recommendation) for each in by_advice(proposed))


def scores_of(scores: Mapping[str, int]) -> tuple[Proposal, ...]:
    found = [ScoreNow(key, key, score, "", "", 1) for key, score in scores.items()]
    return weigh_proposals(propose_for_scores(ADVICE, found), None)


@given(st.dictionaries(st.sampled_from(sorted(ADVICE)), st.integers(0, 100)))
def test_no_list_of_an_organisation_breaks_the_order(scores: dict[str, int]) -> None:
    assert obeys(scores_of(scores))


def test_seats_come_before_the_advice_of_the_group() -> None:
    activity = Activity("a", {"dialogue": "one_off", "decision_stage": "open", "seats": "none",
                              "decision_rule": "organisation", "information": "adequate"},
                        intended=5)  # fmt: skip
    assessor = RULES.assessor
    told = propose(LIBRARY, assessor.assess(activity), assessor.findings(activity))
    ids = [p.recommendation.id for p in weigh_proposals(told, assessed(1, {}, intended_rung=5))]
    assert ids.index("set-up-an-advisory-group") < ids.index("hear-advice-before-deciding")


def test_every_pair_that_has_an_order_is_kept_whatever_lies_between() -> None:
    for one, other in permutations(EVERY, 2):
        if other.id in one.after:
            found = in_order((one, other), NEEDS)
            assert [place for place, _ in found] == [1, 0]
    assert sum(len(each.after) for each in EVERY) > 100


def test_lint_names_a_list_that_is_not_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check would see it, if lists were put in order wrongly."""
    data = {
        "recommendations": [
            {"id": "a", "answers": {"dimension": "x.y"}},
            {"id": "b", "answers": {"dimension": "x.z"}, "after": ["a"]},
        ]
    }
    assert order_problems(data) == []
    monkeypatch.setattr(
        checks, "in_order", lambda each, *_: [Placed(n, n) for n in range(len(each))]
    )
    assert {problem.name for problem in order_problems(data)} == {Name.ORDER_BROKEN}


def test_more_rests_on_what_one_needs_than_on_that_one() -> None:
    """Two that rest on `a` need not rest on `g`, where they are about other activities: `a` came
    before what it needs then.
    """
    needs = {"a": "g", "b": "a", "c": "a"}

    def needed(thing: str) -> Callable[[str], bool] | None:
        return (lambda other: other == needs[thing]) if thing in needs else None

    assert resting("gabc", needed) == [3, 2, 0, 0]
