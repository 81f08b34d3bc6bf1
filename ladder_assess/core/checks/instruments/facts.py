"""What the types by facts and the published percentages of an instrument must be."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.instruments.scores import scale_of
from ladder_assess.core.checks.items import all_items
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts, within
from ladder_assess.core.instruments.instrument import MIXED

Data = Mapping[str, Any]
WHOLE = 100
FRACTION = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}")


def fact_problems(data: Data) -> Iterator[Problem]:
    """Everything wrong with the types by facts and with the published percentages."""
    items = {str(item.get("id")): item for _, item in all_items(data)}
    classification = data.get("classification")
    if isinstance(classification, Mapping):
        yield from _facts(data, classification)
        yield from _types(data, classification, items)
    for path, row in entries(data, "published"):
        yield from _published(data, path, row, items)


def _facts(data: Data, classification: Data) -> Iterator[Problem]:
    """The items that types rest on are facts with one answer."""
    facts = {
        str(item.get("id"))
        for path, section in entries(data, "sections")
        if section.get("part") == "facts"
        for _, item in within(path, section, "items")
        if item.get("answer") == "one"
    }
    for place, item in texts(classification, "items"):
        if item not in facts:
            message = f"no item with one answer among the facts has the id `{item}`"
            path = ("classification", "items", place)
            yield Problem(Name.NOT_A_FACT, path, message + perhaps(item, facts))


def _types(data: Data, classification: Data, items: Mapping[str, Data]) -> Iterator[Problem]:
    """Each type says one option for each of the items, and no two say the same."""
    wanted = dict(texts(classification, "items")).values()
    seen: list[Data] = []
    for path, kind in entries(data, "classification", "types"):
        if kind.get("id") == MIXED:
            message = f"`{MIXED}` is kept for a partnership that is of no type"
            yield Problem(Name.RESERVED_ID, (*path, "id"), message)
        facts = kind.get("is")
        if not isinstance(facts, Mapping):
            continue
        for item in wanted:
            if item not in facts:
                message = f"`{item}` is missing"
                yield Problem(Name.TYPE_INCOMPLETE, (*path, "is"), message)
        for item, option in facts.items():
            if item not in wanted:
                message = f"`{item}` is not among the items of the classification"
                yield Problem(Name.UNKNOWN_ITEM, (*path, "is", item), message)
            elif item in items and isinstance(option, str):
                yield from _option(data, items[item], option, (*path, "is", item))
        if facts in seen:
            message = "another type has the same facts"
            yield Problem(Name.TYPE_TWICE, (*path, "is"), message)
        seen.append(facts)


def _option(data: Data, item: Data, option: str, path: Path) -> Iterator[Problem]:
    options = scale_of(data, item)
    if option not in options:
        message = f"`{item.get('id')}` has no option `{option}`{perhaps(option, options)}"
        yield Problem(Name.UNKNOWN_OPTION, path, message)


def _published(data: Data, path: Path, row: Data, items: Mapping[str, Data]) -> Iterator[Problem]:
    """A published percentage stands beside some of the answers to an item, not beside all."""
    if "percent" in row and not _is_percentage(row["percent"]):
        message = f"expected a number from 0 to 100, found {row['percent']!r}"
        yield Problem(Name.OUT_OF_RANGE, (*path, "percent"), message)
    item = items.get(str(row.get("item")))
    if item is None:
        if isinstance(row.get("item"), str):
            message = f"no item has the id `{row['item']}`{perhaps(row['item'], items)}"
            yield Problem(Name.UNKNOWN_ITEM, (*path, "item"), message)
        return
    counts = dict(texts(row, "counts"))
    for place, option in counts.items():
        yield from _option(data, item, option, (*path, "counts", place))
    if set(counts.values()) >= set(scale_of(data, item)):
        message = f"every answer to `{item.get('id')}` would count"
        yield Problem(Name.COUNTS_EVERYTHING, (*path, "counts"), message)


def _is_percentage(value: object) -> bool:
    """A definition has no fractions, so 48.5 comes as a text."""
    if type(value) is int:
        return 0 <= value <= WHOLE
    return isinstance(value, str) and FRACTION.fullmatch(value) is not None
