"""What taking in a row of a register would do: something new, a change, nothing, or a flaw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import (
    AGREED,
    QUICK,
    SUBMITTED,
    ActivityRecord,
    Value,
)
from ladder_assess.core.activities.history import Change, changes_between, facts, with_facts
from ladder_assess.core.common.part_dates import first_day, is_day, is_part, last_day
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN
from ladder_assess.core.register.cells import tidy
from ladder_assess.core.register.flaws import BadRow, Flaw
from ladder_assess.core.register.rows.facts import DESCRIPTION, RowFacts

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
# What undoing leaves as somebody worked on it since, and what is there no more.
KEPT, GONE = "kept", "gone"
KINDS = (WRONG, CHANGED, NEW, SAME)
# Handed in or agreed as it stands: nobody who imports a file has read it again.
CLOSED = {SUBMITTED: "submitted", AGREED: "agreed"}


@dataclass(frozen=True)
class PlannedRow:
    """What becomes of a row's activity; `before` is None where it is new.

    `alike` is the id of an activity of the list that a new one may be meant for. `answered_by` is
    the earlier version of the questions that an export says the row answers, where the activity is
    described by another or that one is kept.
    """

    kind: str
    before: ActivityRecord | None
    after: ActivityRecord
    changes: tuple[Change, ...] = ()
    alike: str = ""
    answered_by: str = ""


def plan_row(
    given: RowFacts, found: Sequence[ActivityRecord], stamp: str, id_heading: str
) -> PlannedRow:
    """What becomes of a row; `found` are the activities of the list with its id.

    An empty cell leaves what is there as it is; `unknown` makes it unknown. `stamp` is put on what
    is new. Raises BadRow where the activity is not to be changed by a file.
    """
    if len(found) > 1:
        raise BadRow([Flaw("id_several", id_heading, given.id)])
    if not found:
        return PlannedRow(NEW, None, _with(ActivityRecord(0, QUICK, stamp=stamp), given))
    before = found[0]
    after = _with(before, given)
    changes = tuple(changes_between(before, after))
    if not changes:
        return PlannedRow(SAME, before, before)
    if before.state in CLOSED:
        raise BadRow([Flaw(CLOSED[before.state], id_heading, given.id)])
    return PlannedRow(CHANGED, before, after, changes)


def _with(record: ActivityRecord, given: RowFacts) -> ActivityRecord:
    kept = facts(record)
    told = dict(given.facts)
    if given.whole_name and not kept.get(DESCRIPTION):
        told[DESCRIPTION] = given.whole_name
    new = {key: value for key, value in told.items() if not reads_as(kept.get(key), value)}
    answers = {key: value for key, value in new.items() if "-" not in key}
    known = {**record.values, **answers}
    backing = {
        key: value
        for key, value in new.items()
        # What stands behind an answer that is not given says nothing.
        if "-" in key and known.get(key.partition("-")[0], UNKNOWN) != UNKNOWN
    }
    after = with_facts(record, {**answers, **backing}).confirmed(answers)
    # What the list has stays, however the file writes it.
    written = {
        **after.as_written,
        **{k: text for k, text in given.as_written.items() if _is_of(k, after, given)},
    }
    return replace(after, register_id=record.register_id or given.id, as_written=written)


def _is_of(key: str, after: ActivityRecord, given: RowFacts) -> bool:
    """Is what a cell says of an item that the activity has from there, or has not at all?"""
    return after.values.get(key) == given.facts.get(key)


def reads_as(kept: Value | None, given: Value) -> bool:
    """Is there a text that a file gives as this one, because its spaces are of another kind, or a
    day of which it gives the month or year alone?
    """
    if not isinstance(kept, str) or kept == given:
        return False
    part = (
        isinstance(given, str)
        and is_part(given)
        and is_day(kept)
        and first_day(given) <= first_day(kept) <= last_day(given)
    )
    return part or tidy(kept) == given
