"""The first pass over a definition: its shape, against a JSON Schema (Draft 2020-12).

Conditions are left to the second pass, which says more about them.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from ladder_assess.core.checks.problems import Name, Path, Problem, perhaps

TYPES = {
    "object": "named values",
    "array": "a list",
    "string": "a text",
    "integer": "a whole number",
    "boolean": "true or false",
}
DECIDING = ("answer", "part", "rung")
LONGEST_QUOTE = 60
NAMED = "#/$defs/"


def prepared(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A schema as `shape_problems` takes it: made ready once, however much is held against it."""
    made: Mapping[str, Any] = _prepared(schema, schema.get("$defs", {}))
    return made


def shape_problems(schema: Mapping[str, Any], data: object) -> list[Problem]:
    """Everything about the shape of a definition that its schema, `prepared`, does not allow."""
    errors = list(Draft202012Validator(schema).iter_errors(data))
    undecided = [_undecided(error) for error in errors]
    problems = [
        problem
        for error in errors
        if not _is_condition(_path(error)) and not _only_follows(error, undecided)
        for problem in _explain(error)
    ]
    return list(dict.fromkeys(problems))


def _prepared(schema: Any, named: Mapping[str, Any], inside: tuple[str, ...] = ()) -> Any:
    """The schema with `false` written as `not: {}`, whose errors say at which key they arose, and
    with what it refers to put in its place, which the validator would look up at each value.

    `named` are the parts that it refers to; what is `inside` of itself stays a reference.
    """
    if isinstance(schema, list):
        return [_prepared(part, named, inside) for part in schema]
    if not isinstance(schema, Mapping):
        return schema
    reference = schema.get("$ref", "").removeprefix(NAMED) if len(schema) == 1 else ""
    if reference in named and reference not in inside:
        return _prepared(named[reference], named, (*inside, reference))
    plain = {key: _prepared(part, named, inside) for key, part in schema.items()}
    for key, part in plain.get("properties", {}).items():
        if part is False:
            plain["properties"][key] = {"not": {}}
    return plain


def _path(error: Any) -> Path:
    return tuple(error.absolute_path)


def _is_condition(path: Path) -> bool:
    """Conditions and comparisons have a pass of their own."""
    return (
        not {"when", "pair", "may_matter"}.isdisjoint(path)
        or path[-2:-1] == ("leave",)
        or (path[-4:-3] == ("needs",) and "any" in path[:-1])
    )


def _is_conditional(error: Any) -> bool:
    return any(step in ("then", "else") for step in error.absolute_schema_path)


def _undecided(error: Any) -> Path | None:
    """The object whose other rules cannot be chosen, because of what is wrong with it."""
    path = _path(error)
    if _is_conditional(error):
        return None
    if error.validator == "required" and any(k in DECIDING for k in _missing(error)):
        return path
    return path[:-1] if path and path[-1] in DECIDING else None


def _only_follows(error: Any, undecided: list[Path | None]) -> bool:
    path = _path(error)
    return _is_conditional(error) and any(
        around is not None and path[: len(around)] == around for around in undecided
    )


def _missing(error: Any) -> list[str]:
    return [key for key in error.validator_value if key not in error.instance]


def _explain(error: Any) -> Iterator[Problem]:
    """What an error of the validator means, in words for whoever writes definitions."""
    path, limit = _path(error), error.validator_value
    match error.validator:
        case "required":
            for key in _missing(error):
                yield Problem(Name.MISSING, path, f"`{key}` is missing")
        case "additionalProperties":
            yield from _unexpected(error, path)
        case "not":
            yield Problem(Name.NOT_ALLOWED_HERE, path, f"`{path[-1]}` does not belong here")
        case "pattern":
            yield _pattern(error, path)
        case "type":
            message = f"expected {TYPES.get(limit, limit)}{_found(error.instance)}"
            yield Problem(Name.WRONG_TYPE, path, message)
        case "enum" | "const":
            allowed = limit if isinstance(limit, list) else [limit]
            message = f"expected one of {', '.join(map(str, allowed))}{_found(error.instance)}"
            yield Problem(Name.WRONG_VALUE, path, message)
        case _:
            yield _by_size(error, path)


def _unexpected(error: Any, path: Path) -> Iterator[Problem]:
    known = error.schema["properties"]
    for key in error.instance:
        if key not in known:
            message = f"`{key}` is not known here; expected only {', '.join(known)}"
            yield Problem(Name.UNEXPECTED, (*path, key), message + perhaps(key, known))


def _pattern(error: Any, path: Path) -> Problem:
    title = error.schema.get("title", "A text that people read")
    found = _found(error.instance)
    if title.startswith("An id"):
        expected = "expected small letters, digits and _ (or - in a recommendation)"
        return Problem(Name.BAD_ID, path, expected + found)
    if title.startswith("A key"):
        return Problem(Name.BAD_SOURCE, path, f"expected a source such as arnstein-1969{found}")
    if re.match("item >=", title):
        return Problem(Name.NOT_A_COMPARISON, path, f"expected `item >= option`{found}")
    if title.startswith("instrument.dimension"):
        return Problem(Name.BAD_ID, path, f"expected `instrument.dimension`{found}")
    return Problem(
        Name.BAD_TEXT, path, f"expected text on one line, with no space before or after it{found}"
    )


def _by_size(error: Any, path: Path) -> Problem:
    limit = error.validator_value
    match error.validator:
        case "minimum":
            return Problem(
                Name.OUT_OF_RANGE, path, f"expected {limit} or more{_found(error.instance)}"
            )
        case "maximum":
            return Problem(
                Name.OUT_OF_RANGE, path, f"expected {limit} or less{_found(error.instance)}"
            )
        case "minItems" | "minProperties":
            return Problem(Name.WRONG_NUMBER, path, f"expected at least {limit} of these")
        case "maxItems" | "maxProperties":
            return Problem(Name.WRONG_NUMBER, path, f"expected at most {limit} of these")
        case "uniqueItems":
            return Problem(Name.REPEATED, path, "expected each entry once")
        case "maxLength":
            return Problem(Name.TOO_LONG, path, f"expected at most {limit} characters")
    return Problem(Name.WRONG_SHAPE, path, str(error.message))


def _found(instance: object) -> str:
    if isinstance(instance, Mapping | list):
        return ""
    shown = "nothing" if instance is None else f"{instance!r}"
    return f", found {shown if len(shown) <= LONGEST_QUOTE else shown[:LONGEST_QUOTE] + '…'}"
