"""What rules of two versions make of the same answers: said rule by rule, and never silent."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.changed_rules import (
    CAUTION,
    GATE,
    KIND,
    TRAP,
    ChangedRule,
    changed_rules,
)
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.services.common.product import read_rules
from ladder_assess.settings import CHECKOUT

RULES = read_rules(CHECKOUT / "questionnaires")
FIRST, SECOND = RULES.earlier["activity-v1"].assessor, RULES.newest.assessor


def answers_to(item: Item) -> st.SearchStrategy[Any]:
    if item.answer != "many":
        return st.sampled_from(item.option_ids)
    chosen = st.sets(st.sampled_from(item.option_ids))
    return chosen.map(lambda some: tuple(o for o in item.option_ids if o in some))


ANSWERS = st.fixed_dictionaries(
    {}, optional={item.id: answers_to(item) for item in FIRST.questionnaire.coded.values()}
)
CONTROL = {
    "purpose": "enable", "decision_stage": "unframed", "information": "selective",
    "dialogue": "ongoing", "seats": "all", "decision_rule": "community", "override": "never",
    "ground_rules": "agreed_and_written", "budget": "own", "management": "community",
    "accountability": "formal", "level": "collective",
}  # fmt: skip


def between(answers: Any, earlier: Assessor = FIRST) -> tuple[ChangedRule, ...]:
    return changed_rules(earlier, SECOND, answers)


@settings(max_examples=300)
@given(ANSWERS)
def test_a_rule_is_named_exactly_where_something_came_out_otherwise(answers: Any) -> None:
    found = between(answers)
    about = {rule.about for rule in found}
    if answers.get("level") != "individual":
        moved = FIRST.placer.place(answers) != SECOND.placer.place(answers)
        assert bool(about & {GATE, TRAP}) is moved
        cautions = [set(rules.placer.cautions_for(answers)) for rules in (FIRST, SECOND)]
        named = {rule.id for rule in found if rule.about == CAUTION}
        assert named == cautions[0] ^ cautions[1]
    kinds = [rules.typologist.read(answers).kind for rules in (FIRST, SECOND)]
    assert (KIND in about) is (kinds[0] != kinds[1])
    assert all(rule.before != rule.after for rule in found)


def test_the_same_rules_change_nothing() -> None:
    assert between(CONTROL, SECOND) == ()


def test_information_no_longer_bars_those_who_decide() -> None:
    found = between(CONTROL)
    assert [(rule.about, rule.id, rule.before, rule.after) for rule in found] == [
        (GATE, "6", "unmet", "met"),
        (CAUTION, "power_without_information", "no", "certain"),
    ]
    gate = found[0].gate
    assert gate is not None
    assert "ask for what they need" in gate.because


def test_a_show_of_support_does_not_apply_where_people_share_power() -> None:
    answers = {**CONTROL, "purpose": "endorse"}
    assert (TRAP, "manipulation") in [(rule.about, rule.id) for rule in between(answers)]
