"""Takes what was agreed on into an organisation's own answers, and puts those back as they were."""

from collections.abc import Iterable

from ladder_assess.core.activities.activity_record import ActivityRecord
from ladder_assess.core.activities.history import PARTS, Change, Facts, facts, with_facts
from ladder_assess.core.points_of_view.what_views_say import AgreedChange
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

# What an organisation did with a view that it agreed on.
TAKEN, KEPT = "taken", "kept"


def taken_over(record: ActivityRecord, changes: Iterable[AgreedChange]) -> ActivityRecord:
    """An activity whose own answers say what was agreed on. What stood behind an answer that
    changes goes with it, as it stood behind another one.
    """
    found: dict[str, str | None] = {}
    for change in changes:
        item = change.item.id
        found[item] = change.agreed or UNKNOWN
        found |= {f"{item}-{part}": None for part in PARTS}
    return with_facts(record, found).confirmed(found)


def as_before(record: ActivityRecord, changes: Iterable[Change]) -> Facts:
    """What puts own answers back: each as it was before it was taken over, unless it was changed
    again since. `changes` are those that taking over made.
    """
    now = facts(record)
    return {each.key: each.before for each in changes if now.get(each.key) == each.after}
