"""Scores keep what they promise, whatever is answered; types by facts agree with a plain count."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.instruments.definition import build_instrument
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.response import Response
from ladder_assess.core.instruments.scoring import Classified, Scorer, Scores
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definitions import load

HERE = Path(__file__).parents[1]
EXAMPLE = build_instrument(read_yaml(HERE / "example-v1.yaml").data)
REAL = load(HERE.parents[1] / "questionnaires").instruments
INSTRUMENTS = {"example": EXAMPLE, **REAL}
SCORED = sorted(name for name, instrument in INSTRUMENTS.items() if instrument.dimensions)
SCORERS = {name: Scorer(instrument) for name, instrument in INSTRUMENTS.items()}
FACTS = {"lead": ("council", "charity", "other"), "role": ("plans", "buys"),
         "scope": ("town", "street")}  # fmt: skip


@st.composite
def responses(draw: st.DrawFn) -> tuple[str, Response]:
    """An instrument's name and a response to it, in one of its forms, perhaps the short one."""
    name = draw(st.sampled_from(SCORED))
    instrument = INSTRUMENTS[name]
    single = [item for item in instrument.items.values() if item.answer == "one"]
    answered = draw(st.lists(st.sampled_from(single), unique_by=lambda item: item.id))
    answers = {item.id: draw(st.sampled_from(item.option_ids)) for item in answered}
    form = draw(st.sampled_from(("", *instrument.form_ids)))
    return name, Response("r", answers, form, draw(st.booleans()))


def mirrored(instrument: Instrument, response: Response) -> Response:
    """The same response with every scored answer at the other end of its options."""
    answers = {
        item: instrument.items[item].option_ids[-1 - instrument.items[item].rank[str(option)]]
        if instrument.items[item].dimension
        else option
        for item, option in response.answers.items()
    }
    return Response(response.id, answers, response.form, response.short)


def naive(instrument: Instrument, response: Response, dimension: str) -> float | None:
    """A dimension's score as method/instruments.md words it, step by step."""
    asked = [
        item
        for item in instrument.items.values()
        if item.dimension == dimension
        and (not response.form or not item.forms or response.form in item.forms)
        and (item.short or not response.short)
    ]
    points = []
    for item in asked:
        if item.id in response.answers:
            place = 1 + item.option_ids.index(str(response.answers[item.id]))
            points.append(6 - place if item.reverse else place)
    if not points or len(points) < len(asked) / 2:
        return None
    return 100 * (sum(points) / len(points) - 1) / 4


@given(responses())
def test_scores_are_those_of_the_definition(drawn: tuple[str, Response]) -> None:
    name, response = drawn
    for dimension, found in SCORERS[name].score(response).dimensions.items():
        expected = naive(INSTRUMENTS[name], response, dimension)
        assert found.score == (None if expected is None else pytest.approx(expected))


@given(responses())
def test_scores_lie_between_0_and_100_or_are_none_below_half(drawn: tuple[str, Response]) -> None:
    name, response = drawn
    for found in SCORERS[name].score(response).dimensions.values():
        assert 0 <= found.answered <= found.items
        assert (found.score is None) == (2 * found.answered < found.items or not found.answered)
        assert found.score is None or 0 <= found.score <= 100


@given(responses())
def test_the_other_end_of_every_scale_gives_the_other_end_of_the_score(
    drawn: tuple[str, Response],
) -> None:
    name, response = drawn
    there = SCORERS[name].score(response).dimensions
    back = SCORERS[name].score(mirrored(INSTRUMENTS[name], response)).dimensions
    for dimension, found in there.items():
        other = back[dimension].score
        if found.score is None:
            assert other is None
        else:
            assert other == pytest.approx(100 - found.score)


@given(responses(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(
    drawn: tuple[str, Response], chance: st.DataObject
) -> None:
    name, response = drawn
    pairs = list(response.answers.items())
    chance.shuffle(pairs)  # type: ignore[attr-defined]
    shuffled = Response(response.id, dict(pairs), response.form, response.short)
    assert SCORERS[name].score(shuffled) == SCORERS[name].score(response)


@given(responses())
def test_items_that_are_not_asked_or_not_scored_do_not_count(drawn: tuple[str, Response]) -> None:
    name, response = drawn
    instrument = INSTRUMENTS[name]
    asked = {item.id for item in instrument.asked(response.form, short=response.short)}
    counted = {
        item: answer
        for item, answer in response.answers.items()
        if item in asked and instrument.items[item].dimension
    }
    alone = Response(response.id, counted, response.form, response.short)
    assert SCORERS[name].score(alone).dimensions == SCORERS[name].score(response).dimensions


@given(responses(), st.data())
def test_a_better_answer_never_lowers_a_score(
    drawn: tuple[str, Response], data: st.DataObject
) -> None:
    name, response = drawn
    scored = [i for i in response.answers if INSTRUMENTS[name].items[i].dimension]
    if not scored:
        return
    item = INSTRUMENTS[name].items[data.draw(st.sampled_from(scored))]
    better = item.option_ids[0 if item.reverse else -1]
    raised = Response("r", {**response.answers, item.id: better}, response.form, response.short)
    before = SCORERS[name].score(response).dimensions[item.dimension].score
    after = SCORERS[name].score(raised).dimensions[item.dimension].score
    assert (before is None) == (after is None)
    assert before is None or after is None or after >= before


def test_exactly_half_of_the_items_is_enough() -> None:
    answers = {"trust_one": "agree", "trust_three": "agree"}
    found = SCORERS["example"].score(Response("r", answers)).dimensions["trust"]
    assert (found.score, found.answered, found.items) == (50.0, 2, 4)
    one = SCORERS["example"].score(Response("r", {"trust_one": "agree"})).dimensions["trust"]
    assert (one.score, one.answered, one.items) == (None, 1, 4)


def test_a_form_and_the_short_form_have_fewer_items() -> None:
    def items(form: str = "", *, short: bool = False) -> list[int]:
        found = SCORERS["example"].score(Response("r", {}, form, short))
        return [dimension.items for dimension in found.dimensions.values()]

    assert items() == [4, 4]
    assert items("provider") == [3, 4]
    assert items("user") == [4, 3]
    assert items("user", short=True) == [1, 1]


def plainly(facts: dict[str, str]) -> Classified:
    """The type by counting, as method/instruments.md words it, where every fact is known."""
    kinds = {
        "planner": ("council", "plans", "town"),
        "buyer": ("council", "buys", "street"),
        "helper": ("charity", "plans", "street"),
    }
    counts = {
        kind: sum(a == b for a, b in zip(facts.values(), wanted, strict=True))
        for kind, wanted in kinds.items()
    }
    if 3 in counts.values():
        return Classified(max(counts, key=lambda kind: counts[kind]))
    leaning = [kind for kind, count in counts.items() if count == 2]
    return Classified(leaning[0], leaning=True) if len(leaning) == 1 else Classified("mixed")


def classify(facts: dict[str, str]) -> Classified:
    scores: Scores = SCORERS["example"].score(Response("r", facts))
    assert scores.classification is not None
    return scores.classification


def test_every_combination_of_facts_gives_the_type_that_counting_gives() -> None:
    found = set()
    for values in product(*FACTS.values()):
        facts = dict(zip(FACTS, values, strict=True))
        assert classify(facts) == plainly(facts)
        found.add(plainly(facts))
    assert {kind.type for kind in found} == {"planner", "buyer", "helper", "mixed"}
    assert {kind.leaning for kind in found} == {True, False}


def test_a_type_with_facts_unknown_is_what_all_completions_have_in_common() -> None:
    for values in product(*((*options, None) for options in FACTS.values())):
        known = {i: v for i, v in zip(FACTS, values, strict=True) if v is not None}
        open_to = [(v,) if v else FACTS[i] for i, v in zip(FACTS, values, strict=True)]
        complete = [plainly(dict(zip(FACTS, c, strict=True))) for c in product(*open_to)]
        found = classify(known)
        types = {kind.type for kind in complete}
        assert found.type == (types.pop() if len(types) == 1 else None)
        if found.type is not None:
            assert found.leaning == any(kind.leaning for kind in complete)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (("local_authority", "reforms", "whole_system"), ("collaborative_council", False)),
        (("local_authority", "commissions", "market"), ("collaborative_market", False)),
        (("support_organisation", "administers", "network_administration"),
         ("system_connector", False)),
        (("voluntary_organisation", "embeds", "frontline"), ("agent_of_change", False)),
        (("other", "embeds", "frontline"), ("agent_of_change", True)),
        (("local_authority", "reforms", "market"), ("mixed", False)),
        (("other", "reforms", "market"), ("mixed", False)),
        (("support_organisation", "administers", None), ("system_connector", True)),
        (("local_authority", "reforms", None), (None, False)),
        ((None, None, None), (None, False)),
    ],
)  # fmt: skip
def test_the_types_of_partnership(
    facts: tuple[str | None, ...], expected: tuple[str | None, bool]
) -> None:
    answers = {i: f for i, f in zip(("lead", "role", "scope"), facts, strict=True) if f}
    found = SCORERS["partnership"].score(Response("r", answers)).classification
    assert found is not None
    assert (found.type, found.leaning) == expected


def test_instruments_without_facts_have_no_type() -> None:
    for name, instrument in REAL.items():
        classified = SCORERS[name].score(Response("r", {})).classification
        assert (classified is None) == (instrument.classification is None)
