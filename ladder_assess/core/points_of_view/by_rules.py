"""Points of view that were answered by several versions of the questions, each placed by its own.

An activity may be moved to clearer questions while views of it are there: who answered before has
answered other questions, and is placed by the rules that went with them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.points_of_view.fives import GivenPage
from ladder_assess.core.points_of_view.views import (
    GROUPS,
    SERVICE_USER,
    Comparer,
    Comparison,
    GroupView,
    differences,
)


def compare_by_rules(comparers: Sequence[Comparer], pages: Iterable[GivenPage]) -> Comparison:
    """What may be shown of all that was answered about one activity, each by the version that was
    answered. The first of the `comparers` is that of the activity now; what was answered by a
    version that none of them has, or that is not known, goes with it.
    """
    here, *_ = comparers
    by_stamp = {comparer.questionnaire.stamp: comparer for comparer in comparers}
    given: dict[str, list[GivenPage]] = {stamp: [] for stamp in by_stamp}
    voices: list[GivenPage] = []
    for page in pages:
        # A series is named by the version that it answers, and whether it is under names.
        named = page.series.partition(" ")[0]
        stamp = named if named in given else here.questionnaire.stamp
        (voices if page.page in here.voice_pages else given[stamp]).append(page)
    # Where nothing was answered by a version it shows no more of voices than that of the activity.
    found = [
        by_stamp[stamp].compare([*own, *voices])
        for stamp, own in given.items()
        if own or stamp == here.questionnaire.stamp
    ]
    views = {group: list(_of_group(group, found, here)) for group in GROUPS}
    groups = {group: first for group, (first, *_) in _present(views)}
    return Comparison(
        groups=groups,
        voice=found[0].voice,
        differences=tuple(differences(groups.values())),
        others=tuple(chain.from_iterable(rest for _, (_, *rest) in _present(views))),
    )


def _of_group(group: str, found: Iterable[Comparison], here: Comparer) -> Iterator[GroupView]:
    """The views of a group, by the version of the activity first. What those who took part said the
    purpose was goes with any version, so that alone it is shown once.
    """
    views = [each.groups[group] for each in found if group in each.groups]
    placed = [view for view in views if view.placement or group != SERVICE_USER]
    for view in placed or views[:1]:
        own = view.definition == here.questionnaire.stamp
        yield view if own else replace(view, otherwise=_otherwise(view, here))


def _otherwise(view: GroupView, here: Comparer) -> Interval | None:
    """Where the rules of the activity now place the same, as far as they ask the same."""
    asked = here.questionnaire.coded
    same = {
        item: spread
        for item, spread in view.spreads.items()
        if item in asked and asked[item].option_ids == spread.item.option_ids
    }
    return here.place(same)


def _present(views: Mapping[str, list[GroupView]]) -> list[tuple[str, list[GroupView]]]:
    return [(group, own) for group, own in views.items() if own]
