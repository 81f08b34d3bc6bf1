"""What rules of two versions make of the same answers: said rule by rule, and never silent."""

from collections.abc import Mapping
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.changed_rules import (
    CAUTION,
    GATE,
    KIND,
    TRAP,
    ChangedRule,
    changed_rules,
    what_changed,
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


@settings(max_examples=3 * settings().max_examples)
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


def test_a_trap_that_a_gate_makes_possible_is_told_by_that_gate() -> None:
    """Its own rule is as it was, so that nothing could be said of how it changed."""
    answers = {"purpose": "remedy", "information": "none", "response": "none"}
    assert FIRST.placer.place(answers).trap == "therapy"
    assert SECOND.placer.place(answers).possible_traps == ("therapy",)
    assert [(rule.about, rule.id) for rule in between(answers)] == [(GATE, "6")]


@settings(max_examples=3 * settings().max_examples)
@given(ANSWERS)
@example({"purpose": "remedy", "information": "none", "response": "none"})
def test_of_every_rule_that_changed_it_is_said_how_and_why(answers: Any) -> None:
    """A rule that changed was once called clearer, without what it had been."""
    for rule in between(answers):
        assert what_changed(SECOND.questionnaire, rule), rule


def test_nothing_is_said_of_rules_that_did_not_change() -> None:
    """Each row is about a rule that differs between the versions, and each that differs has one."""
    said = {(row.about, row.id, row.item) for row in SECOND.questionnaire.changed_rules}
    traps, cautions, kinds, gates = (
        [find(each.questionnaire) for each in (FIRST, SECOND)]
        for find in (
            lambda q: {rule.id: (rule.when, rule.rung) for rule in q.traps},
            lambda q: {rule.id: rule.when for rule in q.cautions},
            lambda q: {rule.id: rule.when for rule in q.typology.kinds},
            lambda q: {(str(r.number), g.alternatives[0].item): g.alternatives
                       for r in q.rungs for g in r.gates},
        )
    )  # fmt: skip
    differ = {(GATE, *key) for key in others(*gates)}
    for about, both in ((TRAP, traps), (CAUTION, cautions), (KIND, kinds)):
        differ |= {(about, id_, "") for id_ in others(*both)}
    assert said == differ


def others(was: Mapping[Any, object], now: Mapping[Any, object]) -> set[Any]:
    """What differs between two tables."""
    return {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
