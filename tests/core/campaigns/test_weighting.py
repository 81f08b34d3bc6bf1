"""Raking: by its properties, beside the one solution that there is, and beside two libraries."""

from collections.abc import Mapping
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from ladder_assess.core.activities.activity_record import Value
from ladder_assess.core.campaigns.answer_row import AnswerRow
from ladder_assess.core.campaigns.cross_table import FORMS
from ladder_assess.core.campaigns.weights.weighting import (
    CannotWeigh,
    Margins,
    rake,
    weigh,
)
from ladder_assess.core.instruments.comparison import effective_number, wilson
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load

SURVEY = load(CHECKOUT / "questionnaires").instruments["officer-survey"]
NAMES = {"sex": ("f", "m"), "age": ("young", "middle", "old"), "place": ("town", "country")}
People = list[dict[str, str]]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[People, Margins]:
    """People of every kind there can be, some of whom did not say what they are, and margins."""
    chance = Random(draw(st.integers(0, 10_000)))
    everyone = [
        {"sex": sex, "age": age, "place": place}
        for sex in NAMES["sex"]
        for age in NAMES["age"]
        for place in NAMES["place"]
    ]
    people = everyone + [dict(chance.choice(everyone)) for _ in range(draw(st.integers(0, 60)))]
    for person in people[len(everyone) :]:
        if chance.random() < 0.2:
            del person[chance.choice(list(NAMES))]
    margins = {
        name: dict(zip(options, [chance.uniform(5, 60) for _ in options], strict=True))
        for name, options in NAMES.items()
    }
    return people, margins


def shares(people: People, weights: list[float], name: str) -> dict[str, float]:
    known = [(w, p[name]) for w, p in zip(weights, people, strict=True) if name in p]
    whole = sum(w for w, _ in known)
    return {o: sum(w for w, said in known if said == o) / whole for o in NAMES[name]}


@given(worlds())
def test_every_margin_is_met_by_those_who_are_known(world: tuple[People, Margins]) -> None:
    people, margins = world
    weights = rake(people, margins)
    assert all(weight > 0 for weight in weights)
    assert sum(weights) == pytest.approx(len(people))
    for name, wanted in margins.items():
        whole = sum(wanted.values())
        found = shares(people, weights, name)
        assert found == pytest.approx({o: share / whole for o, share in wanted.items()}, abs=1e-7)


@given(worlds(), st.randoms(use_true_random=False))
def test_people_who_are_alike_weigh_alike_in_any_order(
    world: tuple[People, Margins], chance: Random
) -> None:
    people, margins = world
    mixed = list(people)
    chance.shuffle(mixed)
    one = {str(sorted(p.items())): w for p, w in zip(people, rake(people, margins), strict=True)}
    for person, weight in zip(mixed, rake(mixed, margins), strict=True):
        assert weight == pytest.approx(one[str(sorted(person.items()))], rel=1e-6)


@given(worlds())
def test_margins_that_are_met_change_nothing(world: tuple[People, Margins]) -> None:
    people = [person for person in world[0] if len(person) == len(NAMES)]
    as_they_are = {name: shares(people, [1.0] * len(people), name) for name in NAMES}
    assert rake(people, as_they_are) == pytest.approx([1.0] * len(people))


@given(worlds())
def test_weights_are_those_that_stray_the_least(world: tuple[People, Margins]) -> None:
    """Of all weights that meet the margins those of raking are nearest to equal ones, in the sense
    of Kullback and Leibler; found here by another way altogether: the dual problem, minimised.
    """
    people = [person for person in world[0] if len(person) == len(NAMES)]
    columns = [(name, option) for name in NAMES for option in NAMES[name]]
    design = np.array([[float(p[name] == option) for name, option in columns] for p in people])
    wanted = np.array(
        [len(people) * world[1][n][o] / sum(world[1][n].values()) for n, o in columns]
    )

    def dual(by: np.ndarray) -> tuple[float, np.ndarray]:
        weights = np.exp(design @ by)
        return float(weights.sum() - wanted @ by), design.T @ weights - wanted

    found = minimize(dual, np.zeros(len(columns)), jac=True, method="BFGS", options={"gtol": 1e-9})
    likely = np.exp(design @ found.x)
    assert rake(people, world[1]) == pytest.approx(list(likely), rel=1e-4)


@pytest.mark.parametrize(
    ("margins", "missing", "unwanted"),
    [
        ({"sex": {"f": 50, "m": 40, "x": 10}}, "x", ""),
        ({"sex": {"f": 100, "m": 0}}, "", "m"),
        ({"sex": {"f": 100}}, "", "m"),
    ],
)
def test_what_nobody_is_and_what_nobody_may_be_is_named(
    margins: Margins, missing: str, unwanted: str
) -> None:
    with pytest.raises(CannotWeigh) as found:
        rake([{"sex": "f"}, {"sex": "m"}], margins)
    assert (found.value.margin, found.value.missing, found.value.unwanted) == (
        "sex", missing, unwanted,
    )  # fmt: skip


def test_margins_that_contradict_each_other_are_refused() -> None:
    """All women are young and all men old, but women are to be half and the young a fifth."""
    people = [{"sex": "f", "age": "young"}, {"sex": "m", "age": "old"}] * 5
    with pytest.raises(CannotWeigh) as found:
        rake(people, {"sex": {"f": 1, "m": 1}, "age": {"young": 1, "old": 4}})
    assert found.value.margin == ""


@given(st.lists(st.floats(0.01, 100), min_size=1))
def test_the_effective_number_is_that_of_all_only_for_equal_weights(weights: list[float]) -> None:
    found = effective_number(weights)
    assert 1 - 1e-9 <= found <= len(weights) + 1e-9
    assert effective_number([3.0] * len(weights)) == pytest.approx(len(weights))
    assert effective_number([2 * weight for weight in weights]) == pytest.approx(found)


def test_intervals_go_by_the_effective_number() -> None:
    """Worked out by hand: of 8 yes and 2 no on strategy, to be half and half."""
    said: list[Mapping[str, Value]] = [{"strategy": "yes", "encouraged": "yes"}] * 8
    said += [{"strategy": "no", "encouraged": "no"}] * 2
    rows = [AnswerRow(at, "", 1, values) for at, values in enumerate(said)]
    margins = {"strategy": {"yes": 50.0, "no": 50.0, "unsure": 0.0}}
    found = weigh(SURVEY, rows, SURVEY.items["encouraged"], margins)
    assert found is not None
    # Weights 0.625 and 2.5, so 10² / (8 · 0.625² + 2 · 2.5²) = 6.4.
    assert found.effective == pytest.approx(6.4)
    assert found.effect == pytest.approx(10 / 6.4)
    assert found.largest == pytest.approx(2.5)
    yes = found.shares[0]
    assert [yes.plain, yes.weighted] == pytest.approx([0.8, 0.5])
    assert yes.interval == wilson(0.5, 6.4)
    assert weigh(SURVEY, rows[:4], SURVEY.items["encouraged"], {}) is None


def test_groups_are_a_margin_too() -> None:
    process = load(CHECKOUT / "questionnaires").instruments["engagement-process"]
    forms = process.form_ids
    item = next(iter(process.asked(forms[0])))
    said: dict[str, Value] = {item.id: item.option_ids[0]}
    rows = [AnswerRow(at, forms[at % 2], 1, said) for at in range(10)]
    margins = {FORMS: {forms[0]: 90.0, forms[1]: 10.0, forms[2]: 0.0}}
    found = weigh(process, rows, item, margins)
    assert found is not None
    assert found.largest == pytest.approx(1.8)


# As ipfn 1.4.4 and weightipy 0.4.2 weigh them, to six digits: how many there are, and the weight.
PUBLISHED = {
    ("f", "young"): (12, 1.049864),
    ("f", "middle"): (30, 0.838242),
    ("f", "old"): (18, 0.736354),
    ("m", "young"): (8, 1.550204),
    ("m", "middle"): (12, 1.237728),
    ("m", "old"): (20, 1.087282),
}


def test_weights_are_those_of_two_libraries() -> None:
    people = [
        {"sex": sex, "age": age} for (sex, age), (many, _) in PUBLISHED.items() for _ in range(many)
    ]
    margins = {
        "sex": {"f": 51.0, "m": 49.0},
        "age": {"young": 25.0, "middle": 40.0, "old": 35.0},
    }
    for person, weight in zip(people, rake(people, margins), strict=True):
        assert weight == pytest.approx(PUBLISHED[person["sex"], person["age"]][1], abs=1e-6)


class Counted(str):
    """An answer that counts how often it is looked at."""

    looks = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.looks += 1
        return str.__eq__(self, other)


def test_margins_that_contradict_each_other_cost_no_more_than_others() -> None:
    """Each round went over all people: with 20,000 answers one look took the processor for 49
    seconds. The older tests had sixty people, and asked what comes of it alone.
    """
    people = [{"sex": "f", "age": "young"}, {"sex": "m", "age": "old"}] * 20_000
    contradict = {"sex": {"f": 50.0, "m": 50.0}, "age": {"young": 20.0, "old": 80.0}}
    alike = [{name: Counted(said) for name, said in person.items()} for person in people]
    with pytest.raises(CannotWeigh):
        rake(alike, contradict)
    assert Counted.looks < 20 * len(people)
