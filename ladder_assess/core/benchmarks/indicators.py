"""What an organisation is compared by: its activities on the ladder, its scores on instruments.

An indicator has an id, such as `activity.tokenism`, `activity.median_rung` or
`enablers.senior_support`; what respondents said stands apart, by their form (`…@service_user`).
"""

from collections.abc import Iterable, Mapping
from statistics import fmean, median_low
from typing import NamedTuple

from ladder_assess.core.benchmarks.scale import HUNDRED, RUNG, SCORE, Scale

ACTIVITY = "activity"
MEDIAN_RUNG = f"{ACTIVITY}.median_rung"
COLLECTIVE = f"{ACTIVITY}.collective"
# The form of respondents where an instrument has but one.
RESPONDENTS = "respondents"
CO_PRODUCTION, ALL_TOGETHER = "co_production", "collective"


class ActivityStanding(NamedTuple):
    """Where one activity stands: its rung where there is no doubt, its kind, whom it is for."""

    rung: int | None
    kind: str
    level: str


def scale_of(indicator: str) -> Scale:
    """The values that an indicator can have."""
    return RUNG if indicator == MEDIAN_RUNG else SCORE


def indicator_of(instrument: str, dimension: str, form: str = "") -> str:
    """The indicator of a dimension: as an organisation answered, or else those of a form."""
    return f"{instrument}.{dimension}@{form}" if form else f"{instrument}.{dimension}"


def of_activities(
    standing: Iterable[ActivityStanding], bands: Mapping[int, str]
) -> dict[str, float]:
    """The share in percent of activities in each band, their median rung, and the share of
    co-production that is collective. `bands` gives the band of each rung; a rung off the ladder has
    none. Only what is certain counts, and what nothing counts in is left out.
    """
    rows = list(standing)
    found: dict[str, float] = {}
    rungs = _certain(rows)
    if rungs:
        for band in dict.fromkeys(bands.values()):
            share = sum(bands.get(rung) == band for rung in rungs) / len(rungs)
            found[f"{ACTIVITY}.{band}"] = HUNDRED * share
        found[MEDIAN_RUNG] = median_low(rungs)
    levels = [row.level for row in rows if row.kind == CO_PRODUCTION and row.level]
    if levels:
        found[COLLECTIVE] = HUNDRED * levels.count(ALL_TOGETHER) / len(levels)
    return found


def drawn_of_activities(standing: Iterable[ActivityStanding], fewest: int) -> dict[str, float]:
    """What of activities goes into draws: the median rung of `fewest` or more of certain rung."""
    rungs = _certain(standing)
    return {MEDIAN_RUNG: median_low(rungs)} if len(rungs) >= fewest else {}


def is_drawn(indicator: str) -> bool:
    """Are there figures of peers of this indicator?

    Of activities only of the median rung: shares are worked out from the same few answers, are 0 or
    100 where there is one activity, and would tell of it beside the median (method/benchmarks.md).
    """
    return indicator == MEDIAN_RUNG or not indicator.startswith(f"{ACTIVITY}.")


def _certain(standing: Iterable[ActivityStanding]) -> list[int]:
    return [row.rung for row in standing if row.rung is not None]


def of_scores(given: Iterable[tuple[str, str, Mapping[str, float]]]) -> dict[str, float]:
    """The score of each dimension, from instruments with their form and scores; the mean where an
    organisation answered about several subjects.
    """
    found: dict[str, list[float]] = {}
    for instrument, form, scores in given:
        for dimension, score in scores.items():
            found.setdefault(indicator_of(instrument, dimension, form), []).append(score)
    return {indicator: fmean(values) for indicator, values in found.items()}
