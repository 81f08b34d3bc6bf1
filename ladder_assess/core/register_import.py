"""What taking in a register would do to a list: rows that are new, changed, the same, or wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ladder_assess.core.activity import Activity, read_activity
from ladder_assess.core.draft import QUICK, Draft, Value
from ladder_assess.core.history import Facts, changes_between, with_facts
from ladder_assess.core.questionnaire import UNKNOWN, Questionnaire
from ladder_assess.core.record import BadRecord, Problem, Rejected
from ladder_assess.core.workflow import may_change

TWICE = "expected once in the file, found in row {} too"
SEVERAL = "expected one activity of this list with this id, found several"
NOT_OPEN = "expected an activity that can be changed: this one has been agreed, so open it again"


@dataclass(frozen=True)
class PlannedRow:
    """A row and what becomes of its activity; `before` is None where it is new."""

    line: int
    record: Mapping[str, Any]
    before: Draft | None
    after: Draft

    @property
    def changed(self) -> tuple[str, ...]:
        """What changes of an activity that is there: items, and items with `-strength`."""
        return tuple(c.key for c in changes_between(self.before, self.after)) if self.before else ()


@dataclass(frozen=True)
class ImportPlan:
    """Every row of a register, in its order, apart from those that are wrong."""

    rows: tuple[PlannedRow, ...]
    bad: tuple[Rejected, ...]

    @property
    def new(self) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.before is None)

    @property
    def changed(self) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.changed)

    @property
    def same(self) -> tuple[PlannedRow, ...]:
        return tuple(row for row in self.rows if row.before and not row.changed)

    @property
    def seen(self) -> str:
        """Differs once an activity that the plan is about has been added or changed by someone."""
        revisions = sum(row.before.revision for row in self.rows if row.before)
        counts = (len(self.new), len(self.changed), len(self.same), revisions)
        return "-".join(map(str, counts))


def plan_import(
    questionnaire: Questionnaire,
    records: Iterable[tuple[int, Mapping[str, Any] | BadRecord]],
    drafts: Iterable[Draft],
    stamp: str,
) -> ImportPlan:
    """What becomes of each row, found by its id among the activities of the list.

    An empty cell leaves what is there as it is; `unknown` makes it unknown.
    """
    known: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.register_id and not draft.exercise:
            known.setdefault(draft.register_id, []).append(draft)
    rows: dict[str, PlannedRow] = {}
    bad: list[Rejected] = []
    for line, record in records:
        try:
            row = _plan_row(questionnaire, line, record, known, stamp)
            if row.after.register_id in rows:
                raise _bad(TWICE.format(rows[row.after.register_id].line))
            rows[row.after.register_id] = row
        except BadRecord as problem:
            bad.append(Rejected(line, problem.problems))
    return ImportPlan(tuple(rows.values()), tuple(bad))


def _plan_row(
    questionnaire: Questionnaire,
    line: int,
    record: Mapping[str, Any] | BadRecord,
    known: Mapping[str, list[Draft]],
    stamp: str,
) -> PlannedRow:
    if isinstance(record, BadRecord):
        raise record
    activity = read_activity(questionnaire, record)
    found = known.get(activity.id, [])
    if len(found) > 1:
        raise _bad(SEVERAL)
    before = found[0] if found else None
    if before is not None and not may_change(before.state):
        raise _bad(NOT_OPEN)
    start = before or Draft(0, QUICK, stamp=stamp)
    return PlannedRow(line, record, before, _with_row(start, activity, record))


def _bad(expected: str) -> BadRecord:
    return BadRecord([Problem("id", expected)])


def _with_row(draft: Draft, activity: Activity, record: Mapping[str, Any]) -> Draft:
    given: dict[str, Value] = {k: UNKNOWN for k, v in record["answers"].items() if v == UNKNOWN}
    given |= activity.answers
    about = {
        "name": activity.name or None,
        "claimed_rung": None if activity.claimed is None else str(activity.claimed),
        "intended_rung": None if activity.intended is None else str(activity.intended),
    }
    given |= {item: value for item, value in about.items() if value is not None}
    facts: Facts = {
        **given,
        # What stands behind an answer that is not given says nothing.
        **{f"{k}-strength": v for k, v in activity.evidence.items() if k in activity.answers},
    }
    return replace(with_facts(draft, facts).confirmed(given), register_id=activity.id)
