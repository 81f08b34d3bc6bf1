"""What an item of a questionnaire must be, so that rules and pages can rely on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, within
from ladder_assess.core.questionnaire.questionnaire import Item, Option

CHOICES = {"evidence": ("one",), "typology": ("one", "many")}
NEEDED = {
    "name": ("about", "text"),
    "claimed_rung": ("claim", "rung"),
    "intended_rung": ("claim", "rung"),
    "level": ("typology", "one"),
    "who_plans": ("typology", "one"),
    "who_delivers": ("typology", "one"),
    "functions": ("typology", "many"),
}


def all_items(data: object) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every item of a questionnaire with its path, in the order asked."""
    for path, section in entries(data, "sections"):
        yield from within(path, section, "items")


def items_of_part(data: object, *parts: str) -> dict[str, Item]:
    """The items of some parts as far as conditions need them: id, answer, order and options."""
    return {
        item.id: item
        for path, section in entries(data, "sections")
        if section.get("part") in parts
        for _, entry in within(path, section, "items")
        if (item := _as_item(entry)) is not None
    }


def _as_item(data: Mapping[str, Any]) -> Item | None:
    identity, answer = data.get("id"), data.get("answer")
    if not isinstance(identity, str) or not isinstance(answer, str):
        return None
    options = tuple(
        Option(option["id"], "")
        for _, option in entries(data, "options")
        if isinstance(option.get("id"), str)
    )
    return Item(identity, "", answer, ordered=data.get("ordered") is True, options=options)


def item_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Items that rules or pages cannot work with, and those that they miss."""
    for path, section in entries(data, "sections"):
        part = section.get("part")
        for below, item in within(path, section, "items"):
            allowed = CHOICES.get(part, ()) if isinstance(part, str) else ()
            if allowed and isinstance(item.get("answer"), str) and item["answer"] not in allowed:
                message = f"in a part that rules read, expected answer {' or '.join(allowed)}"
                yield Problem(Name.NOT_A_CHOICE, (*below, "answer"), message)
            yield from _where_climbing_starts(item, below, part == "evidence")
    yield from _missing_items(data)


def _where_climbing_starts(
    item: Mapping[str, Any], path: Path, evidence: bool
) -> Iterator[Problem]:
    """While unknown, an ordered item counts as its weakest option; others have to say."""
    start = item.get("when_unknown")
    options = [option.get("id") for _, option in entries(item, "options")]
    if start is None:
        if evidence and item.get("answer") == "one" and item.get("ordered") is not True:
            message = "an item without order must say where climbing starts: `when_unknown`"
            yield Problem(Name.MISSING_WHEN_UNKNOWN, path, message)
    elif item.get("ordered") is True or not evidence:
        message = "only evidence without an order has this: climbing starts at the weakest option"
        yield Problem(Name.UNEXPECTED_WHEN_UNKNOWN, (*path, "when_unknown"), message)
    elif start not in options:
        message = f"the item has no option `{start}`{perhaps(str(start), options)}"
        yield Problem(Name.UNKNOWN_OPTION, (*path, "when_unknown"), message)


def _missing_items(data: Mapping[str, Any]) -> Iterator[Problem]:
    for identity, (part, answer) in NEEDED.items():
        item = items_of_part(data, part).get(identity)
        if item is None or item.answer != answer:
            message = f"expected an item `{identity}` with answer {answer} in a section of {part}"
            yield Problem(Name.MISSING_ITEM, ("sections",), message)
