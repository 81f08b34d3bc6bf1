"""Which pairs of answers can hardly both be right: all of them were looked at, and counted here."""

import json
import re
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path

import pytest

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.questionnaire.answers import Answer, Answers
from ladder_assess.core.questionnaire.questionnaire import Item, Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers
from ladder_assess.storage.common.yaml_source import read_yaml
from tests.core.conftest import ROOT

GUIDE = Path(__file__).parents[3] / "ladder_assess" / "guides" / "maintainers" / "changing.md"
Given = tuple[str, Answer]


def answers_to(item: Item) -> list[Given]:
    """Each answer by itself: of several that one may choose, each alone, and none of them."""
    if item.answer == "many":
        return [(item.id, (option,)) for option in item.option_ids] + [(item.id, ())]
    return [(item.id, option) for option in item.option_ids]


def pairs_of(questionnaire: Questionnaire) -> Iterator[tuple[Given, Given]]:
    for one, other in combinations(questionnaire.coded.values(), 2):
        yield from product(answers_to(one), answers_to(other))


def published(questionnaire: Questionnaire) -> Iterator[Answers]:
    """What is known of the worked cases, the common forms and the accounts of the trial."""
    cases = json.loads((ROOT / "worked-cases.json").read_text("utf-8"))["cases"]
    forms = read_yaml(ROOT / "arrangements-v2.yaml").data["arrangements"]
    lines = (ROOT / "trials" / "twenty-accounts.jsonl").read_text("utf-8").splitlines()
    for each in (*cases, *forms, *map(json.loads, lines)):
        yield read_answers(questionnaire.coded, questionnaire.accepted, each["answers"], [])


def said_in(answers: Answers) -> set[Given]:
    """Each answer by itself, as in `answers_to`."""
    found: set[Given] = set()
    for item, answer in answers.items():
        alone = [answer] if isinstance(answer, str) or not answer else [(one,) for one in answer]
        found |= {(item, each) for each in alone}
    return found


def test_the_guide_counts_the_pairs_that_were_looked_at(
    questionnaire: Questionnaire, assessor: Assessor
) -> None:
    told = [said_in(answers) for answers in published(questionnaire)]
    every = list(pairs_of(questionnaire))
    unseen = [pair for pair in every if not any(each >= set(pair) for each in told)]
    among = assessor.contradictions.among
    named = [pair for pair in unseen if among(dict(pair))]
    guide = " ".join(GUIDE.read_text("utf-8").split())
    figures = re.search(r"24 questions make ([\d,]+) pairs .* ([\d,]+) stand in none .* "
                        r"([\d,]+) of these", guide)  # fmt: skip
    assert figures, "the guide says how many pairs were looked at"
    counted = [int(figure.replace(",", "")) for figure in figures.groups()]
    assert counted == [len(every), len(unseen), len(named)]
    assert f"in {len(questionnaire.contradictions)} rows" in guide


@pytest.mark.parametrize(
    "pair",
    [
        {"seats": "advisory", "selection": "not_applicable"},
        {"decision_rule": "community", "management": "organisation"},
        {"who_delivers": "community", "management": "organisation"},
        {"purpose": "inform", "response": "binding"},
        {"seats": "majority", "decision_rule": "organisation"},
        {"seats": "all", "decision_rule": "advised"},
        {"budget": "own", "management": "volunteers_directed"},
        {"dialogue": "none", "response": "binding"},
    ],
)
def test_pairs_that_readers_missed_are_asked_about(pair: Answers, assessor: Assessor) -> None:
    assert assessor.contradictions.among(pair)


@pytest.mark.parametrize(
    "pair",
    [
        # A separate body whose agreement is required is half of the seats, and nobody chose it.
        {"seats": "equal", "selection": "not_applicable"},
        # The community may have others do the work for it.
        {"who_plans": "community", "who_delivers": "professionals"},
        # A referee above both sides settles what the organisation alone decides.
        {"decision_rule": "organisation", "override": "by_negotiation"},
        # Whatever it is called, that is a name and no fact.
        {"claimed_labels": ("consultation",), "dialogue": "none"},
    ],
)
def test_what_is_only_rare_is_not(pair: Answers, assessor: Assessor) -> None:
    assert not assessor.contradictions.among(pair)
