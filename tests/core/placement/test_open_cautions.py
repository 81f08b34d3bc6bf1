"""Which cautions nothing rules out yet, and which facts could: over random partial answers."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.climbing import MOST_TO_FIND_OUT
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.conditions import items_of
from ladder_assess.settings import CHECKOUT
from ladder_assess.storage.questionnaire.definitions import load_questionnaire


@pytest.fixture(scope="module", params=["activity-v1", "activity-v2"])
def assessor(request: pytest.FixtureRequest) -> Assessor:
    return Assessor(load_questionnaire(CHECKOUT / "questionnaires", request.param))


def partial(assessor: Assessor) -> st.SearchStrategy[dict[str, str]]:
    """Some answers to what cautions look at."""
    whens = [rule.when for rule in assessor.questionnaire.cautions if rule.when]
    items = {name: assessor.questionnaire.coded[name] for name in items_of(whens)}
    return st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(item.option_ids) for name, item in items.items()}
    )


def raised_by_some(assessor: Assessor, answers: Answers, caution: str) -> set[bool]:
    """Whether a caution is raised, over all completions of what it looks at."""
    (rule,) = (r for r in assessor.questionnaire.cautions if r.id == caution)
    assert rule.when is not None
    coded = assessor.questionnaire.coded
    left = [name for name in items_of([rule.when]) if name not in answers]
    return {
        caution in assessor.placer.cautions_for({**answers, **dict(zip(left, way, strict=True))})
        for way in product(*(coded[name].option_ids for name in left))
    }


@given(data=st.data())
def test_what_to_find_out_is_unknown_and_some_answer_to_it_rules_a_caution_out(
    assessor: Assessor, data: st.DataObject
) -> None:
    answers = data.draw(partial(assessor))
    # Where some answers raise it and others do not, by going through all of them.
    still_open = [
        rule.id
        for rule in assessor.questionnaire.cautions
        if raised_by_some(assessor, answers, rule.id) == {True, False}
    ]
    asked = assessor.open_cautions.to_find_out(answers)
    assert len(set(asked)) == len(asked) <= MOST_TO_FIND_OUT
    for item in asked:
        assert item not in answers
        options = assessor.questionnaire.coded[item].option_ids
        ruled_out = [
            caution
            for option in options
            for caution in still_open
            if raised_by_some(assessor, {**answers, item: option}, caution) == {False}
        ]
        assert ruled_out, item
    # While a caution about evidence is open there is something to ask; else there is nothing.
    evidence = {item.id for item in assessor.questionnaire.evidence}
    rules = {rule.id: rule.when for rule in assessor.questionnaire.cautions}
    unknown = {
        item
        for caution in still_open
        if (when := rules[caution])
        for item in items_of([when])
        if item not in answers
    }
    assert bool(asked) == bool(unknown & evidence)
