"""What a plan says to find out: answers that hardly go together, and what is not known: it
would narrow a place or, where an activity is what it was meant to be, could bring up a caution.

How one could find it out stands once for a question, however many activities leave it open.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.plan.plan import content
from ladder_assess.core.plan.timing import is_ahead
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import (
    MIDDLE,
    NARROW,
    WIDE,
    Cell,
    SheetColumn,
    WorkbookSheet,
)
from ladder_assess.publishing.placement.activity_view import open_questions


class HowToFindOut(NamedTuple):
    """A question that is not answered, how one could find out, and the numbers of the activities
    that it is to be found out about.
    """

    ask: str
    how: str
    activities: tuple[int, ...]


def how_to_find_out(
    activities: Iterable[AssessedActivity], words: Words, today: date
) -> tuple[HowToFindOut, ...]:
    """Each question that is open of some activity and says how it could be found out, once; what
    most activities leave open comes first. Of what has not begun there is nothing to look up.
    """
    open_of: dict[tuple[str, str], list[int]] = {}
    for activity in activities:
        if is_ahead(activity, today):
            continue
        for item in open_questions(activity, words):
            if item.find_out:
                open_of.setdefault((item.ask, item.find_out), []).append(activity.number)
    found = [HowToFindOut(ask, how, tuple(of)) for (ask, how), of in open_of.items()]
    return tuple(sorted(found, key=lambda each: -len(each.activities)))


def find_out_sheet(
    activities: Iterable[AssessedActivity], words: Words, speech: Speech, today: date
) -> WorkbookSheet:
    """A row for each thing to find out about each activity, or to settle where it has not begun."""
    _ = speech.gettext
    columns = (
        SheetColumn(_("No."), NARROW),
        *(SheetColumn(head, MIDDLE) for head in (_("Activity"), _("Why"))),
        *(SheetColumn(head, WIDE) for head in (_("What to find out"), _("How you could find out"))),
    )
    rows = [row for activity in activities for row in _rows(activity, words, speech, today)]
    return WorkbookSheet(_("To find out"), columns, rows, kept=2)


def _rows(
    activity: AssessedActivity, words: Words, speech: Speech, today: date
) -> Iterator[tuple[Cell, ...]]:
    _, start = speech.gettext, (activity.number, activity.name)
    for contradiction in activity.explanation.contradictions:
        yield (*start, _("Two answers hardly go together"), _(contradiction.ask), None)
    narrows = _("Not known, and would narrow the place")
    cautions = _("Not known, and could bring up a caution")
    ahead = is_ahead(activity, today)
    settle = _("Not begun, so settle this now: there is nothing to look up yet")
    for item in open_questions(activity, words):
        how = _(item.find_out) if item.find_out and not ahead else None
        why = settle if ahead else cautions if content(activity.assessment) else narrows
        yield (*start, why, _(item.ask), how)
