"""What moving an activity back to the questions that it was moved from means for its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ladder_assess.core.activities.activity_record import ActivityRecord, Value
from ladder_assess.core.activities.history import (
    MOVE_MARKS,
    MOVED,
    Change,
    Facts,
    facts,
    with_facts,
)
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN, Questionnaire


@dataclass(frozen=True)
class WayBack:
    """Where an activity can be moved back to: the version by its stamp, when it was moved (seconds
    since 1970), how it was just before, and the facts to restore.

    `restored` are those that changed with the move and were not touched since, and the answers that
    the earlier questions do not have; `lost` are the items of the latter, in the order asked.
    """

    stamp: str
    moved: int
    before: ActivityRecord
    restored: Facts
    lost: tuple[str, ...] = ()

    def back(self, record: ActivityRecord) -> ActivityRecord:
        """The activity, moved back."""
        return replace(with_facts(record, self.restored), stamp=self.stamp)


def find_way_back(
    questionnaire: Questionnaire, record: ActivityRecord, since: Sequence[Change]
) -> WayBack | None:
    """How an activity is moved back to the earlier `questionnaire`. `since` are its changes from
    the move on, the earliest first; None where no move is among them.
    """
    moved = next((each for each in since if each.key == MOVED), None)
    if moved is None:
        return None
    before = before_changes(record, since)
    before = replace(before, stamp=questionnaire.stamp)
    lost = tuple(
        item
        for item, value in record.values.items()
        if item in questionnaire.coded and not readable(questionnaire, item, value)
    )
    was = facts(before)
    wanted = {*_left_alone(since), *lost}
    restored = {key: _as_it_was(questionnaire, key, was.get(key)) for key in wanted}
    order = tuple(questionnaire.items)
    return WayBack(
        questionnaire.stamp,
        moved.author.when,
        before,
        restored,
        tuple(sorted(lost, key=order.index)),
    )


def before_changes(record: ActivityRecord, changes: Sequence[Change]) -> ActivityRecord:
    """An activity with changes, the earliest first, taken back. How far the work is, who has it to
    do and the version of the questions stay.
    """
    said = [each for each in changes if not each.key.startswith(":")]
    return with_facts(record, {each.key: each.before for each in reversed(said)})


def readable(questionnaire: Questionnaire, item: str, value: Value) -> bool:
    """Do these questions have this answer?"""
    asked = questionnaire.items.get(item)
    if asked is None:
        return False
    return value == UNKNOWN or not asked.options or asked.offers(value)


def _left_alone(since: Sequence[Change]) -> set[str]:
    """What changed with the move, on whichever page that shows its questions, and never again."""
    moves = {each.revision for each in since if each.key in MOVE_MARKS}
    said = [each for each in since if not each.key.startswith(":")]
    touched = {each.key for each in said if each.revision not in moves}
    return {each.key for each in said if each.revision in moves} - touched


def _as_it_was(questionnaire: Questionnaire, key: str, value: Value | None) -> Value | None:
    """What stood under a key; nothing where the earlier questions cannot read that either."""
    if key not in questionnaire.coded or value is None:
        return value
    return value if readable(questionnaire, key, value) else None
