"""What dimensions, forms and the short form of an instrument must be, so that scores mean much."""

from collections.abc import Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.items import all_items
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts
from ladder_assess.core.instruments.instrument import POINTS

Data = Mapping[str, Any]
FEWEST_ITEMS = 3
SHORT_SHARE = (25, 45)


def score_problems(data: Data) -> Iterator[Problem]:
    """Everything wrong with dimensions, their groups, their items, forms and the short form."""
    yield from _references(data)
    yield from _not_scorable(data)
    yield from _too_few(data)
    yield from _groups(data)
    yield from _short_form(data)


def scale_of(data: Data, item: Data) -> list[str]:
    """Ids of the options of an item, its own or those of its scale."""
    options = list(entries(item, "options"))
    for _, scale in entries(data, "scales"):
        if "scale" in item and scale.get("id") == item["scale"]:
            options = list(entries(scale, "options"))
    return [option["id"] for _, option in options if isinstance(option.get("id"), str)]


def _ids(data: Data, key: str) -> dict[str, Path]:
    return {
        entry["id"]: path for path, entry in entries(data, key) if isinstance(entry.get("id"), str)
    }


def _references(data: Data) -> Iterator[Problem]:
    """The dimensions and forms that items name are there, and each is named by an item."""
    dimensions, forms = _ids(data, "dimensions"), _ids(data, "forms")
    measured: set[str] = set()
    answering: set[str] = set()
    for path, item in all_items(data):
        dimension = item.get("dimension")
        if isinstance(dimension, str):
            measured.add(dimension)
            if dimension not in dimensions:
                message = f"no dimension has the id `{dimension}`{perhaps(dimension, dimensions)}"
                yield Problem(Name.UNKNOWN_DIMENSION, (*path, "dimension"), message)
        for place, form in texts(item, "forms"):
            answering.add(form)
            if form not in forms:
                message = f"no form has the id `{form}`{perhaps(form, forms)}"
                yield Problem(Name.UNKNOWN_FORM, (*path, "forms", place), message)
    for dimension in dimensions.keys() - measured:
        message = f"no item measures `{dimension}`"
        yield Problem(Name.UNUSED_DIMENSION, dimensions[dimension], message)
    for form in forms.keys() - answering:
        message = f"no item is for `{form}` in particular, so it is no form of its own"
        yield Problem(Name.UNUSED_FORM, forms[form], message)


def _not_scorable(data: Data) -> Iterator[Problem]:
    for path, item in _scored(data):
        options = scale_of(data, item)
        known = "scale" not in item or str(item["scale"]) in _ids(data, "scales")
        if (
            item.get("answer") in ("one", "many")
            and known
            and (
                item["answer"] != "one" or item.get("ordered") is not True or len(options) != POINTS
            )
        ):
            message = f"expected one answer from {POINTS} options in order, as the item is scored"
            yield Problem(Name.NOT_SCORABLE, path, message)


def _scored(data: Data) -> list[tuple[Path, Data]]:
    return [(path, item) for path, item in all_items(data) if "dimension" in item]


def _of_each(data: Data) -> Iterator[tuple[str, Path, str, list[Data]]]:
    """The items of each dimension in each form; one form without a name where there are none."""
    scored = [item for _, item in _scored(data)]
    for dimension, path in _ids(data, "dimensions").items():
        items = [item for item in scored if item.get("dimension") == dimension]
        for form in _ids(data, "forms") or ("",):
            asked = [
                i for i in items if not i.get("forms") or form in dict(texts(i, "forms")).values()
            ]
            if asked:
                yield dimension, path, form, asked


def _too_few(data: Data) -> Iterator[Problem]:
    """One or two items say too little of a dimension, in any form that asks for it."""
    for dimension, path, form, items in _of_each(data):
        if len(items) < FEWEST_ITEMS:
            where = f" in the form {form}" if form else ""
            message = f"expected at least {FEWEST_ITEMS} items of `{dimension}`{where}"
            yield Problem(Name.TOO_FEW_ITEMS, path, f"{message}, found {len(items)}")


def _groups(data: Data) -> Iterator[Problem]:
    """The groups that dimensions and the loop name are there, and each has a dimension."""
    groups = _ids(data, "groups")
    used: set[str] = set()
    named = [
        ((*path, "group"), entry["group"])
        for path, entry in entries(data, "dimensions")
        if isinstance(entry.get("group"), str)
    ]
    loop = dict(texts(data, "loop"))
    for path, group in (*named, *((("loop", place), group) for place, group in loop.items())):
        used |= {group} if path[0] == "dimensions" else set()
        if group not in groups:
            message = f"no group has the id `{group}`{perhaps(group, groups)}"
            yield Problem(Name.UNKNOWN_GROUP, path, message)
    for group, path in groups.items():
        if group not in used:
            yield Problem(Name.UNUSED_GROUP, path, f"no dimension belongs to `{group}`")
        if loop and group not in loop.values():
            yield Problem(Name.LOOP_LEAVES_OUT, ("loop",), f"`{group}` is not in the loop")


def _short_form(data: Data) -> Iterator[Problem]:
    """The short form is about a third, touches every dimension, and says what it loses."""
    scored = _scored(data)
    short = [path for path, item in scored if item.get("short") is True]
    if not short:
        if "short_form" in data:
            message = "no item is marked `short`"
            yield Problem(Name.SHORT_FORM_EMPTY, ("short_form",), message)
        return
    if "short_form" not in data:
        message = "expected `short_form` to say what answering only the short items cannot tell"
        yield Problem(Name.SHORT_FORM_UNEXPLAINED, (*short[0], "short"), message)
    share = round(100 * len(short) / len(scored))
    low, high = SHORT_SHARE
    if not low <= share <= high:
        message = f"expected {low} to {high} in a hundred scored items to be short, found {share}"
        yield Problem(Name.SHORT_FORM_SIZE, ("short_form",), message)
    for dimension, path, form, items in _of_each(data):
        if not any(item.get("short") is True for item in items):
            where = f" in the form {form}" if form else ""
            message = f"the short form has no item of `{dimension}`{where}"
            yield Problem(Name.SHORT_FORM_GAP, path, message)
