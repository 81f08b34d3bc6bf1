"""What the rules themselves say of answers that nobody gave: met or not, open or not, so no more.

What pages and files put into words is held here where the words do not say of which rule it is.
"""

from functools import cache

from hypothesis import given

from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.changed_rules import CAUTION, NO, TRAP, changed_rules
from ladder_assess.core.placement.reasons import MET as GATE_MET
from ladder_assess.core.placement.reasons import UNMET, reasons
from ladder_assess.core.plan.plan import Trigger
from ladder_assess.core.plan.reason_now import MET, state_of
from tests.core import naive
from tests.wording import truths
from tests.wording.cases import CASES, completions
from tests.wording.truths import Case


@cache
def assessors() -> tuple[Assessor, Assessor]:
    """The rules of each version, at work."""
    return Assessor(truths.rules(1)), Assessor(truths.rules(2))


@given(CASES)
def test_no_rule_is_said_to_hold_no_more_while_it_may(case: Case) -> None:
    """`Does not apply` and `no longer a caution`, where the questions become clearer."""
    changed = changed_rules(*assessors(), case.known)
    tables = {CAUTION: naive.cautions, TRAP: naive.traps}
    for way in completions(case):
        for rule in (rule for rule in changed if rule.about in tables):
            held = [rule.id in tables[rule.about](way, version) for version in truths.VERSIONS]
            assert not (rule.before == NO and held[0])
            assert not (rule.after == NO and held[1])


@given(CASES)
def test_no_changed_rule_is_said_to_make_no_difference_while_it_may(case: Case) -> None:
    """`No rule that changed makes a difference to it`: neither to its place nor to its kind."""
    earlier, newer = assessors()
    if not changed_rules(earlier, newer, case.known) and case.known.get("level") != "individual":
        before, after = earlier.placer.place(case.known), newer.placer.place(case.known)
        assert before == after


@given(CASES)
def test_what_an_action_answered_is_said_to_be_so_no_more_only_where_it_is_not(case: Case) -> None:
    """`Met: this is no longer so` of a trap, a caution, or a finding about what it is called."""
    assessor = assessors()[case.version - 1]
    tables = {
        "caution": naive.cautions, "trap": naive.traps, "finding": naive.findings
    }  # fmt: skip
    of, answers = assessor.questionnaire, dict(case.known)
    rules = {"caution": of.cautions, "trap": of.traps, "finding": of.typology.findings}
    met = [
        (kind, rule.id)
        for kind, rows in rules.items()
        for rule in rows
        if state_of(assessor, Trigger(kind, rule.id), answers) == MET
    ]
    for way in completions(case):
        assert not [pair for pair in met if pair[1] in tables[pair[0]](way, case.version)]


@given(CASES)
def test_a_need_is_said_not_to_be_met_only_where_no_answer_could_meet_it(case: Case) -> None:
    """`Not met`, beside each need of a rung."""
    of = truths.rules(case.version)
    unmet = [
        (each.rung, gate.gate)
        for each in reasons(of, dict(case.known))
        for gate in each.gates
        if gate.state == UNMET
    ]
    for way in completions(case):
        now = {id(gate.gate): gate.state for each in reasons(of, way) for gate in each.gates}
        assert not [rung for rung, gate in unmet if now[id(gate)] == GATE_MET]
        assert all(naive.chain_rung(way, case.version) < rung for rung, _gate in unmet)


@given(CASES)
def test_nothing_open_is_said_only_where_nothing_is(case: Case) -> None:
    """What a table takes for `None`: each caution that is not ruled out is known to be open."""
    assessor = assessors()[case.version - 1]
    explained = assessor.explain(Activity("a", case.known))
    open_now = set(explained.open_cautions)
    held = set(assessor.placer.cautions_for(case.known))
    for way in completions(case):
        assert set(naive.cautions(way, case.version)) <= open_now | held
    assert not open_now & held
