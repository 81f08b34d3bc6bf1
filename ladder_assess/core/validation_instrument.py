"""The second pass over a questionnaire that places nothing: ids, scales and sources."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from ladder_assess.core.problems import Name, Problem, entries, perhaps
from ladder_assess.core.validation import duplicate_ids, reserved_ids, unknown_sources
from ladder_assess.core.validation_items import all_items


def instrument_problems(data: object, sources: Collection[str]) -> list[Problem]:
    """What is wrong with the meaning of a questionnaire without rules."""
    if not isinstance(data, Mapping):
        return []
    return [
        *duplicate_ids(data),
        *reserved_ids(data),
        *_scales(data),
        *unknown_sources(data, sources),
    ]


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
