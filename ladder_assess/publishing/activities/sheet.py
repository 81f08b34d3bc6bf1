"""A list of activities on one page to print: pictures, counts and three sentences.

However many activities there are, it has as many rows: everything is a count but for the few whose
names it gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from ladder_assess.core.activities.figures import (
    CellCount,
    believed,
    cautions_among,
    levels_of_co_production,
    standing,
    traps_among,
)
from ladder_assess.core.activities.listed_activity import Listed
from ladder_assess.core.activities.portfolio import not_placed
from ladder_assess.core.benchmarks.indicators import ALL_TOGETHER
from ladder_assess.core.placement.placement import Interval
from ladder_assess.core.placement.typology import UNCLASSIFIED
from ladder_assess.core.plan.timing import is_ahead, is_planned
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.activities.charts import PortfolioCharts
from ladder_assess.publishing.charts import Chart, Speech
from ladder_assess.publishing.common.distribution import DistributionDrawing, distribution_drawing

# As many as leave room for the rest of the page.
MOST_NAMES = 4
LONGEST_NAME = 50
# Activities that are named with where they stand: in a sentence above a table of kinds, and in a
# table where there is none.
MOST_NAMED_ABOVE, MOST_NAMED = 3, 14
# The first rung on which people share in decisions.
SHARED = 6


class NamedActivity(NamedTuple):
    """One activity with where it stands and was meant to, in words. It is `below` where it
    certainly did not reach what it was meant for, `above` where it certainly stands higher; `code`
    is that of a register.
    """

    name: str
    stands: str
    meant: str
    below: bool
    above: bool = False
    code: str = ""


@dataclass(frozen=True)
class PortfolioSheet:
    """What the page shows. `named` are the activities that matter most, those furthest below what
    they were meant for first. `kinds` are those that any activity is of, by id; `cells` the counts
    by rung and kind; `to_look_at` how often each trap and caution holds, by name, and how many
    activities have answers that hardly go together; a chart is None with nothing to show.
    """

    activities: int
    sentences: tuple[str, ...]
    named: tuple[NamedActivity, ...]
    distribution: DistributionDrawing
    kinds: Mapping[str, str]
    cells: Mapping[tuple[int, str], CellCount]
    believed: Chart | None
    took_part: Chart | None
    collective: Chart | None
    to_look_at: Mapping[str, int]


def sheet(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed], today: date
) -> PortfolioSheet:
    """The page of some activities on a day, in the language of `speech`."""
    charts = PortfolioCharts(questionnaire, speech)
    begun = [activity for activity in activities if not is_planned(activity, today)]
    cells = standing(activity for activity in begun if not not_placed(activity))
    short = [activity._replace(name=_short(activity.name)) for activity in activities]
    kinds = _kinds_among(charts.kinds(), {kind for _, kind in cells})
    named = [_named(each, speech, today) for each in sorted(short, key=_need)[:MOST_NAMED]]
    sentences = _sentences(questionnaire, speech, activities, today)
    return PortfolioSheet(
        activities=len(activities),
        sentences=(*sentences, *_furthest(named, speech)) if kinds else sentences,
        named=() if kinds else tuple(named),
        distribution=distribution_drawing(questionnaire, begun, len(activities) - len(begun)),
        kinds=kinds,
        cells=cells,
        believed=charts.believed(activities),
        took_part=charts.took_part(short, most=MOST_NAMES),
        collective=charts.collective(begun),
        to_look_at=_to_look_at(questionnaire, speech, activities),
    )


def _need(activity: Listed) -> tuple[int, int, int]:
    """Sorts first what is furthest below what it was meant for, then what may be, what reached it,
    what nobody gave an aim, and what is not placed.
    """
    if not_placed(activity) or not activity.has_ladder:
        return 4, 0, activity.number
    if activity.intended is None:
        return 3, activity.placement.low, activity.number
    low, high = (activity.intended - end for end in activity.placement.interval)
    return (0, -high, activity.number) if high > 0 else (1 if low > 0 else 2, 0, activity.number)


def _named(activity: Listed, speech: Speech, today: date) -> NamedActivity:
    _, interval = speech.gettext, activity.placement.interval
    if not activity.has_ladder:
        stands = _("no rung")
    elif not_placed(activity):
        stands = _("not placed yet")
    elif interval.width:
        stands = _("%(low)s to %(high)s", low=interval.low, high=interval.high)
    else:
        stands = str(interval.low)
    placed = activity.has_ladder and not not_placed(activity)
    if is_planned(activity, today):
        stands = f"{stands} {_('(planned)')}"
    meant = _("not said") if activity.intended is None else str(activity.intended)
    meant = meant if activity.has_ladder else _("no rung")
    aimed = placed and activity.intended is not None
    above = aimed and interval.low > (activity.intended or 0)
    name = activity.name or _("An activity without a name")
    return NamedActivity(name, stands, meant, _need(activity)[0] == 0, above, activity.code)


def _furthest(named: Sequence[NamedActivity], speech: Speech) -> Iterator[str]:
    """Which are furthest below what they were meant for, where any is."""
    _ = speech.gettext
    below = [each for each in named if each.below][:MOST_NAMED_ABOVE]
    if below:
        told = (
            _("“%(name)s” (%(stands)s, meant for %(meant)s)", name=each.name, stands=each.stands,
              meant=each.meant)
            for each in below
        )  # fmt: skip
        yield _("Furthest below what was meant: %(names)s.", names=", ".join(told))


def _to_look_at(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed]
) -> dict[str, int]:
    _ = speech.gettext
    traps = {trap.id: _("Trap: %(name)s", name=_(trap.name)) for trap in questionnaire.traps}
    cautions = {caution.id: _(caution.name) for caution in questionnaire.cautions}
    found = {traps[key]: count for key, count in traps_among(activities, traps).items()}
    if contradicted := [activity for activity in activities if activity.contradicted]:
        told = _("Answers that hardly go together")
        if len(contradicted) <= MOST_NAMED_ABOVE:
            names = ", ".join(filter(None, (_short(activity.name) for activity in contradicted)))
            told = f"{told}: {names}" if names else told
        found[told] = len(contradicted)
    counted = cautions_among(activities, cautions)
    return found | {cautions[key]: count for key, count in counted.items()}


def _kinds_among(names: Mapping[str, str], found: AbstractSet[str]) -> Mapping[str, str]:
    """What the kinds are called that any activity is of; none where all that is known is that they
    are not known.
    """
    return {} if found <= {UNCLASSIFIED} else {k: name for k, name in names.items() if k in found}


def _sentences(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed], today: date
) -> tuple[str, ...]:
    if not activities:
        return (speech.gettext("There is no activity on this page."),)
    begun = [activity for activity in activities if not is_planned(activity, today)]
    return (
        " ".join(_how_many(activities, len(activities) - len(begun), speech)),
        *_meant(activities, speech, today),
        *_power(activities, begun, speech),
        *_believed(activities, speech),
        *_work(questionnaire, begun, speech),
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _how_many(activities: Sequence[Listed], planned: int, speech: Speech) -> Iterator[str]:
    yield speech.ngettext(
        "This page is about %(count)s activity.",
        "This page is about %(count)s activities.",
        len(activities),
        count=f"{len(activities):,}",
    )
    if alone := sum(not activity.has_ladder for activity in activities):
        yield speech.ngettext(
            "%(count)s of them is for one person and has no rung.",
            "%(count)s of them are for one person and have no rung.",
            alone,
            count=f"{alone:,}",
        )
    if unplaced := sum(map(not_placed, activities)):
        yield speech.ngettext(
            "%(count)s of them is not placed yet.",
            "%(count)s of them are not placed yet.",
            unplaced,
            count=f"{unplaced:,}",
        )
    if planned:
        yield speech.ngettext(
            "%(count)s of them is placed as planned but has not begun, so no rung is counted for "
            "it.",
            "%(count)s of them are placed as planned but have not begun, so no rungs are counted "
            "for them.",
            planned,
            count=f"{planned:,}",
        )


def _meant(activities: Sequence[Listed], speech: Speech, today: date) -> Iterator[str]:
    """How many that have begun certainly are what they were meant to be, which matters before how
    high they are.
    """
    aimed = [each for each in activities if each.has_ladder and each.intended is not None]
    said = [each for each in aimed if not is_ahead(each, today)]
    if said:
        alone = sum(not each.has_ladder and each.intended is not None for each in activities)
        more = _alone(alone, speech), _more(len(aimed) - len(said), speech)
        yield " ".join((*_reached(said, speech), *chain(*more)))
    elif aimed:
        yield speech.gettext("None that says which rung it was meant to be on has begun.")


def _alone(alone: int, speech: Speech) -> Iterator[str]:
    if alone:
        yield speech.ngettext(
            "One more is for one person, and has no rung.",
            "%(count)s more are for one person, and have no rung.",
            alone,
            count=f"{alone:,}",
        )


def _more(ahead: int, speech: Speech) -> Iterator[str]:
    if ahead:
        yield speech.ngettext(
            "One more has not begun.",
            "%(count)s more have not begun.",
            ahead,
            count=f"{ahead:,}",
        )


def _reached(said: Sequence[Listed], speech: Speech) -> Iterator[str]:
    reached = sum(each.placement.low >= (each.intended or 0) for each in said)
    counts = {"said": f"{len(said):,}", "reached": f"{reached:,}"}
    if reached:
        yield speech.gettext(
            "Of %(said)s with an intended rung, %(reached)s certainly reached it.", **counts
        )
    else:
        yield speech.gettext(
            "Of %(said)s with an intended rung, none is known to have reached it.", **counts
        )


def _power(activities: Sequence[Listed], begun: Sequence[Listed], speech: Speech) -> Iterator[str]:
    """On how many people certainly have a share in what is decided, or certainly have none, of
    those that have begun and are placed.
    """
    on_ladder = [activity for activity in begun if activity.has_ladder]
    placed = [each.placement.interval for each in on_ladder if not not_placed(each)]
    if not any(activity.has_ladder for activity in activities):
        yield speech.gettext("None of them has a rung.")
    if placed:
        yield _share(placed, speech)


def _share(placed: Sequence[Interval], speech: Speech) -> str:
    shared, below = sum(map(_shared, placed)), sum(each.high < SHARED for each in placed)
    rest = len(placed) - shared - below
    said = [
        speech.gettext(
            "People share in decisions or take them (rung 6 or higher) in %(shared)s.",
            shared=f"{shared:,}",
        )
        if shared
        else speech.gettext(
            "No activity is certain to have people share in decisions or take them (rung 6 or "
            "higher)."
        )
    ]
    if below:
        said.append(speech.gettext("Below rung 6: %(below)s.", below=f"{below:,}"))
    if rest:
        said.append(speech.gettext("In %(rest)s it is not certain.", rest=f"{rest:,}"))
    return " ".join(said)


def _believed(activities: Sequence[Listed], speech: Speech) -> Iterator[str]:
    """How many are believed to be where people share in decisions, if somebody said it of any."""
    found = believed(activities)
    told = sum(found.values())
    alone = sum(not each.has_ladder and each.claimed is not None for each in activities)
    if told:
        said = speech.ngettext(
            "Somebody said of %(told)s where they believe it to stand: %(shared)s on rung 6 or "
            "higher.",
            "Somebody said of %(told)s where they believe them to stand: %(shared)s on rung 6 or "
            "higher.",
            told,
            told=f"{told:,}",
            shared=f"{sum(count for rung, count in found.items() if rung >= SHARED):,}",
        )
        yield " ".join((said, *_alone(alone, speech)))


def _shared(placed: Interval) -> bool:
    return placed.low >= SHARED


def _work(
    questionnaire: Questionnaire, activities: Sequence[Listed], speech: Speech
) -> Iterator[str]:
    """How many have people work without a say, and how collective co-production is; nothing where
    that is known of none.
    """
    marked = sum(activity.without_power for activity in activities if activity.has_ladder)
    if not marked and all(activity.kind == UNCLASSIFIED for activity in activities):
        return
    levels = levels_of_co_production(activities, questionnaire.items["level"].option_ids)
    said = (
        speech.gettext(
            "For certain, people do some or all of the work and have little say in %(marked)s.",
            marked=f"{marked:,}",
        )
        if marked
        else speech.gettext(
            "No activity is certain to have people do some or all of the work with little say."
        )
    )
    yield f"{said} {_made(sum(levels.values()), levels[ALL_TOGETHER], speech)}"


def _made(made: int, together: int, speech: Speech) -> str:
    """How many certainly are co-production, and how many of them with a whole community."""
    if not made:
        return speech.gettext("No activity is certain to be co-production.")
    if together:
        return speech.ngettext(
            "%(made)s is certain to be co-production, with a whole community.",
            "%(made)s are certain to be co-production, %(together)s of them with a whole "
            "community.",
            made,
            made=f"{made:,}",
            together=f"{together:,}",
        )
    return speech.ngettext(
        "%(made)s is certain to be co-production.",
        "%(made)s are certain to be co-production.",
        made,
        made=f"{made:,}",
    )
