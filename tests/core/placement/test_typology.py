"""The typology against tables written a second time, over all completions of what is unknown."""

import pytest
from hypothesis import given, settings

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.placement.typology import UNCLASSIFIED, Crossing, Typologist
from tests.core import naive
from tests.core.drawn import ALL_TYPOLOGY, known, with_gaps
from tests.core.naive import Answer

Answers = dict[str, Answer]
SURE = settings(max_examples=3 * settings().max_examples, deadline=None, derandomize=True)
FOR_KIND = naive.KIND_ITEMS
FOR_ROLE = ("initiator", "functions")


@SURE
@given(answers=known(*ALL_TYPOLOGY, "purpose"))
def test_complete_answers_have_a_kind_and_a_role(typologist: Typologist, answers: Answers) -> None:
    found = typologist.read(answers)
    assert found.kind == naive.kind(answers)
    assert found.role == naive.role(answers)


@SURE
@given(answers=with_gaps(*FOR_KIND, "initiator"))
def test_a_kind_is_given_when_every_completion_agrees(
    typologist: Typologist, answers: Answers
) -> None:
    found = typologist.read(answers)
    kind = naive.over_completions(answers, FOR_KIND, naive.kind)
    assert found.kind == (kind or UNCLASSIFIED)
    assert found.role == naive.over_completions(answers, FOR_ROLE, naive.role)


@SURE
@given(answers=with_gaps(*ALL_TYPOLOGY, "purpose"))
def test_findings_hold_on_known_answers_alone(typologist: Typologist, answers: Answers) -> None:
    assert typologist.read(answers).rhetoric == naive.findings(answers)


@pytest.mark.parametrize("plans", [None, *naive.WHO])
@pytest.mark.parametrize("delivers", [None, *naive.WHO])
def test_the_nine_cells(typologist: Typologist, plans: str | None, delivers: str | None) -> None:
    answers = {"who_plans": plans, "who_delivers": delivers}
    found = typologist.read({item: answer for item, answer in answers.items() if answer})
    assert found.cell == naive.CELLS.get((plans or "", delivers or ""))


@SURE
@given(answers=with_gaps("functions"))
def test_functions_stand_in_their_groups(typologist: Typologist, answers: Answers) -> None:
    chosen = answers.get("functions")
    expected = chosen is not None and {
        "co_commissioning": tuple(f for f in naive.ASKED_FROM_PEOPLE if f in chosen),
        "co_delivery": tuple(f for f in naive.DONE_BY_PEOPLE if f in chosen),
    }
    assert typologist.read(answers).functions == (expected or None)


@pytest.mark.parametrize(
    ("delivers", "placed", "expected"),
    [
        ("joint", Interval(3, 4), (Crossing("labour_without_power", certain=True),)),
        ("community", Interval(4, 5), (Crossing("labour_without_power", certain=False),)),
        ("community", Interval(5, 8), ()),
        ("professionals", Interval(0, 0), ()),
        (None, Interval(0, 4), ()),
    ],
)
def test_labour_without_power(
    typologist: Typologist,
    delivers: str | None,
    placed: Interval,
    expected: tuple[Crossing, ...],
) -> None:
    answers = {"who_delivers": delivers} if delivers else {}
    assert typologist.cross(answers, placed) == expected
