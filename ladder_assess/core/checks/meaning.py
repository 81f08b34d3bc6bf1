"""The second pass over a definition: its meaning. Parsed data in, named problems out.

Everything here is careful with data of the wrong shape, so that one run names all problems. What
needs the whole definition to be sound (proofs, rows that are never reached) is in `exactness`.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from ladder_assess.core.checks.conditions import condition_problems
from ladder_assess.core.checks.contradictions import contradiction_problems
from ladder_assess.core.checks.items import all_items, item_problems
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, texts, within
from ladder_assess.core.placement.activity import HIGHEST_RUNG
from ladder_assess.core.placement.placement import CHAIN
from ladder_assess.core.placement.typology import KIND, RUNG, UNCLASSIFIED
from ladder_assess.core.questionnaire.questionnaire import NONE_OF_THESE, UNKNOWN

TABLES = ("cells", "functions", "phases", "kinds", "roles", "findings", "crossings")
SOURCE_KEY = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9]{4}$")
DERIVED = (CHAIN, KIND, RUNG)

Check = Callable[[Mapping[str, Any]], Iterator[Problem]]


def questionnaire_problems(data: object, sources: Collection[str]) -> list[Problem]:
    """What is wrong with the meaning of a questionnaire, but for what `exactness` proves."""
    if not isinstance(data, Mapping):
        return []
    return [
        *(problem for check in CHECKS for problem in check(data)),
        *unknown_sources(data, sources),
    ]


def duplicates(data: object, *keys: str, id_key: str = "id") -> Iterator[Problem]:
    """Entries of a list whose id stands above already."""
    seen: set[str] = set()
    for path, entry in entries(data, *keys):
        value = entry.get(id_key)
        if isinstance(value, str):
            if value in seen:
                message = f"`{value}` stands above already"
                yield Problem(Name.DUPLICATE_ID, (*path, id_key), message)
            seen.add(value)


def unknown_sources(data: object, sources: Collection[str]) -> Iterator[Problem]:
    """Citations, anywhere in some data, of what is not in the list of sources."""
    waiting: list[tuple[Path, Any]] = [((), data)]
    while waiting:
        path, whole = waiting.pop()
        inside: list[tuple[Path, Any]] = []
        for key, value in _parts(whole):
            if isinstance(value, dict | list):
                inside.append(((*path, key), value))
            elif key == "source" and _is_key(value) and value not in sources:
                message = f"no source has the key `{value}`{perhaps(value, sources)}"
                yield Problem(Name.UNKNOWN_SOURCE, (*path, key), message)
        waiting += inside[::-1]


def _parts(data: object) -> Iterable[tuple[str | int, Any]]:
    """What some data holds, and where."""
    if isinstance(data, dict):
        return data.items()
    return enumerate(data) if isinstance(data, list) else ()


def _is_key(value: object) -> bool:
    """Could it be the key of a source? If not, the shape pass says so."""
    return isinstance(value, str) and SOURCE_KEY.match(value) is not None


def duplicate_ids(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids that stand twice where each must be its own."""
    for key in ("bands", "traps", "cautions", "contradictions", "sections", "scales"):
        yield from duplicates(data, key)
    yield from duplicates(data, "glossary", id_key="term")
    for table in TABLES:
        yield from duplicates(data, "typology", table)
    sections = {str(section.get("id")) for _, section in entries(data, "sections")}
    seen: set[str] = set()
    for path, item in all_items(data):
        identity = str(item.get("id"))
        if "id" in item and identity in seen:
            message = f"the item `{identity}` stands above already"
            yield Problem(Name.DUPLICATE_ID, (*path, "id"), message)
        if "id" in item and identity in sections:
            message = f"a section has the id `{identity}` too, and each is a page of its own"
            yield Problem(Name.DUPLICATE_ID, (*path, "id"), message)
        seen.add(identity)
        for problem in duplicates(item, "options"):
            yield problem._replace(path=(*path, *problem.path))
    for path, scale in entries(data, "scales"):
        for problem in duplicates(scale, "options"):
            yield problem._replace(path=(*path, *problem.path))


def reserved_ids(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids that the product keeps for itself."""
    for path, item in all_items(data):
        if item.get("id") in (*DERIVED, UNKNOWN):
            message = f"`{item['id']}` is worked out by the product, so no item can have its name"
            yield Problem(Name.RESERVED_ID, (*path, "id"), message)
        reserved = {UNKNOWN: "the answer that people do not know"}
        if item.get("answer") == "many":
            reserved[NONE_OF_THESE] = "the answer that none of these holds"
        for below, option in within(path, item, "options"):
            meaning = reserved.get(str(option.get("id")))
            if meaning:
                message = f"`{option['id']}` is kept for {meaning}"
                yield Problem(Name.RESERVED_ID, (*below, "id"), message)
    for path, kind in entries(data, "typology", "kinds"):
        if kind.get("id") == UNCLASSIFIED:
            message = f"`{UNCLASSIFIED}` is kept for a kind that is not known"
            yield Problem(Name.RESERVED_ID, (*path, "id"), message)


def _rungs(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Rungs 0 to 8 stand in order, each in a band that exists."""
    rungs = data.get("rungs")
    bands = {str(band.get("id")) for _, band in entries(data, "bands")}
    for place, (path, rung) in enumerate(entries(data, "rungs")):
        if type(rung.get("rung")) is int and rung["rung"] != place:
            message = f"expected rung {place} here, found {rung['rung']}"
            yield Problem(Name.RUNGS_OUT_OF_ORDER, (*path, "rung"), message)
        band = rung.get("band")
        if isinstance(band, str) and band not in bands:
            message = f"no band has the id `{band}`{perhaps(band, bands)}"
            yield Problem(Name.UNKNOWN_BAND, (*path, "band"), message)
    if isinstance(rungs, list) and len(rungs) != HIGHEST_RUNG + 1:
        message = f"expected rungs 0 to {HIGHEST_RUNG}, found {len(rungs)} of them"
        yield Problem(Name.RUNGS_OUT_OF_ORDER, ("rungs",), message)


def _claim_first(data: Mapping[str, Any]) -> Iterator[Problem]:
    """What people claim is asked before the facts, so that the facts do not colour it."""
    evidence = False
    for path, section in entries(data, "sections"):
        if section.get("part") == "claim" and evidence:
            message = "expected what people claim to be asked before the evidence"
            yield Problem(Name.CLAIM_AFTER_EVIDENCE, path, message)
        evidence = evidence or section.get("part") == "evidence"


def _cells(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Each combination of who plans and who delivers is one cell of the grid."""
    options = {str(item.get("id")): _option_ids(item) for _, item in all_items(data)}
    plans, delivers = options.get("who_plans", []), options.get("who_delivers", [])
    left = {(p, d) for p in plans for d in delivers}
    seen: set[tuple[str, str]] = set()
    for path, cell in entries(data, "typology", "cells"):
        place = (str(cell.get("plans")), str(cell.get("delivers")))
        for key, option, known in (("plans", place[0], plans), ("delivers", place[1], delivers)):
            if option not in known and isinstance(cell.get(key), str):
                message = f"`who_{key}` has no option `{option}`{perhaps(option, known)}"
                yield Problem(Name.UNKNOWN_OPTION, (*path, key), message)
        if place in seen:
            message = f"plans {place[0]}, delivers {place[1]} stands above already"
            yield Problem(Name.CELL_TWICE, path, message)
        seen.add(place)
    for planned, delivered in sorted(left - seen):
        message = f"no cell for plans {planned}, delivers {delivered}"
        yield Problem(Name.CELL_MISSING, ("typology", "cells"), message)


def _option_ids(item: Mapping[str, Any]) -> list[str]:
    return [o["id"] for _, o in entries(item, "options") if isinstance(o.get("id"), str)]


def _functions(data: Mapping[str, Any]) -> Iterator[Problem]:
    """Each function stands in one group and in one phase."""
    items = {str(item.get("id")): item for _, item in all_items(data)}
    known = _option_ids(items.get("functions", {}))
    for table in ("functions", "phases"):
        used: Counter[str] = Counter()
        for path, group in entries(data, "typology", table):
            for place, option in texts(group, "options"):
                used[option] += 1
                if option not in known:
                    message = f"`functions` has no option `{option}`{perhaps(option, known)}"
                    yield Problem(Name.UNKNOWN_OPTION, (*path, "options", place), message)
                elif used[option] > 1:
                    message = f"`{option}` stands above already"
                    yield Problem(Name.FUNCTION_TWICE, (*path, "options", place), message)
        for option in known:
            if not used[option]:
                message = f"`{option}` stands in none of these"
                yield Problem(Name.UNGROUPED_FUNCTION, ("typology", table), message)


def _tables(data: Mapping[str, Any]) -> Iterator[Problem]:
    """In a table read from the top, the last row and no other goes without a condition."""
    for table in ("kinds", "roles"):
        rows = list(entries(data, "typology", table))
        for place, (path, row) in enumerate(rows, start=1):
            last = place == len(rows)
            if last and "when" in row:
                message = "expected the last row to have no `when`: it takes what is left"
                yield Problem(Name.NO_LAST_ROW, (*path, "when"), message)
            if not last and "when" not in row:
                message = (
                    "a row without `when` takes all that is left, so the rows below never hold"
                )
                yield Problem(Name.ROW_AFTER_THE_LAST, path, message)


CHECKS: tuple[Check, ...] = (
    duplicate_ids,
    reserved_ids,
    _rungs,
    _claim_first,
    _cells,
    _functions,
    _tables,
    item_problems,
    condition_problems,
    contradiction_problems,
)
