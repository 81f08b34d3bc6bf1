"""The actions of a plan as sheets, with all that is kept of each."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice

from ladder_assess.core.plan.document import PlanActions
from ladder_assess.core.plan.plan import Action
from ladder_assess.publishing.charts import Speech
from ladder_assess.publishing.common.words import Words
from ladder_assess.publishing.files.sheets import MIDDLE, NARROW, Cell, SheetColumn, WorkbookSheet
from ladder_assess.publishing.plan.answered import said_of
from ladder_assess.publishing.plan.reasons import priority_of_action, priority_word
from ladder_assess.publishing.plan.workbook_changes import level_words

Said = Callable[..., str]
# Activities named in one cell: their names, however long, stay below what a cell can hold.
MOST_IN_CELL = 100


def actions_sheet(plan: PlanActions, words: Words, speech: Speech) -> WorkbookSheet:
    """Every action of the plan with all that is kept of it, in order."""
    _ = speech.gettext
    wide = (_("What to do"), _("Why"), _("How you would know"), _("What it answers"))
    said = {a.id: said_of(a, words, speech, today=plan.made_on) for a in plan.actions}
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(_("Action"), MIDDLE + 12),
        SheetColumn(_("For activity no."), NARROW),
        SheetColumn(_("Activity"), MIDDLE),
        *(SheetColumn(head, MIDDLE + 12) for head in wide),
        SheetColumn(_("Chosen on"), MIDDLE - 8),
        SheetColumn(_("How that is today"), MIDDLE + 12),
        *(SheetColumn(head, MIDDLE) for head in (_("Source"), _("Owner"))),
        *(SheetColumn(head, MIDDLE - 8) for head in (_("Starts"), _("Due"), _("Priority"))),
        SheetColumn(_("Why this priority"), MIDDLE + 12),
        SheetColumn(_("Work"), MIDDLE - 8),
        SheetColumn(_("Usually done by"), MIDDLE),
        *(SheetColumn(head, MIDDLE - 8) for head in (_("Status"), _("Done on"))),
        *(
            SheetColumn(head, MIDDLE + 12)
            for head in (_("Notes"), _("Evidence"), _("In words for everyone"), _("Done well"))
        ),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            number, action.title, _numbers(action, _), _names(action, plan.names, _),
            action.do, action.why, action.measure, said[action.id].label,
            action.chosen_on, said[action.id].since,
            words.short(action.source) if action.source else "", action.owner,
            action.starts, action.due, priority_word(action.ranked, speech),
            priority_of_action(action, speech), _work_words(action.effort, _), action.who,
            level_words(action.status, _), plan.done_on.get(action.id),
            action.notes, action.evidence, plan.told.get(action.id), _done_well(action, words, _),
        )
        for number, action in enumerate(plan.actions, start=1)
    ]  # fmt: skip
    return WorkbookSheet(_("Actions"), columns, rows, kept=2)


def _work_words(effort: str, _: Said) -> str:
    """How much work an action is, as pages say it; empty where nobody said."""
    return {"small": _("Little"), "medium": _("Some"), "large": _("Much")}.get(effort, "")


def _done_well(action: Action, words: Words, _: Said) -> str:
    """What the topic of an action looks like where it is done well, and what somebody did."""
    well = words.done_well(action.trigger)
    if well is None:
        return ""
    example = _("For example:") + " " + _(well.example.text) if well.example else ""
    return " ".join(filter(None, (_(well.text), example)))


def _numbers(action: Action, _: Said) -> Cell:
    """One number as a number, several as a text."""
    numbers = action.activities
    return numbers[0] if len(numbers) == 1 else _first(map(str, numbers), ", ", action, _) or None


def _names(action: Action, names: Mapping[int, str], _: Said) -> str:
    return _first((names.get(number, "") for number in action.activities), "; ", action, _)


def _first(texts: Iterable[str], between: str, action: Action, _: Said) -> str:
    """As many as a cell can hold, and how many more there are."""
    shown = between.join(islice(texts, MOST_IN_CELL))
    more = len(action.activities) - MOST_IN_CELL
    return shown if more <= 0 else _("%(shown)s and %(more)s more", shown=shown, more=more)


def covered_sheet(plan: PlanActions, speech: Speech) -> WorkbookSheet:
    """The activities of those actions that are for more than a cell can hold, each in a row."""
    _ = speech.gettext
    heads = (_("Action"), _("Activity"))
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(heads[0], MIDDLE + 12),
        SheetColumn(_("For activity no."), NARROW),
        SheetColumn(heads[1], MIDDLE + 12),
    )
    rows = [
        (place, action.title, number, plan.names.get(number, ""))
        for place, action in enumerate(plan.actions, start=1)
        if len(action.activities) > MOST_IN_CELL
        for number in action.activities
    ]
    return WorkbookSheet(_("Actions for many"), columns, rows, kept=2)
