"""The second pass over an instrument: ids, scales and sources; scores and facts have their own."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.instruments.facts import fact_problems
from ladder_assess.core.checks.instruments.scores import score_problems
from ladder_assess.core.checks.instruments.skips import skip_problems
from ladder_assess.core.checks.items import all_items
from ladder_assess.core.checks.meaning import (
    duplicate_ids,
    duplicates,
    reserved_ids,
    unknown_sources,
)
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, within
from ladder_assess.core.instruments.asking import NOT_ASKED
from ladder_assess.core.instruments.response import COLUMNS
from ladder_assess.core.questionnaire.questionnaire import UNKNOWN

LISTS = (("forms",), ("dimensions",), ("groups",), ("published",), ("classification", "types"))
# Each from the weakest up; an ordered scale that has two of one row has them in this order.
DIRECTIONS = (
    ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree"),
    ("not_at_all", "slightly", "partly", "mostly", "fully"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("none", "little", "some", "lot", "most", "all"),
    ("very_poor", "poor", "fair", "good", "very_good"),
    ("very_dissatisfied", "dissatisfied", "satisfied", "very_satisfied"),
    ("very_unlikely", "unlikely", "likely", "very_likely"),
    ("much_first", "more_first", "equal", "more_second", "much_second"),
    ("no", "unsure", "yes"),
)

Check = Callable[[Mapping[str, Any]], Iterator[Problem]]


def instrument_problems(data: object, sources: Collection[str]) -> list[Problem]:
    """What is wrong with the meaning of a questionnaire without rules."""
    if not isinstance(data, Mapping):
        return []
    return [
        *(problem for check in CHECKS for problem in check(data)),
        *unknown_sources(data, sources),
    ]


def _more_duplicates(data: Mapping[str, Any]) -> Iterator[Problem]:
    for keys in LISTS:
        yield from duplicates(data, *keys)


def _reserved(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids of items that are columns of a file, and of options that stand for no answer."""
    for path, item in all_items(data):
        if item.get("id") in COLUMNS:
            message = f"`{item['id']}` is a column of every file, so no item can have its name"
            yield Problem(Name.RESERVED_ID, (*path, "id"), message)
    for path, scale in entries(data, "scales"):
        for below, option in within(path, scale, "options"):
            if option.get("id") == UNKNOWN:
                message = f"`{UNKNOWN}` is kept for the answer that people do not know"
                yield Problem(Name.RESERVED_ID, (*below, "id"), message)
    for path, holder in (*entries(data, "scales"), *all_items(data)):
        for below, option in within(path, holder, "options"):
            if option.get("id") == NOT_ASKED:
                message = f"`{NOT_ASKED}` is kept for what somebody was not asked"
                yield Problem(Name.RESERVED_ID, (*below, "id"), message)


def _scales(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Every scale that an item names is there, and every scale is used."""
    scales = {str(scale.get("id")): path for path, scale in entries(data, "scales")}
    used = set()
    for path, item in all_items(data):
        scale = item.get("scale")
        if isinstance(scale, str):
            used.add(scale)
            if scale not in scales:
                message = f"no scale has the id `{scale}`{perhaps(scale, scales)}"
                yield Problem(Name.UNKNOWN_SCALE, (*path, "scale"), message)
    for scale, path in scales.items():
        if scale not in used:
            yield Problem(Name.UNUSED_SCALE, path, f"no item uses the scale `{scale}`")


def _directions(data: Mapping[str, Any]) -> Iterator[Problem]:
    """The options of an ordered item stand from the weakest to the strongest."""
    items = list(all_items(data))
    ordered = {str(item.get("scale")) for _, item in items if item.get("ordered") is True}
    for path, scale in entries(data, "scales"):
        if str(scale.get("id")) in ordered:
            yield from _direction(path, scale)
    for path, item in items:
        if item.get("ordered") is True and "scale" not in item:
            yield from _direction(path, item)


def _direction(path: Path, data: Mapping[str, Any]) -> Iterator[Problem]:
    options = [str(option.get("id")) for _, option in entries(data, "options")]
    for direction in DIRECTIONS:
        weakest_first = [option for option in direction if option in options]
        found = [option for option in options if option in direction]
        if found != weakest_first and len(found) == len(weakest_first):
            message = f"expected the weakest first: {', '.join(weakest_first)}"
            yield Problem(Name.REVERSED_SCALE, (*path, "options"), message)
            return


CHECKS: tuple[Check, ...] = (
    duplicate_ids,
    reserved_ids,
    _more_duplicates,
    _reserved,
    _scales,
    _directions,
    score_problems,
    fact_problems,
    skip_problems,
)
