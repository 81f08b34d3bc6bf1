"""Which rules of two versions make different things of the same answers, rule by rule."""

from collections.abc import Iterator
from typing import NamedTuple

from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.reasons import MET, GateReason, reasons
from ladder_assess.core.questionnaire.answers import Answers
from ladder_assess.core.questionnaire.clearer import RuleThen
from ladder_assess.core.questionnaire.questionnaire import Gate, Questionnaire

GATE, TRAP, CAUTION, KIND = "gate", "trap", "caution", "kind"
CERTAIN, POSSIBLE, NO = "certain", "possible", "no"


class ChangedRule(NamedTuple):
    """A rule that makes something else of the same answers than it did.

    `about` is one of GATE, TRAP, CAUTION and KIND. Of a gate, `id` is its rung, `gate` what it
    needs now, and `before` and `after` are states of reasons; of a trap they say how far it holds;
    of a caution whether it does; of a kind, which it is.
    """

    about: str
    id: str
    before: str
    after: str
    gate: Gate | None = None


def what_changed(questionnaire: Questionnaire, rule: ChangedRule) -> RuleThen | None:
    """What a version says of a rule that it changed; None where it says nothing of that.

    Kinds are read from the top: where the rule of one changed, another can come out.
    """
    item = rule.gate.alternatives[0].item if rule.gate else ""
    rows = [row for row in questionnaire.changed_rules if row.about == rule.about]
    if rule.about == KIND:
        its_own = (row for row in rows if row.id in (rule.before, rule.after))
        return next(its_own, rows[0] if len(rows) == 1 else None)
    return next((row for row in rows if (row.id, row.item) == (rule.id, item)), None)


def changed_rules(earlier: Assessor, newer: Assessor, answers: Answers) -> tuple[ChangedRule, ...]:
    """The rules whose outcome differs, gates from the lowest rung up, then the other tables.

    A gate counts only where the placement differs: without that it decides nothing. A service to
    one person has no rung, so that only its kind is looked at.
    """
    was, now = (rules.typologist.read(answers).kind for rules in (earlier, newer))
    found = () if answers.get("level") == INDIVIDUAL else tuple(_on_ladder(earlier, newer, answers))
    return found if was == now else (*found, ChangedRule(KIND, now, was, now))


def _on_ladder(earlier: Assessor, newer: Assessor, answers: Answers) -> Iterator[ChangedRule]:
    before, after = earlier.placer.place(answers), newer.placer.place(answers)
    if before != after:
        yield from _gates(earlier, newer, answers)
        rules = {trap.id: trap.when for trap in earlier.questionnaire.traps}
        for trap in newer.questionnaire.traps:
            was, now = (
                _how_far(trap.id, each.trap, each.possible_traps) for each in (before, after)
            )
            # A trap whose rule is as it was comes out otherwise by a gate alone, which is named.
            if was != now and rules.get(trap.id) != trap.when:
                yield ChangedRule(TRAP, trap.id, was, now)
    cautions = [rules.placer.cautions_for(answers) for rules in (earlier, newer)]
    for caution in newer.questionnaire.cautions:
        was, now = (CERTAIN if caution.id in each else NO for each in cautions)
        if was != now:
            yield ChangedRule(CAUTION, caution.id, was, now)


def _gates(earlier: Assessor, newer: Assessor, answers: Answers) -> Iterator[ChangedRule]:
    old = {each.rung: each.gates for each in reasons(earlier.questionnaire, answers)}
    for rung in reasons(newer.questionnaire, answers):
        for now in rung.gates:
            was = _matching(now, old.get(rung.rung, ()))
            if was is None or was.state != now.state:
                state = was.state if was else MET
                if state != now.state:
                    yield ChangedRule(GATE, str(rung.rung), state, now.state, now.gate)


def _matching(gate: GateReason, among: tuple[GateReason, ...]) -> GateReason | None:
    """The gate of the other version that asks the same thing first; None where none did."""
    asked = gate.gate.alternatives[0].item
    return next((each for each in among if each.gate.alternatives[0].item == asked), None)


def _how_far(trap: str, certain: str | None, possible: tuple[str, ...]) -> str:
    return CERTAIN if trap == certain else POSSIBLE if trap in possible else NO
