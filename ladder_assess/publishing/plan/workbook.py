"""Every figure behind a plan as a spreadsheet: activities, actions, scores, peers and remarks."""

from collections.abc import Callable, Iterator

from ladder_assess.core.activities.portfolio import AssessedActivity
from ladder_assess.core.common.part_dates import in_words
from ladder_assess.core.placement.activity import ASSERTED
from ladder_assess.core.plan.document import PlanFigures
from ladder_assess.core.plan.timing import AHEAD, OVER, phase
from ladder_assess.core.questionnaire.questionnaire import Item
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
from ladder_assess.publishing.files.workbook import workbook
from ladder_assess.publishing.placement.activity_view import Answered, activity_view
from ladder_assess.publishing.plan.find_out import find_out_sheet
from ladder_assess.publishing.plan.over_time import over_time_sheet
from ladder_assess.publishing.plan.standpoints import differ_sheet, views_sheet
from ladder_assess.publishing.plan.workbook_actions import actions_sheet, covered_sheet
from ladder_assess.publishing.plan.workbook_changes import changes_sheet, since_sheet
from ladder_assess.publishing.plan.workbook_now import by_rung_sheet, scores_now_sheet
from ladder_assess.publishing.plan.workbook_scores import score_sheets

Said = Callable[[str], str]


def plan_workbook(figures: PlanFigures, words: Words, speech: Speech) -> bytes:
    """The spreadsheet of a plan. A sheet on which nothing would stand is left out."""
    title, sheets = plan_sheets(figures, words, speech)
    return workbook(title, figures.plan.made_on, sheets)


def plan_sheets(
    figures: PlanFigures, words: Words, speech: Speech
) -> tuple[str, tuple[WorkbookSheet, ...]]:
    """A plan's title, and everything that it says in sheets of rows."""
    plan = figures.plan
    title = plan.title.strip() or speech.gettext("Improvement plan")
    made = (
        _activities(figures, words, speech),
        by_rung_sheet(plan, words, speech),
        find_out_sheet(plan.activities, words, speech, plan.made_on),
        _answers(figures, words, speech),
        actions_sheet(figures.of_actions, words, speech),
        covered_sheet(figures.of_actions, speech),
        since_sheet(figures, speech),
        over_time_sheet(plan, words, speech),
        changes_sheet(figures, speech),
        scores_now_sheet(plan.strands, speech),
        *score_sheets(plan.strands, speech),
        views_sheet(plan.views, speech),
        differ_sheet(plan.views, speech),
        remarks_sheet(figures, words, speech),
    )
    sheets = [sheet for sheet in made if sheet.rows]
    about = _about(figures, title, sheets, speech.gettext)
    return title, (about, *sheets)


def _about(figures: PlanFigures, title: str, sheets: list[WorkbookSheet], _: Said) -> WorkbookSheet:
    plan = figures.plan
    stamps = [activity.stamp for activity in plan.activities if activity.stamp]
    stamps += [strand.instrument.stamp for strand in plan.strands if strand.latest]
    rows: list[tuple[Cell, ...]] = [
        (_("Plan"), title),
        (_("Made on"), plan.made_on),
        (_("Rules used"), ", ".join(dict.fromkeys(stamps))),
        (_("Sheets"), ", ".join(sheet.name for sheet in sheets)),
        (_("Ranges"), _("Rungs run from 0, off the ladder, to 8. Where the lowest and the "
                              "highest rung differ, what is not known leaves it open.")),
        (_("Scores"), _("Scores run from 0 to 100. An empty score is not known or hidden. "
                              "Where people answered each on their own, figures with fewer than "
                              "five people behind them are hidden.")),
    ]  # fmt: skip
    if plan.sample:
        rows.insert(1, (_("Sample data"), _("This plan holds demonstration data.")))
    columns = (SheetColumn(_("About"), MIDDLE), SheetColumn(_("What it is"), WIDE))
    return WorkbookSheet(_("About"), columns, rows)


def _activities(figures: PlanFigures, words: Words, speech: Speech) -> WorkbookSheet:
    _ = speech.gettext
    narrow = (
        _("Lowest rung"), _("Highest rung"), _("Lowest rung, documented"),
        _("Highest rung, documented"), _("Intended rung"), _("Claimed rung"),
    )  # fmt: skip
    texts = (
        _("Traps"), _("Possible traps"), _("Cautions"), _("Kind"), _("Who plans and who delivers"),
        _("The part that people play"), _("What it is called, and what it is"), _("It rests on"),
        _("What to find out first"), _("What would move it up"),
    )  # fmt: skip
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(_("Activity"), MIDDLE),
        *((SheetColumn(_("Sample data"), NARROW),) if figures.plan.sample else ()),
        *(SheetColumn(head, NARROW) for head in narrow),
        *(SheetColumn(head, MIDDLE) for head in texts),
    )
    sample = figures.plan.sample
    rows = [tuple(_activity(a, words, _, sample=sample)) for a in figures.plan.activities]
    when = [
        phase(a.started, a.ended, figures.plan.made_on, a.status) for a in figures.plan.activities
    ]
    if any(when):
        columns = (*columns, SheetColumn(_("When"), MIDDLE - 8))
        told = {AHEAD: _("Not begun: as planned"), OVER: _("Over")}
        rows = [(*row, told.get(now)) for row, now in zip(rows, when, strict=True)]
    if any(a.code for a in figures.plan.activities):
        columns = (*columns, SheetColumn(_("Your own number or code"), MIDDLE - 8))
        rows = [(*r, a.code) for r, a in zip(rows, figures.plan.activities, strict=True)]
    if any(words.is_earlier(a.stamp) for a in figures.plan.activities):
        columns = (*columns, SheetColumn(_("Rules used"), MIDDLE))
        both = zip(rows, figures.plan.activities, strict=True)
        rows = [(*row, activity.stamp) for row, activity in both]
    return WorkbookSheet(_("Activities"), columns, rows, kept=2)


def _activity(activity: AssessedActivity, words: Words, _: Said, *, sample: bool) -> Iterator[Cell]:
    view = activity_view(activity, words)
    words = view.words
    assessment, facts = activity.assessment, activity.assessment.activity
    yield from (activity.number, activity.name)
    if sample:
        yield _("Yes") if activity.sample else _("No")
    for interval in (assessment.placement, assessment.documented):
        yield from (interval.low, interval.high) if view.ladder else (None, None)
    yield from (facts.intended, facts.claimed)
    yield _listed((found.name for found in view.traps if found.certain), _)
    yield _listed((found.name for found in view.traps if not found.certain), _)
    yield _listed((found.name for found in view.cautions), _)
    kind, role = words.kind(assessment.type.kind), words.role(assessment.type.role)
    cell = words.cell(assessment.type.cell)
    for found in (kind, cell, role):
        yield _(found.name) if found else _("Not known")
    yield _listed((found.name for found in view.findings), _)
    explanation = activity.explanation
    for items in (explanation.rests_on, explanation.narrowing) if view.ladder else ((), ()):
        yield _listed((words.item(item).ask for item in items), _)
    climb = assessment.climb if view.ladder and not view.not_placed else None
    yield "; ".join(
        f"{_(words.item(c.item).ask)} {_(words.item(c.item).option(c.after).text)}"
        for c in (climb.changes if climb else ())
    )


def _listed(texts: Iterator[str], _: Said) -> str:
    return "; ".join(_(text) for text in texts)


def _answers(figures: PlanFigures, words: Words, speech: Speech) -> WorkbookSheet:
    _ = speech.gettext
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(_("Activity"), MIDDLE),
        SheetColumn(_("Question"), MIDDLE + 12),
        SheetColumn(_("Answer"), MIDDLE + 12),
        SheetColumn(_("Backing"), MIDDLE - 8),
        SheetColumn(_("Note"), WIDE),
        SheetColumn(_("Link"), MIDDLE),
    )
    rows = [row for a in figures.plan.activities for row in _answers_of(a, words, _)]
    return WorkbookSheet(_("Answers"), columns, rows, kept=2)


def _answers_of(activity: AssessedActivity, words: Words, _: Said) -> Iterator[tuple[Cell, ...]]:
    start = (activity.number, activity.name)
    questionnaire = words.of(activity.stamp).questionnaire
    for item in questionnaire.of_part("about", "claim", "context"):
        if item.id in activity.about:
            yield (
                *start,
                _(item.ask),
                _recorded(item, activity.about[item.id], _),
                None,
                None,
                None,
            )
    for answered in activity_view(activity, words).answers:
        backing = _strength(answered.strength, _) if answered.known else None
        text = _answer(answered, _)
        yield (*start, _(answered.item.ask), text, backing, answered.note, answered.link)


def _recorded(item: Item, text: str, _: Said) -> str:
    """What was said; a season or half of a year in words."""
    named = in_words(text) if item.answer == "date" else None
    return _(named[0]) % {"year": named[1]} if named else text


def _strength(strength: str, _: Said) -> str:
    if strength == "documented":
        return _("Documented")
    return _("Asserted") if strength == ASSERTED else _("Confirmed by participants")


def _answer(answered: Answered, _: Said) -> str:
    if not answered.known:
        return _("Not known")
    return "; ".join(map(_, answered.texts)) or _("None of these")


def remarks_sheet(figures: PlanFigures, words: Words, speech: Speech) -> WorkbookSheet:
    """What was said about the answers."""
    _ = speech.gettext
    names = {a.number: a.name for a in figures.plan.activities}
    asked = {a.number: words.of(a.stamp).questionnaire.items for a in figures.plan.activities}
    heads = (_("Activity"), _("Question"), _("Who"), _("When"))
    columns = (
        SheetColumn(_("No."), NARROW),
        *(SheetColumn(head, MIDDLE) for head in heads),
        SheetColumn(_("Comment"), WIDE),
    )
    newest = words.questionnaire.items
    rows: list[tuple[Cell, ...]] = [
        (
            remark.activity, names.get(remark.activity, ""),
            _(asked.get(remark.activity, newest)[remark.item].ask) if remark.item in newest
            else _("The activity as a whole"),
            remark.who or _("Someone"), remark.on, remark.text,
        )
        for remark in figures.remarks
    ]  # fmt: skip
    return WorkbookSheet(_("Comments"), columns, rows, kept=2)
