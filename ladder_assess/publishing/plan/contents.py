"""The contents of a plan, and the definitions that it rests on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ladder_assess.core.plan.document import PlanDocument
from ladder_assess.publishing.common.directions import isolated
from ladder_assess.publishing.common.words import printable, shortened
from ladder_assess.publishing.instruments.conditions_view import ConditionView


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
    conditions: Iterable[ConditionView],
    gettext: Callable[[str], str],
    *,
    how: bool = False,
) -> Iterator[Entry]:
    """The lines of the contents, in the order of the plan. `how` says whether how to find things
    out has a part of its own.
    """
    _ = gettext
    yield Entry("summary", _("Summary"))
    in_full = document.in_full
    for activity in document.activities:
        if activity.number not in in_full:
            continue
        name = printable(activity.name).strip() or _("An activity")
        title = f"{activity.number}. {isolated(shortened(name))}"
        yield Entry(f"activity-{activity.number}", title, True)
    if len(in_full) < len(document.activities):
        yield Entry("short", _("The other activities, in short"))
    if how:
        yield Entry("find-out", _("How you could find out"))
    if document.strands:
        yield Entry("conditions", _("The conditions for taking part"))
    for view in conditions:
        yield Entry(view.anchor, shortened(printable(view.title)), True)
    yield Entry("actions", _("Actions"))
    yield Entry("method", _("Method and its limits"))
    yield Entry("sources", _("Sources"))
