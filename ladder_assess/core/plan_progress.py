"""How far a plan is: what is done, under way and late, and what has been done since a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from ladder_assess.core.plan import DONE, DROPPED, STATUSES, Action
from ladder_assess.core.plan_edits import Edit


@dataclass(frozen=True)
class Progress:
    """Actions by status, the ids of those that are late, and of those done since `since`."""

    counts: Mapping[str, int]
    late: frozenset[int]
    since: date | None = None
    done_since: frozenset[int] = frozenset()


def is_late(action: Action, today: date) -> bool:
    """Is its day over, and is it neither done nor dropped? On the day itself it is not late."""
    return action.due is not None and action.due < today and action.status not in (DONE, DROPPED)


def progress(
    actions: Iterable[Action], edits: Iterable[Edit], today: date, since: date | None, zone: tzinfo
) -> Progress:
    """How far a plan is today and, where there is a day to compare with, what is done that was not
    on that day. `edits` come in any order; days are those of `zone`.
    """
    actions = tuple(actions)
    counts = {status: sum(a.status == status for a in actions) for status in STATUSES}
    finished = {
        edit.action
        for edit in edits
        if edit.key == "status"
        and edit.after == DONE
        and since is not None
        and datetime.fromtimestamp(edit.author.when, zone).date() >= since
    }
    return Progress(
        counts,
        frozenset(a.id for a in actions if is_late(a, today)),
        since,
        frozenset(a.id for a in actions if a.status == DONE and a.id in finished),
    )
