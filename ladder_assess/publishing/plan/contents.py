"""The contents of a plan, and the definitions that it rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.common.directions import isolated
from ladder_assess.publishing.common.words import printable, shortened
from ladder_assess.publishing.instruments.conditions_view import ConditionView
from ladder_assess.publishing.plan.since import Changed, says_more


@dataclass(frozen=True)
class Entry:
    """A line of the contents: where it leads, what it is called, how deep it lies."""

    anchor: str
    title: str
    inner: bool = False


def stamps(document: PlanDocument) -> Iterator[str]:
    """The definitions and versions by which a plan was worked out."""
    yield from (activity.stamp for activity in document.activities if activity.stamp)
    yield from (strand.instrument.stamp for strand in document.strands if strand.latest)


def contents(
    document: PlanDocument,
    conditions: Sequence[ConditionView],
    gettext: Callable[[str], str],
    *,
    how: bool = False,
    changes: Sequence[Changed] = (),
    dates: bool = False,
) -> Iterator[Entry]:
    """The lines of the contents, in the order of the plan. `how` says whether how to find things
    out has a part of its own, `changes` what has changed since an earlier plan, `dates` whether
    what changed the activities stands apart.
    """
    _ = gettext
    yield Entry("summary", _("Summary"))
    yield Entry("actions", _("Actions"))
    if says_more(changes):
        yield Entry("changes", _("What has changed"))
    if dates:
        yield Entry("over-time", _("What changed the activities"))
    yield from _activities(document, gettext)
    if how:
        yield Entry("find-out", _("How you could find out"))
    if document.strands:
        yield Entry("conditions", _("The conditions for taking part"))
    for view in conditions:
        yield Entry(view.anchor, shortened(printable(view.title)), True)
    if document.views:
        yield Entry("views", _("Points of view"))
    yield Entry("method", _("Method and its limits"))
    if document.one_by_one:
        yield Entry("answers", _("The answers, and what stands behind them"))
    if any(group.figures_apart for view in conditions for group in view.groups):
        yield Entry("scores", _("The scores in figures"))
    yield Entry("sources", _("Sources"))


def _activities(document: PlanDocument, gettext: Callable[[str], str]) -> Iterator[Entry]:
    _, told = gettext, document.one_by_one
    several = len(document.activities) > 1
    if several:
        yield Entry("activities", _("The activities"))
    for activity in document.activities:
        if activity.number in told:
            name = isolated(shortened(printable(activity.name).strip() or _("An activity")))
            title = f"{activity.number}. {name}" if several else name
            yield Entry(f"activity-{activity.number}", title, several)
    if len(told) < len(document.activities):
        yield Entry("short", _others(document, gettext))


def _others(document: PlanDocument, _: Callable[[str], str]) -> str:
    """What the part about the activities is called that have a row each."""
    if {each.number for each in document.activities} - document.one_by_one == document.waiting:
        return _("Activities that wait for answers")
    if document.one_by_one:
        return _("The other activities, in short")
    return _("The activities, in short")
