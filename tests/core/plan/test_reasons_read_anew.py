"""What was met only as an answer was read anew in a move to other questions was met by nobody.

The tests of moves looked at rules that changed: a step whose answer was read anew was “taken”.
"""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from ladder_assess.core.activities.activity_record import QUICK, ActivityRecord, Value
from ladder_assess.core.activities.history import MOVED, Author, Change, with_facts
from ladder_assess.core.activities.history import READ_ANEW as MARK
from ladder_assess.core.placement.assessment import Assessor
from ladder_assess.core.plan.plan import (
    CAUTION,
    CHANGE,
    CONTRADICTION,
    CROSSING,
    FIND_OUT,
    FINDING,
    KEEP,
    TRAP,
    ReasonNow,
    Trigger,
)
from ladder_assess.core.plan.reason_now import (
    MET,
    NO_LONGER,
    READ_ANEW,
    RULES,
    looked_into_no_further,
    reason_now,
)
from tests.core.plan.test_reason_now import START, noon
from tests.support.links import CONTROL, PANEL, SHOW

WAY = START + timedelta(3)


@pytest.fixture
def rules(assessors: Mapping[int, Assessor]) -> dict[str, Assessor]:
    return {"old": assessors[1], "new": assessors[2]}


def moved(
    before: Mapping[str, Value], changed: Mapping[str, Value], *, late: bool = False
) -> tuple[ActivityRecord, list[Change]]:
    """An activity that was moved on the third day, with answers that were read anew: `late`, on a
    page that was sent after another window had moved it.
    """
    author = Author(when=noon(3))
    record = ActivityRecord(1, QUICK, dict(before), stamp="new")
    changes = [Change(MOVED, "old", "new", author, revision=1)]
    revision = 2 if late else 1
    changes += [Change(k, before.get(k), v, author, revision) for k, v in changed.items()]
    if late:
        changes.append(Change(MARK, None, "new", author, revision))
    return with_facts(record, changed), changes


@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize(
    ("before", "changed", "trigger"),
    [
        (PANEL, {"seats": "equal"}, Trigger(CHANGE, "seats >= minority")),
        (PANEL, {"selection": "by_lot"}, Trigger(CAUTION, "hand_picked")),
        ({**SHOW, "information": "adequate"}, {"decision_stage": "open"},
         Trigger(TRAP, "manipulation")),
    ],
)  # fmt: skip
def test_what_was_read_anew_is_not_told_as_done(
    rules: dict[str, Assessor],
    before: Mapping[str, Value],
    changed: Mapping[str, Value],
    trigger: Trigger,
    late: bool,
) -> None:
    record, changes = moved(before, changed, late=late)
    assert reason_now(trigger, record, changes, rules.__getitem__) == ReasonNow(READ_ANEW, WAY)
    done = [Change(c.key, c.before, c.after, Author(when=noon(4)), 9) for c in changes
            if c.key not in (MOVED, MARK)]  # fmt: skip
    (other, made), day = moved(before, {}), START + timedelta(4)
    practice = with_facts(other, changed)
    found = reason_now(trigger, practice, [*made, *done], rules.__getitem__)
    assert found == ReasonNow(MET, day), "the same answers, given at another time"


def test_what_an_answer_alone_meets_is_met_by_one_that_was_read_anew(
    rules: dict[str, Assessor],
) -> None:
    for trigger, before, changed in (
        (Trigger(FIND_OUT, "response"), {}, {"response": "considered"}),
        (Trigger(KEEP, "response >= reported_back"), {"response": "none"}, {"response": "binding"}),
    ):
        record, changes = moved(before, changed)
        found = reason_now(trigger, record, changes, rules.__getitem__)
        assert found == ReasonNow(MET, WAY), trigger


def test_the_rules_alone_are_told_as_before_where_answers_were_read_anew_too(
    rules: dict[str, Assessor],
) -> None:
    """By the first rules such a show of support is a trap, whatever people share in."""
    shared: dict[str, Value] = {
        **CONTROL, "purpose": "endorse", "information": "selective", "override": "by_negotiation",
    }  # fmt: skip
    trigger = Trigger(TRAP, "manipulation")
    for changed in ({}, {"resources": "some"}):
        record, changes = moved(shared, changed)
        assert reason_now(trigger, record, changes, rules.__getitem__) == ReasonNow(RULES, WAY)


def test_rules_and_an_answer_that_only_together_turn_it(rules: dict[str, Assessor]) -> None:
    """To say that no answer changed would be untrue."""
    before: dict[str, Value] = {
        **CONTROL, "purpose": "endorse", "information": "selective", "override": "freely",
    }  # fmt: skip
    record, changes = moved(before, {"override": "never"})
    found = reason_now(Trigger(TRAP, "manipulation"), record, changes, rules.__getitem__)
    assert found == ReasonNow(READ_ANEW, WAY)


@pytest.mark.parametrize("kind", [CHANGE, CAUTION, TRAP, FINDING, CROSSING])
def test_without_its_history_nobody_says_that_it_was_met(kind: str) -> None:
    on: date | None = None
    assert looked_into_no_further(Trigger(kind, "a"), ReasonNow(MET, on)) == ReasonNow(NO_LONGER)
    assert looked_into_no_further(Trigger(kind, "a"), ReasonNow(RULES)) == ReasonNow(RULES)


@pytest.mark.parametrize("kind", [FIND_OUT, CONTRADICTION, KEEP])
def test_what_was_answered_was_met_all_the_same(kind: str) -> None:
    assert looked_into_no_further(Trigger(kind, "a"), ReasonNow(MET)) == ReasonNow(MET)
