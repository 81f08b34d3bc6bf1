"""The advice on scores: each piece answers a dimension that exists, and none is left without."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from ladder_assess.core.checks.library import unknown_cases
from ladder_assess.core.checks.meaning import duplicates, unknown_sources
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps
from ladder_assess.core.plan.plan import DIMENSION

KEY = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*")
# What an organisation scores about itself is scored to be acted on.
ANSWERED = "organisation"


class Scored(NamedTuple):
    """The dimensions of an instrument that can be low, those between poles, and whether all of the
    first need advice.
    """

    low: tuple[str, ...]
    between_poles: tuple[str, ...]
    needed: bool


def advice_problems(
    data: object,
    instruments: Collection[object],
    library: object,
    sources: Collection[str],
    cases: Collection[str],
) -> list[Problem]:
    """What is wrong with the meaning of a file of advice on scores.

    `library` holds the recommendations for activities: no id stands in both. Where an instrument
    could not be read, or none was, nothing is said of dimensions.
    """
    readable = all(map(_is_readable, instruments))
    scored = dict(map(_scored, instruments)) if readable else {}
    return [
        *duplicates(data, "recommendations"),
        *_ids_of_both(data, library),
        *unknown_sources(data, sources),
        *unknown_cases(data, cases),
        *_answered_twice(data),
        *(_wrong_dimensions(data, scored) if scored else ()),
        *_unanswered(data, scored),
    ]


def _is_readable(instrument: object) -> bool:
    return isinstance(instrument, Mapping) and isinstance(instrument.get("id"), str)


def _scored(instrument: Any) -> tuple[str, Scored]:
    found: dict[bool, list[str]] = {False: [], True: []}
    for _, dimension in entries(instrument, "dimensions"):
        if isinstance(dimension.get("id"), str):
            found["poles" in dimension].append(dimension["id"])
    needed = instrument.get("measures") == ANSWERED
    return instrument["id"], Scored(tuple(found[False]), tuple(found[True]), needed)


def _ids_of_both(data: object, library: object) -> Iterator[Problem]:
    others = {str(entry.get("id")) for _, entry in entries(library, "recommendations")}
    for path, entry in entries(data, "recommendations"):
        if entry.get("id") in others:
            message = f"`{entry['id']}` stands among the recommendations for activities already"
            yield Problem(Name.DUPLICATE_ID, (*path, "id"), message)


def _answers(data: object) -> Iterator[tuple[Path, str, object]]:
    """Each dimension answered, as instrument.dimension, with its place and its bound."""
    for path, entry in entries(data, "recommendations"):
        answers = entry.get("answers")
        key = answers.get(DIMENSION) if isinstance(answers, Mapping) else None
        if isinstance(key, str) and KEY.fullmatch(key):
            yield (*path, "answers", DIMENSION), key, entry.get("below")


def _answered_twice(data: object) -> Iterator[Problem]:
    seen: set[tuple[str, object]] = set()
    for path, key, below in _answers(data):
        if (key, below) in seen:
            message = f"{key} below {below} has a recommendation above already"
            yield Problem(Name.DUPLICATE_TRIGGER, path, message)
        seen.add((key, below))


def _wrong_dimensions(data: object, scored: Mapping[str, Scored]) -> Iterator[Problem]:
    for path, key, _ in _answers(data):
        instrument, _, dimension = key.partition(".")
        if instrument not in scored:
            message = f"no instrument is called `{instrument}`{perhaps(instrument, scored)}"
            yield Problem(Name.UNKNOWN_TRIGGER, path, message)
        elif dimension in scored[instrument].between_poles:
            message = f"{key} lies between two poles, and neither is the better: advise on neither"
            yield Problem(Name.NEITHER_IS_BETTER, path, message)
        elif dimension not in scored[instrument].low:
            close = perhaps(dimension, scored[instrument].low)
            message = f"`{instrument}` has no dimension `{dimension}`{close}"
            yield Problem(Name.UNKNOWN_TRIGGER, path, message)


def _unanswered(data: object, scored: Mapping[str, Scored]) -> Iterator[Problem]:
    if not isinstance(data, Mapping):
        return
    answered = {key for _, key, _ in _answers(data)}
    for instrument, found in scored.items():
        for dimension in found.low if found.needed else ():
            if f"{instrument}.{dimension}" not in answered:
                message = f"no recommendation answers a low score of {instrument}.{dimension}"
                yield Problem(Name.MISSING_RECOMMENDATION, ("recommendations",), message)
