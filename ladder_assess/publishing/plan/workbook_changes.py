"""The sheets of a plan's spreadsheet that say what was changed in its actions, and what has
changed since an earlier plan.
"""

from collections.abc import Callable

from ladder_assess.core.plan.document import PlanFigures, Worked
from ladder_assess.core.plan.edits import Said
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.files.sheets import (
    MIDDLE,
    NARROW,
    WIDE,
    Cell,
    SheetColumn,
    WorkbookSheet,
)
from ladder_assess.publishing.plan.reasons import priority_word
from ladder_assess.publishing.plan.since import changes_since

Gettext = Callable[[str], str]


def since_sheet(figures: PlanFigures, speech: Speech) -> WorkbookSheet:
    """What has changed since an earlier plan, a row for each thing that did."""
    _, since = speech.gettext, figures.plan.since
    columns = (
        SheetColumn(_("Since the plan of"), MIDDLE - 8),
        SheetColumn(_("What has changed"), MIDDLE),
        SheetColumn(_("Which"), WIDE),
    )
    rows: list[tuple[Cell, ...]] = []
    if since is not None:
        changes = changes_since(since, speech)
        rows = [(since.made_on, each.heading, line) for each in changes for line in each.lines]
        rows = rows or [(since.made_on, _("Nothing has changed"), None)]
    return WorkbookSheet(_("Since the last plan"), columns, rows)


def changes_sheet(figures: PlanFigures, speech: Speech) -> WorkbookSheet:
    """Who changed what of each action, the newest first; by a private link nobody has a name."""
    _, named = speech.gettext, any(change.edit.name for change in figures.changes)
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(_("Action"), MIDDLE + 12),
        SheetColumn(_("When"), MIDDLE - 4),
        *((SheetColumn(_("Who"), MIDDLE - 4),) if named else ()),
        SheetColumn(_("What"), MIDDLE - 4),
        *(SheetColumn(head, MIDDLE + 12) for head in (_("Before"), _("After"))),
    )
    rows = [_row(change, speech, named=named) for change in figures.changes]
    return WorkbookSheet(_("Changes to actions"), columns, rows, kept=2)


def _row(change: Worked, speech: Speech, *, named: bool) -> tuple[Cell, ...]:
    _ = speech.gettext
    edit = change.edit
    who = (edit.name or _("Someone"),) if named else ()
    before, after = (_cell(edit.key, said, speech) for said in (edit.before, edit.after))
    return change.number, change.title, change.on, *who, _field(edit.key, _), before, after


def _cell(key: str, said: Said, speech: Speech) -> Cell:
    if key == "priority":
        return priority_word(str(said), speech) or speech.gettext("As worked out")
    return level_words(said, speech.gettext) if key == "status" and isinstance(said, str) else said


def _field(key: str, _: Gettext) -> str:
    return {
        "title": _("Action"), "do": _("What to do"), "measure": _("How you would know"),
        "owner": _("Owner"), "starts": _("Starts"), "due": _("Due"),
        "priority": _("Priority"), "status": _("Status"),
        "notes": _("Notes"), "evidence": _("Evidence"),
    }[key]  # fmt: skip


def level_words(level: str, _: Gettext) -> str:
    """An effort or a status in words; empty where there is none."""
    words = {
        "small": _("Small"), "medium": _("Medium"), "large": _("Large"),
        "not_started": _("Not started"), "under_way": _("Under way"),
        "done": _("Done"), "dropped": _("Dropped"),
    }  # fmt: skip
    return words.get(level, "")
