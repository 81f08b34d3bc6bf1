"""Vignettes: what lint says of one that is not sound, beyond the files in `invalid_definitions`."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ladder_assess.core.checks.problems import Name, Problem
from ladder_assess.core.checks.vignettes import real_names, vignette_problems, vignette_proof
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.questionnaire.definitions import Definitions

FILE = Path(__file__).parents[3] / "questionnaires" / "vignettes-v1.yaml"
Entry = dict[str, Any]


@pytest.fixture
def data() -> dict[str, Any]:
    """The real vignettes, to be spoilt."""
    return deepcopy(read_yaml(FILE).data)


@pytest.fixture(scope="module")
def rules(definitions: Definitions) -> Questionnaire:
    return definitions.questionnaire


def named(data: dict[str, Any], identity: str) -> Entry:
    found: Entry = next(entry for entry in data["vignettes"] if entry["id"] == identity)
    return found


def proof(data: dict[str, Any], rules: Questionnaire) -> list[Problem]:
    return list(vignette_proof(data, rules, frozenset()))


def test_the_real_ones_are_sound(data: dict[str, Any], rules: Questionnaire) -> None:
    assert not list(vignette_problems(data, rules))
    assert not proof(data, rules)


def test_one_persons_own_service_has_no_rung(data: dict[str, Any], rules: Questionnaire) -> None:
    named(data, "back-exercises")["expected"] |= {"low": 8, "high": 8}
    (problem,) = proof(data, rules)
    assert problem.name == Name.UNEXPECTED_PLACEMENT


def test_an_interval_is_no_placement(data: dict[str, Any], rules: Questionnaire) -> None:
    entry = named(data, "water-lane")
    for item in ("information", "purpose"):
        del entry["answers"][item]
    entry["shows"] = [row for row in entry["shows"] if set(row["items"]) & set(entry["answers"])]
    assert Name.UNEXPECTED_PLACEMENT in {problem.name for problem in proof(data, rules)}


def test_answers_that_can_hardly_both_be_right(data: dict[str, Any], rules: Questionnaire) -> None:
    named(data, "water-lane")["answers"]["ground_rules"] = "agreed"
    (problem,) = proof(data, rules)
    assert problem.name == Name.UNEXPLAINED_CONTRADICTION
    assert "agreed_in_silence" in problem.message


def test_a_look_alike_is_what_it_stands_for(data: dict[str, Any], rules: Questionnaire) -> None:
    named(data, "two-of-nine")["alike"] = "majority_that_advises"
    problems = proof(data, rules)
    assert {problem.name for problem in problems} == {Name.UNEXPECTED_PLACEMENT}
    assert {problem.message for problem in problems} == {
        "for that, `seats` is `advisory`",
        "for that, `decision_rule` is `advised`",
    }


def test_every_rung_trap_kind_and_cell_has_one(data: dict[str, Any], rules: Questionnaire) -> None:
    data["vignettes"] = [named(data, "water-lane")]
    found = [problem.message for problem in proof(data, rules)]
    typology = rules.typology
    left_out = (
        {f"none is of the rung {rung.number}" for rung in rules.rungs if rung.number != 3}
        | {f"none is of the trap {trap.id}" for trap in rules.traps}
        | {
            f"none is of the kind {k.id}"
            for k in typology.kinds
            if k.id != "professional_provision"
        }
        | {f"none is of the cell {c.id}" for c in typology.cells if c.id != "traditional_provision"}
    )
    assert left_out <= set(found)
    assert "expected at least 24, found 1" in found


def test_hard_words_are_found_and_familiar_ones_are_not(
    data: dict[str, Any], rules: Questionnaire
) -> None:
    entry = named(data, "water-lane")
    entry["text"] += " " + "Notwithstanding organisational interoperability, " * 8
    (problem,) = proof(data, rules)
    assert problem.name == Name.HARD_TO_READ


@pytest.mark.parametrize(
    "word",
    ["consulted", "Informing", "partners", "manipulates", "token", "a seat at the table",
     "co-production", "the organisation decides alone, whether or not it has heard views", "veto"],
)  # fmt: skip
def test_words_of_the_coding_give_a_text_away(
    word: str, data: dict[str, Any], rules: Questionnaire
) -> None:
    named(data, "water-lane")["title"] = f"Here {word}"
    (problem,) = proof(data, rules)
    assert problem.name == Name.GIVES_AWAY


@pytest.mark.parametrize("word", ["place", "a constable", "the communion", "an image"])
def test_words_that_only_begin_alike_do_not(
    word: str, data: dict[str, Any], rules: Questionnaire
) -> None:
    named(data, "water-lane")["title"] = f"Here {word}"
    assert not proof(data, rules)


def test_what_is_not_known_is_left_out(data: dict[str, Any], rules: Questionnaire) -> None:
    answers = named(data, "water-lane")["answers"]
    answers["benefit"] = "unknown"
    answers["colour"] = "red"
    found = {problem.path[-1]: problem.name for problem in vignette_problems(data, rules)}
    assert found == {"benefit": Name.UNKNOWN_OPTION, "colour": Name.UNKNOWN_ITEM}


def test_each_answer_is_shown_once_and_given(data: dict[str, Any], rules: Questionnaire) -> None:
    entry = named(data, "water-lane")
    entry["shows"][0]["items"] += ["purpose", "ground_rule"]
    found = [problem.name for problem in vignette_problems(data, rules)]
    assert sorted(found) == [Name.REPEATED, Name.UNKNOWN_ITEM]


def test_a_text_may_be_too_long(data: dict[str, Any]) -> None:
    named(data, "water-lane")["text"] += " more" * 200
    (problem,) = vignette_problems(data, None)
    assert problem.name == Name.TOO_MANY_WORDS


@pytest.mark.parametrize(
    ("authority", "place"),
    [("Bath and North East Somerset Council", "Bath"), ("City of York Council", "York"),
     ("London Borough of Bexley", "Bexley")],
)  # fmt: skip
def test_a_place_with_an_authority_is_found(
    authority: str, place: str, data: dict[str, Any]
) -> None:
    assert not list(real_names(data, [authority]))
    named(data, "water-lane")["title"] = f"A lane in {place}"
    (problem,) = real_names(data, [authority])
    assert problem.name == Name.REAL_NAME
    assert f"`{place}`" in problem.message
    assert not list(real_names(data, []))
