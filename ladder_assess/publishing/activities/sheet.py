"""A list of activities on one page to print: pictures, counts and three sentences.

However many activities there are, it has as many rows: everything is a count but for the few whose
names it gives.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

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
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.publishing.activities.charts import PortfolioCharts
from ladder_assess.publishing.charts import Chart, Speech
from ladder_assess.publishing.common.distribution import DistributionDrawing, distribution_drawing

# As many as leave room for the rest of the page.
MOST_NAMES = 4
LONGEST_NAME = 50
# The first rung on which people share in decisions.
SHARED = 6


@dataclass(frozen=True)
class PortfolioSheet:
    """What the page shows. `kinds` are those that any activity is of, by id; `cells` the counts by
    rung and kind; `to_look_at` how often each trap and caution holds, by name, and how many
    activities have answers that hardly go together; a chart is None with nothing to show.
    """

    activities: int
    sentences: tuple[str, ...]
    distribution: DistributionDrawing
    kinds: Mapping[str, str]
    cells: Mapping[tuple[int, str], CellCount]
    believed: Chart | None
    took_part: Chart | None
    collective: Chart | None
    to_look_at: Mapping[str, int]


def sheet(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed]
) -> PortfolioSheet:
    """The page of some activities, in the language of `speech`."""
    charts = PortfolioCharts(questionnaire, speech)
    cells = standing(activity for activity in activities if not not_placed(activity))
    short = [activity._replace(name=_short(activity.name)) for activity in activities]
    return PortfolioSheet(
        activities=len(activities),
        sentences=_sentences(questionnaire, speech, activities),
        distribution=distribution_drawing(questionnaire, activities),
        kinds=_kinds_among(charts.kinds(), {kind for _, kind in cells}),
        cells=cells,
        believed=charts.believed(activities),
        took_part=charts.took_part(short, most=MOST_NAMES),
        collective=charts.collective(activities),
        to_look_at=_to_look_at(questionnaire, speech, activities),
    )


def _to_look_at(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed]
) -> dict[str, int]:
    _ = speech.gettext
    traps = {trap.id: _("Trap: %(name)s", name=_(trap.name)) for trap in questionnaire.traps}
    cautions = {caution.id: _(caution.name) for caution in questionnaire.cautions}
    found = {traps[key]: count for key, count in traps_among(activities, traps).items()}
    if contradicted := sum(activity.contradicted for activity in activities):
        found[_("Answers that hardly go together")] = contradicted
    counted = cautions_among(activities, cautions)
    return found | {cautions[key]: count for key, count in counted.items()}


def _kinds_among(names: Mapping[str, str], found: AbstractSet[str]) -> Mapping[str, str]:
    """What the kinds are called that any activity is of; none where all that is known is that they
    are not known.
    """
    return {} if found <= {UNCLASSIFIED} else {k: name for k, name in names.items() if k in found}


def _sentences(
    questionnaire: Questionnaire, speech: Speech, activities: Sequence[Listed]
) -> tuple[str, ...]:
    if not activities:
        return (speech.gettext("There is no activity on this page."),)
    return (
        " ".join(_how_many(activities, speech)),
        *_power(activities, speech),
        *_believed(activities, speech),
        _work(questionnaire, activities, speech),
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _how_many(activities: Sequence[Listed], speech: Speech) -> Iterator[str]:
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


def _power(activities: Sequence[Listed], speech: Speech) -> Iterator[str]:
    """On how many people certainly have a share in what is decided, or certainly have none, of
    those that are placed.
    """
    on_ladder = [activity for activity in activities if activity.has_ladder]
    placed = [each.placement.interval for each in on_ladder if not not_placed(each)]
    if not on_ladder:
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
        said.append(speech.gettext("In %(below)s they do not.", below=f"{below:,}"))
    if rest:
        said.append(speech.gettext("In %(rest)s it is not certain.", rest=f"{rest:,}"))
    return " ".join(said)


def _believed(activities: Sequence[Listed], speech: Speech) -> Iterator[str]:
    """How many are believed to be where people share in decisions, if somebody said it of any."""
    found = believed(activities)
    told = sum(found.values())
    if told:
        yield speech.ngettext(
            "Somebody said of %(told)s where they believe it to stand: %(shared)s on rung 6 or "
            "higher.",
            "Somebody said of %(told)s where they believe them to stand: %(shared)s on rung 6 or "
            "higher.",
            told,
            told=f"{told:,}",
            shared=f"{sum(count for rung, count in found.items() if rung >= SHARED):,}",
        )


def _shared(placed: Interval) -> bool:
    return placed.low >= SHARED


def _work(questionnaire: Questionnaire, activities: Sequence[Listed], speech: Speech) -> str:
    """How many have people work without a say, and how collective co-production is."""
    marked = sum(activity.without_power for activity in activities if activity.has_ladder)
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
    return f"{said} {_made(sum(levels.values()), levels[ALL_TOGETHER], speech)}"


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
