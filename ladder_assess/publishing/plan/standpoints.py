"""Points of view on an activity, and what was agreed on, as the plan shows them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.plan.standpoints import MOST_ROOMS, Standpoints
from ladder_assess.core.points_of_view.taking_over import KEPT, TAKEN
from ladder_assess.core.points_of_view.views import GROUPS, AgreedView, GroupView, Spread
from ladder_assess.core.points_of_view.what_views_say import rests_on
from ladder_assess.core.questionnaire.questionnaire import Item
from ladder_assess.core.workshops.room_view import RoomView
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
from ladder_assess.publishing.points_of_view.points_of_view import (
    ViewsDrawing,
    group_names,
    views_drawing,
)
from ladder_assess.publishing.workshops.votes_drawing import VotesDrawing, votes_drawing

SAY = "say"


@dataclass(frozen=True)
class StandpointsView:
    """What a page shows of the views of one activity. `drawing` is None for a service to one
    person, and where workshops alone placed it; `hidden` are the groups of which too few have
    answered. `rooms` are the latest workshops, each with its votes on the ladder.
    """

    told: Standpoints
    drawing: ViewsDrawing | None
    words: Words
    groups: tuple[GroupView, ...]
    hidden: tuple[str, ...]
    say: Spread | None
    rooms: tuple[tuple[RoomView, VotesDrawing], ...] = ()

    @staticmethod
    def rests_on(group: GroupView) -> tuple[int, int]:
        """How many answers the placement of a group rests on, at least and at most."""
        return rests_on(group)


def standpoints_view(told: Standpoints, words: Words) -> StandpointsView:
    """What a page shows of the views of one activity."""
    activity, comparison = told.activity, told.comparison
    own_words, groups = words.of(activity.stamp), comparison.groups
    own = activity.assessment.placement.interval if activity.has_ladder else None
    drawing = None
    if activity.has_ladder and told.of_sides:
        of = own_words.questionnaire
        drawing = views_drawing(of, activity.assessment, told.placed, groups)
    return StandpointsView(
        told,
        drawing,
        own_words,
        tuple(groups[group] for group in GROUPS if group in groups),
        tuple(group for group in GROUPS if group not in groups) if told.of_sides else (),
        comparison.voice.get(SAY),
        tuple(
            (room, votes_drawing(words.questionnaire, room.shown, own))
            for room in told.rooms[:MOST_ROOMS]
        ),
    )


def views_sheet(views: Sequence[Standpoints], speech: Speech) -> WorkbookSheet:
    """Where each side places each activity, and what was agreed on."""
    _ = speech.gettext
    columns = (
        SheetColumn(_("No."), NARROW),
        SheetColumn(_("Activity"), MIDDLE),
        SheetColumn(_("Whose view"), MIDDLE),
        SheetColumn(_("Lowest rung"), NARROW),
        SheetColumn(_("Highest rung"), NARROW),
        SheetColumn(_("Fewest answers to a question"), NARROW),
        SheetColumn(_("Most answers to a question"), NARROW),
        SheetColumn(_("Agreed on"), NARROW),
        SheetColumn(_("Reasons"), WIDE),
        SheetColumn(_("What the organisation did with it"), MIDDLE),
    )
    rows = [row for told in views for row in _rows(told, speech)]
    return WorkbookSheet(_("Points of view"), columns, rows, kept=2)


def _rows(told: Standpoints, speech: Speech) -> Iterator[tuple[Cell, ...]]:
    _, activity, names = speech.gettext, told.activity, group_names(speech)
    start = (activity.number, activity.name)
    own = activity.assessment.placement.interval if activity.has_ladder else None
    yield (*start, _("The organisation"), *_ends(own), *(None,) * 5)
    for group in (g for g in GROUPS if g in told.comparison.groups):
        view = told.comparison.groups[group]
        ends, known = _ends(view.placement if activity.has_ladder else None), rests_on(view)
        yield (*start, names[group], *ends, *known, None, None, None)
    for room in told.rooms:
        yield (*start, *_of_room(room, speech), None, None, None)
    if told.agreed:
        ends = _ends(told.placed.placement.interval if told.placed and own else None)
        on, reasons = told.agreed.agreed_on, told.agreed.reasons
        did = _decision(told.agreed, speech)
        yield (*start, _("What was agreed on"), *ends, None, None, on, reasons, did)


def _of_room(room: RoomView, speech: Speech) -> tuple[Cell, ...]:
    """Whose view it is, the lowest and the highest rung that somebody picked last, and how many
    voted.
    """
    last = room.shown[-1]
    picked = [rung for rung, people in enumerate(last.counts) if people]
    ends = (picked[0], picked[-1]) if picked else (None, None)
    whose = speech.gettext("A workshop, %(day)s", day=room.held_on)
    return (whose, *ends, last.votes, last.votes)


def _decision(agreed: AgreedView, speech: Speech) -> str:
    """What an organisation did with a view that it agreed on."""
    _, day = speech.gettext, agreed.decided_on
    return {
        TAKEN: _("Taken into its own answers on %(day)s", day=day),
        KEPT: _("Own answers kept, as decided on %(day)s", day=day),
    }.get(agreed.decision, _("Not decided yet"))


def _ends(rungs: Interval | None) -> tuple[int | None, int | None]:
    return (rungs.low, rungs.high) if rungs else (None, None)


def differ_sheet(views: Sequence[Standpoints], speech: Speech) -> WorkbookSheet:
    """The questions to which no one answer is that of every side, with what each side answers."""
    _ = speech.gettext
    heads = (_("Activity"), _("Question"), _("The organisation"))
    columns = (
        SheetColumn(_("No."), NARROW),
        *(SheetColumn(head, MIDDLE) for head in heads),
        *(SheetColumn(name, MIDDLE) for name in group_names(speech).values()),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            told.activity.number, told.activity.name, _(each.item.ask),
            option_words(each.item, (each.own,), _),
            *(option_words(each.item, each.groups.get(group, ()), _) for group in GROUPS),
        )
        for told in views
        for each in told.differ
    ]  # fmt: skip
    return WorkbookSheet(_("Where views differ"), columns, rows, kept=2)


def option_words(item: Item, options: Sequence[str], _: Callable[[str], str]) -> str:
    """Answers in words; nothing for none, and an empty one is not known."""
    return "; ".join(_(item.option(o).text) if o else _("Not known") for o in options)
