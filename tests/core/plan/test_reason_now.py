"""Whether what an action answered still holds, was met or has changed: read from answers alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord, as_activity
from ladder_assess.core.activities.history import MOVED, Author, Change, with_facts
from ladder_assess.core.common.clock import uk_day
from ladder_assess.core.placement.activity import Activity
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    FIND_OUT,
    FINDING,
    TRAP,
    ReasonNow,
    ScoreNow,
    Trigger,
    propose,
)
from ladder_assess.core.plan.reason_now import (
    CHANGED,
    GONE,
    HOLDS,
    MAY_HOLD,
    MET,
    NO_LADDER,
    NOT_NEEDED,
    OPEN,
    RULES,
    STATES,
    reason_now,
    reason_of_scores,
    state_of,
)
from ladder_assess.core.questionnaire.conditions import AllOf, atoms, items_of
from ladder_assess.core.questionnaire.questionnaire import Contradiction
from ladder_assess.storage.questionnaire.definitions import Definitions
from tests.core import naive
from tests.core.drawn import ALL_EVIDENCE, EVERYTHING, few_unknown, with_gaps

START = date(2027, 3, 1)
SHOW = {"purpose": "endorse", "decision_stage": "taken", "information": "none"}
MANIPULATION = Trigger(TRAP, "manipulation")


def noon(days: int) -> int:
    day = START + timedelta(days)
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


def triggers_of(definitions: Definitions, assessor: Assessor, answers: Any) -> list[Trigger]:
    """What the library would answer to an activity, its own place in the list of them aside."""
    activity = Activity("1", dict(answers))
    found = propose(definitions.library, assessor.assess(activity), assessor.findings(activity))
    return [proposal.recommendation.answers for proposal in found]


@given(answers=with_gaps(*EVERYTHING))
def test_whatever_is_proposed_is_so(
    definitions: Definitions, assessor: Assessor, answers: dict[str, Any]
) -> None:
    for trigger in triggers_of(definitions, assessor, answers):
        state = state_of(assessor, trigger, answers)
        assert state in (OPEN if trigger.kind in (TRAP, CROSSING) else (HOLDS,)), trigger


@given(answers=with_gaps(*EVERYTHING))
def test_doing_what_is_proposed_meets_it(
    definitions: Definitions, assessor: Assessor, answers: dict[str, Any]
) -> None:
    for trigger in triggers_of(definitions, assessor, answers):
        if trigger.kind == CHANGE:
            item, _, option = trigger.key.partition(" >= ")
            assert state_of(assessor, trigger, {**answers, item: option}) == MET
        if trigger.kind == FIND_OUT:
            for answer in naive.possible(trigger.key):
                assert state_of(assessor, trigger, {**answers, trigger.key: answer}) == MET


@given(answers=few_unknown(2))
def test_a_caution_is_so_may_be_so_or_is_not_so_over_every_way_to_fill_the_gaps(
    assessor: Assessor, answers: dict[str, Any]
) -> None:
    gaps = [item for item in ALL_EVIDENCE if item not in answers]
    completed = [
        {**answers, **dict(zip(gaps, chosen, strict=True))}
        for chosen in product(*(naive.possible(item) for item in gaps))
    ]
    holding = [set(assessor.placer.cautions_for(full)) for full in completed]
    known = set(assessor.placer.cautions_for(answers))
    for rule in assessor.questionnaire.cautions:
        state = state_of(assessor, Trigger(CAUTION, rule.id), answers)
        if rule.id in known:
            assert state == HOLDS
        elif not any(rule.id in found for found in holding):
            # A caution about something outside the evidence may still turn on that.
            assert state == MET or not set(items_of([rule.when] if rule.when else [])) <= set(
                ALL_EVIDENCE
            )
        else:
            assert state == MAY_HOLD


@given(answers=with_gaps(*EVERYTHING))
def test_a_service_to_one_person_has_no_step_and_no_trap(
    assessor: Assessor, answers: dict[str, Any]
) -> None:
    alone = {**answers, "level": "individual"}
    for trigger in (MANIPULATION, Trigger(CHANGE, "seats >= advisory"), Trigger(FIND_OUT, "seats")):
        assert state_of(assessor, trigger, alone) == NO_LADDER


def every_reason(assessor: Assessor) -> list[Trigger]:
    """Everything that an action can answer but scores, of each kind all there are."""
    asked = assessor.questionnaire
    gates = [gate for rung in asked.rungs for gate in rung.gates]
    steps = {f"{a.item} >= {a.option}" for gate in gates for a in gate.alternatives}
    rows = {
        TRAP: [row.id for row in asked.traps],
        CAUTION: [row.id for row in asked.cautions],
        CONTRADICTION: [row.id for row in asked.contradictions],
        FINDING: [row.id for row in asked.typology.findings],
        CROSSING: [row.id for row in asked.typology.crossings],
    }
    return [
        *(Trigger(CHANGE, step) for step in sorted(steps)),
        *(Trigger(FIND_OUT, item) for item in ALL_EVIDENCE),
        *(Trigger(kind, row) for kind, table in rows.items() for row in table),
    ]


def reads_level(assessor: Assessor, trigger: Trigger) -> bool:
    tables = (assessor.questionnaire.cautions, assessor.questionnaire.typology.findings)
    whens = [row.when for table in tables for row in table if row.id == trigger.key and row.when]
    return "level" in items_of(whens)


@given(answers=with_gaps(*EVERYTHING))
def test_that_it_is_for_one_person_meets_no_reason_of_any_kind(
    assessor: Assessor, answers: dict[str, Any]
) -> None:
    """Tests of this once named three of the kinds; of contradictions, it said that somebody had
    put them right.
    """
    at_large = {**answers, "level": "group"}
    for trigger in every_reason(assessor):
        was = state_of(assessor, trigger, at_large)
        alone = state_of(assessor, trigger, {**answers, "level": "individual"})
        if trigger.kind in (TRAP, CHANGE, FIND_OUT, CROSSING):
            assert alone == NO_LADDER, trigger
        elif was in OPEN and not reads_level(assessor, trigger):
            assert alone in (*OPEN, NO_LADDER), trigger


def test_each_pair_of_answers_is_left_open_or_gone_with_the_ladder(assessor: Assessor) -> None:
    evidence = set(ALL_EVIDENCE)
    for row in assessor.questionnaire.contradictions:
        trigger = Trigger(CONTRADICTION, row.id)
        for answers in naive_pairs(assessor, row):
            assert state_of(assessor, trigger, answers) == HOLDS
            alone = state_of(assessor, trigger, {**answers, "level": "individual"})
            assert alone == (HOLDS if evidence.isdisjoint(row.items) else NO_LADDER)
            for item in row.items:
                rest = {key: answer for key, answer in answers.items() if key != item}
                assert state_of(assessor, trigger, rest) == MAY_HOLD, "nobody put it right"


def naive_pairs(assessor: Assessor, row: Contradiction) -> list[dict[str, Any]]:
    """Every pair of answers that contradict each other so."""
    first, second = row.items
    pairs = [{first: a, second: b} for a in naive.possible(first) for b in naive.possible(second)]
    found = [p for p in pairs if row in assessor.contradictions.among(p)]
    assert found, row.id
    return found


@given(answers=with_gaps(*EVERYTHING), which=st.randoms(use_true_random=False))
def test_an_answer_that_is_taken_away_meets_nothing(
    assessor: Assessor, answers: dict[str, Any], which: Any
) -> None:
    gone = which.choice(sorted(answers) or [""])
    rest = {item: answer for item, answer in answers.items() if item != gone}
    for trigger in every_reason(assessor):
        if state_of(assessor, trigger, answers) in OPEN and gone != "level":
            assert state_of(assessor, trigger, rest) != MET, (trigger, gone)


def test_a_step_that_other_answers_make_needless(assessor: Assessor) -> None:
    step = Trigger(CHANGE, "dialogue >= one_off")
    assert state_of(assessor, step, {"dialogue": "none"}) == HOLDS
    by_another_way = {"dialogue": "none", "decision_rule": "community"}
    needless = state_of(assessor, step, by_another_way)
    assert needless == NOT_NEEDED, "every gate that it would meet is met by who decides"


@pytest.mark.parametrize(
    "trigger",
    [
        Trigger(TRAP, "gone"), Trigger(CAUTION, "gone"), Trigger(CHANGE, "gone >= x"),
        Trigger(CHANGE, "seats >= gone"), Trigger(FIND_OUT, "gone"), Trigger(CONTRADICTION, "gone"),
        Trigger(CROSSING, "gone"), Trigger("finding", "gone"),
    ],
)  # fmt: skip
def test_what_the_rules_know_nothing_of(assessor: Assessor, trigger: Trigger) -> None:
    assert state_of(assessor, trigger, {}) == RULES


Steps = list[tuple[int, str, Any]]


@st.composite
def histories(draw: st.DrawFn) -> Steps:
    """Answers given, changed and taken away, some on the same day, each day not before the last."""
    items = ("purpose", "decision_stage", "information", "seats", "selection", "level")
    found: Steps = []
    day = 0
    for _ in range(draw(st.integers(0, 8))):
        item = draw(st.sampled_from(items))
        day += draw(st.integers(0, 2))
        offered = [None, *naive.possible(item)] if item != "level" else [None, "individual"]
        found.append((day, item, draw(st.sampled_from(offered))))
    return found


def played(
    steps: Steps, stamp: str
) -> tuple[ActivityRecord, list[Change], list[tuple[int, ActivityRecord]]]:
    """The activity in the end, its changes, and how it was at the end of each moment."""
    record = ActivityRecord(1, QUICK, stamp=stamp)
    changes: list[Change] = []
    states = [(0, record)]
    for day, item, value in steps:
        before = record.values.get(item)
        if before != value:
            changes.append(Change(item, before, value, Author(when=noon(day))))
            record = with_facts(record, {item: value})
        if states[-1][0] == noon(day):
            states[-1] = (noon(day), record)
        else:
            states.append((noon(day), record))
    return record, changes, states


@given(steps=histories(), key=st.sampled_from([
    MANIPULATION, Trigger(CHANGE, "seats >= advisory"), Trigger(FIND_OUT, "purpose"),
    Trigger(CAUTION, "hand_picked"), Trigger(CONTRADICTION, "gone"),
]))  # fmt: skip
def test_since_when_is_the_last_moment_at_which_it_turned(
    assessor: Assessor, steps: Steps, key: Trigger
) -> None:
    stamp = assessor.questionnaire.stamp
    record, changes, states = played(steps, stamp)

    def state(of: ActivityRecord) -> str:
        return state_of(assessor, key, as_activity(assessor.questionnaire, of).answers)

    told = [(when, state(of)) for when, of in states]
    now = told[-1][1]
    assert now in STATES
    turned = [when for (when, to), (_, was) in zip(told[1:], told, strict=False) if to != was]
    day = uk_day(turned[-1]) if turned and now not in OPEN else None
    assert reason_now(key, record, changes, lambda _: assessor) == ReasonNow(now, day)


def test_it_is_not_met_by_whoever_changed_the_rules(assessors: Mapping[int, Assessor]) -> None:
    """The same answers under rules that know no such thing: nobody did anything about it."""
    rules = {"old": assessors[2], "new": assessors[1]}
    row = assessors[2].questionnaire.contradictions[0]
    assert row.id not in {r.id for r in assessors[1].questionnaire.contradictions}
    answers = {atom.item: atom.option for atom in atoms(AllOf(row.pair))}
    moved = ActivityRecord(1, QUICK, answers, stamp="new")
    changes = [Change(MOVED, "old", "new", Author(when=noon(3)))]
    found = reason_now(Trigger(CONTRADICTION, row.id), moved, changes, rules.__getitem__)
    assert found == ReasonNow(RULES, START + timedelta(3))


def test_a_trap_that_was_left(assessor: Assessor) -> None:
    stamp = assessor.questionnaire.stamp
    caught = ActivityRecord(1, QUICK, SHOW, stamp=stamp)
    assert reason_now(MANIPULATION, caught, (), lambda _: assessor) == ReasonNow(HOLDS)
    left = replace(caught, values={**SHOW, "decision_stage": "open", "information": "adequate"})
    changes = [
        Change("decision_stage", "taken", "open", Author(when=noon(1))),
        Change("information", "none", "adequate", Author(when=noon(2))),
    ]
    found = reason_now(MANIPULATION, left, changes, lambda _: assessor)
    assert found == ReasonNow(MET, START + timedelta(2)), "on the day of the second, not the first"


def test_without_a_history_nobody_knows_since_when(assessor: Assessor) -> None:
    record = ActivityRecord(1, QUICK, {"purpose": "advise"}, stamp=assessor.questionnaire.stamp)
    assert reason_now(MANIPULATION, record, (), lambda _: assessor) == ReasonNow(MET)
    at_no_time = [Change("purpose", None, "advise", Author())]
    found = reason_now(Trigger(FIND_OUT, "purpose"), record, at_no_time, lambda _: assessor)
    assert found == ReasonNow(MET, None)


@given(st.integers(0, 101), st.lists(st.integers(0, 100), max_size=4))
def test_a_score_holds_while_any_is_below(below: int, scores: list[int]) -> None:
    readings = [ScoreNow("enablers.x", "X", score, "", "", 1) for score in scores]
    (now,) = reason_of_scores(below, readings).each
    wanted = GONE if not scores else HOLDS if min(scores) < below else MET
    assert now == ReasonNow(wanted)


def test_every_state_is_open_met_or_changed() -> None:
    assert sorted(STATES) == sorted({*OPEN, MET, *CHANGED})
