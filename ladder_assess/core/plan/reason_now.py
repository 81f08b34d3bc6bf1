"""What became of the reason for which an action was chosen: it still holds, was met, or changed.

An action keeps what it answered when it was chosen. Whether that is still so is read from the
activity as it stands, and since when from the history of its answers, never from what anybody says
of the action.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from ladder_assess.core.activities.activity_record import ActivityRecord, as_activity
from ladder_assess.core.activities.history import Change
from ladder_assess.core.activities.over_time import as_it_was, read_anew
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.placement.activity import INDIVIDUAL
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.placement.reasons import MET as GATE_MET
from ladder_assess.core.placement.reasons import reasons
from ladder_assess.core.placement.typology import KIND, RUNG
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    DOCUMENTED,
    FIND_OUT,
    FINDING,
    KEEP,
    TRAP,
    ReasonNow,
    ReasonToday,
    ScoreNow,
    Trigger,
)
from ladder_assess.core.questionnaire.answers import Answers, atom_holds
from ladder_assess.core.questionnaire.conditions import AllOf, Atom, Condition, holds
from ladder_assess.core.questionnaire.questionnaire import Questionnaire, Rule

HOLDS, MAY_HOLD, MET = "holds", "may_hold", "met"
# It is not so any more, but not because it was met: the step is needed for no rung, the activity
# has no ladder now, the rules changed, answers were read anew for these, or the activity or the
# score is gone. NO_LONGER where nobody looked into whether it was met or the move did that.
NOT_NEEDED, NO_LADDER, RULES, GONE = "not_needed", "no_ladder", "rules", "gone"
READ_ANEW, NO_LONGER = "read_anew", "no_longer"
OPEN = (HOLDS, MAY_HOLD)
CHANGED = (NOT_NEEDED, NO_LADDER, RULES, READ_ANEW, NO_LONGER, GONE)
STATES = (*OPEN, MET, *CHANGED)
ON_LADDER = (TRAP, CHANGE, FIND_OUT, CROSSING)
# What an answer meets, whatever it was given for: it was found out, put right or is said to be so.
BY_ANSWERING = (FIND_OUT, CONTRADICTION, KEEP)

RulesOf = Callable[[str], Assessor]


def state_of(
    assessor: Assessor, trigger: Trigger, answers: Answers, documented: Answers | None = None
) -> str:
    """Is what an action answers so by these answers? One of STATES but GONE; `trigger` is of any
    kind but a score. RULES where the rules know nothing of the kind. `documented` are those of the
    answers that something stands behind, none where they are not given.
    """
    if answers.get("level") == INDIVIDUAL and _is_on_ladder(assessor.questionnaire, trigger):
        return NO_LADDER
    if trigger.kind == KEEP:
        return _kept_up(assessor, trigger.key, answers, documented)
    if trigger.kind == CHANGE:
        return _step(assessor, trigger.key, answers)
    if trigger.kind == FIND_OUT:
        known = trigger.key in assessor.questionnaire.coded
        return (MET if trigger.key in answers else HOLDS) if known else RULES
    if trigger.key not in _known(assessor.questionnaire, trigger.kind):
        return RULES
    return _rule(assessor, trigger, answers)


def _is_on_ladder(questionnaire: Questionnaire, trigger: Trigger) -> bool:
    """Does a reason go with the ladder? Of the answers that contradict each other, those about
    evidence: of a service to one person that is asked no more.
    """
    if trigger.kind != CONTRADICTION:
        return trigger.kind in ON_LADDER
    evidence = {item.id for item in questionnaire.evidence}
    rows = {row.id: row for row in questionnaire.contradictions}
    return trigger.key in rows and not evidence.isdisjoint(rows[trigger.key].items)


def _step(assessor: Assessor, key: str, answers: Answers) -> str:
    """A step up is needed while a gate that it would meet is not met, or a trap that it leaves may
    hold; what is not known counts as not there yet, as where the way up is worked out.
    """
    questionnaire = assessor.questionnaire
    item, _, option = key.partition(" >= ")
    asked = questionnaire.coded.get(item)
    if asked is None or option not in asked.rank:
        return RULES
    atom = Atom(item, ">=", option)
    if item in answers and atom_holds(atom, asked, answers[item]):
        return MET
    gates = (gate for rung in reasons(questionnaire, answers) for gate in rung.gates)
    needed = any(atom in g.gate.alternatives and g.state != GATE_MET for g in gates)
    return HOLDS if needed or _leaves(assessor, atom, answers) else NOT_NEEDED


def _kept_up(assessor: Assessor, key: str, answers: Answers, documented: Answers | None) -> str:
    """What keeps an activity as it is: there is always more to it, but for what is written down by
    now and for facts that are so.
    """
    if key == DOCUMENTED:
        placed = assessor.placer.interval
        return MET if placed(documented or {}) == placed(answers) else HOLDS
    item, _, option = key.partition(" >= ")
    asked = assessor.questionnaire.coded.get(item)
    if asked is None or item not in answers:
        return HOLDS
    return MET if atom_holds(Atom(item, ">=", option), asked, answers[item]) else HOLDS


def _leaves(assessor: Assessor, atom: Atom, answers: Answers) -> bool:
    placement = assessor.placer.place(answers)
    held = {placement.trap, *placement.possible_traps}
    traps = assessor.questionnaire.traps
    return any(trap.id in held and atom in trap.leave for trap in traps)


def _known(questionnaire: Questionnaire, kind: str) -> dict[str, Rule | None]:
    """What the rules know of a kind, by id."""
    tables = {
        TRAP: questionnaire.traps,
        CAUTION: questionnaire.cautions,
        FINDING: questionnaire.typology.findings,
        CROSSING: questionnaire.typology.crossings,
    }
    if kind == CONTRADICTION:
        return {row.id: None for row in questionnaire.contradictions}
    return {rule.id: rule for rule in tables.get(kind, ())}


def _rule(assessor: Assessor, trigger: Trigger, answers: Answers) -> str:
    kind, key = trigger
    if kind == TRAP:
        placement = assessor.placer.place(answers)
        may = key in placement.possible_traps
        return HOLDS if key == placement.trap else MAY_HOLD if may else MET
    if kind == CROSSING:
        return _crossing(assessor, key, answers)
    if kind == CONTRADICTION:
        rows = {row.id: AllOf(row.pair) for row in assessor.questionnaire.contradictions}
        holding = {row.id for row in assessor.contradictions.among(answers)}
        return HOLDS if key in holding else _unless_it_fails(assessor, rows[key], answers)
    if kind == FINDING:
        return _finding(assessor, key, answers)
    if key in assessor.placer.cautions_for(answers):
        return HOLDS
    rule = _known(assessor.questionnaire, CAUTION)[key]
    return _unless_it_fails(assessor, rule.when, answers) if rule and rule.when else MET


def _unless_it_fails(assessor: Assessor, when: Condition, answers: Answers) -> str:
    """What stands on known answers alone and does not hold: without some of them it can only be
    that it may. An answer that was taken away has met nothing.
    """
    return MET if assessor.one_by_one.fails(when, answers) else MAY_HOLD


def _finding(assessor: Assessor, key: str, answers: Answers) -> str:
    """A finding about what it is called, which stands on the kind too where that is known."""
    if key in assessor.typologist.read(answers).rhetoric:
        return HOLDS
    rule = _known(assessor.questionnaire, FINDING)[key]
    if rule is None or rule.when is None:
        return MET
    reader = assessor.reader
    bits, kinds = reader.read(answers), reader.items[KIND]
    bits |= kinds.known.get(assessor.typologist.kind_read(bits), kinds.unknown)
    return MET if holds(bits, reader.ways(rule.when, fails=True)) else MAY_HOLD


def _crossing(assessor: Assessor, key: str, answers: Answers) -> str:
    """A finding from rung and typology together, over every rung that it may stand on."""
    placed = assessor.placer.interval(answers)
    found = {c.id: c.certain for c in assessor.typologist.cross(answers, placed)}
    if key in found:
        return HOLDS if found[key] else MAY_HOLD
    rule = _known(assessor.questionnaire, CROSSING)[key]
    if rule is None or rule.when is None:
        return MET
    reader = assessor.reader
    bits, fails = reader.read(answers), reader.ways(rule.when, fails=True)
    rungs = (reader.items[RUNG].known[str(rung)] for rung in range(placed.low, placed.high + 1))
    return MET if all(holds(bits | rung, fails) for rung in rungs) else MAY_HOLD


def reason_now(
    trigger: Trigger, record: ActivityRecord, changes: Sequence[Change], rules: RulesOf
) -> ReasonNow:
    """What became of a reason, of an activity as it is described now, and since which day.

    `changes` are those of the activity, the earliest first; `rules` are those that a stamp names.
    What turned with a change of the rules, while the answers alone would have left it, is RULES;
    what was met only by an answer that somebody read anew for these is READ_ANEW.
    """
    now = _of(trigger, record, record.stamp, rules)
    if now in OPEN:
        return ReasonNow(now)
    after = record
    for moment, group in groupby(reversed(changes), lambda change: change.author.when):
        made = list(reversed(list(group)))
        before = as_it_was(after, made, moment - 1) or replace(after, values={})
        was = _of(trigger, before, before.stamp, rules)
        if was != now:
            state = _turned(trigger, (was, now), (before, after), made, rules)
            return ReasonNow(state, uk_day(moment) if moment > 0 else None)
        after = before
    return ReasonNow(now)


def _turned(
    trigger: Trigger,
    states: tuple[str, str],
    records: tuple[ActivityRecord, ActivityRecord],
    made: Sequence[Change],
    rules: RulesOf,
) -> str:
    """What became of a reason that turned from one of two states to the other with some changes:
    by the rules, by answers that were read anew for these, or by what they say now.
    """
    (was, now), (before, after) = states, records
    anew = replace(before, values=read_anew(before.values, made))
    read = anew.values != before.values and _of(trigger, before, after.stamp, rules) != now
    if not read and _of(trigger, after, before.stamp, rules) == was:
        return RULES
    met = now == MET and trigger.kind not in BY_ANSWERING and anew.values != before.values
    return READ_ANEW if met and _of(trigger, anew, after.stamp, rules) == now else now


def looked_into_no_further(trigger: Trigger, found: ReasonNow) -> ReasonNow:
    """What became of a reason, of an activity that was moved to other questions some time, where
    its history was not read.
    """
    met_by_doing = found.state == MET and trigger.kind not in BY_ANSWERING
    return ReasonNow(NO_LONGER) if met_by_doing else found


def _of(trigger: Trigger, record: ActivityRecord, stamp: str, rules: RulesOf) -> str:
    assessor = rules(stamp)
    activity = as_activity(assessor.questionnaire, record)
    return state_of(assessor, trigger, activity.answers, activity.documented)


def reason_of_scores(below: int, scores: Iterable[ScoreNow]) -> ReasonToday:
    """What became of a score that was below a bound: it holds while any that there is now is."""
    now = tuple(scores)
    low = any(score.score < below for score in now)
    return ReasonToday((ReasonNow(HOLDS if low else MET if now else GONE),), now)
