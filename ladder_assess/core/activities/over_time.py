"""An activity as it was: what is said of it now, with the changes since then taken back."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import MOVE_MARKS, MOVED, Change
from ladder_assess.core.activities.way_back import before_changes
from ladder_assess.core.common.clock import day_end, uk_day

# More points than these are not told apart in a picture on a phone.
MOST_MOMENTS = 8


def as_it_was(
    record: ActivityRecord, changes: Sequence[Change], moment: int
) -> ActivityRecord | None:
    """An activity at a moment, in seconds since 1970, under the version of the questions that it
    was described by then; None while nothing had been said of it.

    `changes` are all of its changes, the earliest first. Who had it to do is not taken back.
    """
    since = [c for c in changes if c.author.when > moment]
    was = before_changes(record, since)
    stamp = next((str(c.before) for c in since if c.key == MOVED and c.before), record.stamp)
    return replace(was, stamp=stamp) if was.values else None


def read_anew(said: Mapping[str, Value], changes: Iterable[Change]) -> dict[str, Value]:
    """Some answers with those that somebody read anew while the activity was moved to other
    questions; `changes` are all that were made after they stood so, the earliest first.

    An answer that was changed at another time before it was read anew stays as it is here: how it
    would have read then nobody knows.
    """
    found = dict(said)
    for change in made_in_moves(changes):
        if found.get(change.key) == change.before:
            found.pop(change.key, None)
            if change.after is not None:
                found[change.key] = change.after
    return found


def made_in_moves(changes: Iterable[Change]) -> Iterator[Change]:
    """Those of some changes of an activity in which an answer was read anew while it was moved to
    other questions, also on a page that was open while it was moved in another window.
    """
    changes = tuple(changes)
    moves = {change.revision for change in changes if change.key in MOVE_MARKS}
    return (c for c in changes if c.revision in moves and _is_answer(c.key))


def _is_answer(key: str) -> bool:
    return ":" not in key and "-" not in key


def day_ends(moments: Iterable[int]) -> list[int]:
    """The last second of each day on which something happened, at most the latest eight."""
    found = {day_end(uk_day(moment)) for moment in moments if moment > 0}
    return sorted(found)[-MOST_MOMENTS:]


def month_ends(moments: Iterable[int]) -> list[int]:
    """The same for months."""
    found = {_month_end(uk_day(moment)) for moment in moments if moment > 0}
    return sorted(found)[-MOST_MOMENTS:]


def _month_end(day: date) -> int:
    return day_end(day.replace(day=monthrange(day.year, day.month)[1]))
