"""What contradictions, what to find out and what reads differently must be (method/ladder.md)."""

from collections.abc import Collection, Iterator, Mapping
from itertools import product
from typing import Any

from ladder_assess.core.checks.items import items_of_part
from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, within
from ladder_assess.core.checks.readability import sentences_of
from ladder_assess.core.placement.contradictions import Contradictions
from ladder_assess.core.questionnaire.conditions import ConditionError, items_of, parse
from ladder_assess.core.questionnaire.questionnaire import Questionnaire
from ladder_assess.core.questionnaire.reading import read_answers

Data = Mapping[str, Any]
CASE, ARRANGEMENT = "case", "arrangement"
HIGHEST = 8


def contradiction_problems(data: Data) -> Iterator[Problem]:
    """What is wrong with the meaning of all three, but for the conditions in them."""
    for path, row in entries(data, "contradictions"):
        yield from _pair(row, path)
        ask = row.get("ask")
        if isinstance(ask, str) and (len(sentences_of(ask)) != 1 or not ask.endswith("?")):
            message = "expected one sentence that asks which of the two is right"
            yield Problem(Name.NOT_ONE_QUESTION, (*path, "ask"), message)
    yield from _find_out(data)
    yield from _clearer(data)


def _pair(row: Data, path: Path) -> Iterator[Problem]:
    """One condition is about one item, the other about another."""
    pair = row.get("pair")
    if not isinstance(pair, list):
        return
    try:
        about = [items_of([parse(half)]) for half in pair]
    except ConditionError:
        return
    if any(len(items) != 1 for items in about) or len(set(about)) < len(about):
        named = " and ".join(", ".join(items) for items in about)
        message = f"expected a condition on one item and one on another, found {named}"
        yield Problem(Name.NOT_A_PAIR, (*path, "pair"), message)


def _find_out(data: Data) -> Iterator[Problem]:
    """Where one item of the facts says how it could be found out, all do."""
    coded = [
        (below, item)
        for path, section in entries(data, "sections")
        if section.get("part") in ("evidence", "typology")
        for below, item in within(path, section, "items")
    ]
    if any("find_out" in item for _, item in coded):
        for path, item in coded:
            if "find_out" not in item:
                message = "other questions say how the answer could be found out; say it here too"
                yield Problem(Name.MISSING_FIND_OUT, path, message)


def _clearer(data: Data) -> Iterator[Problem]:
    clearer, version = data.get("clearer"), data.get("version")
    since = clearer.get("since") if isinstance(clearer, Mapping) else None
    if isinstance(since, int) and isinstance(version, int) and since >= version > 0:
        message = f"expected a version before {version}, found {since}"
        yield Problem(Name.UNKNOWN_VERSION, ("clearer", "since"), message)
    known = items_of_part(data, "evidence", "typology")
    seen: set[str] = set()
    for path, row in entries(data, "clearer", "items"):
        item = row.get("item")
        if isinstance(item, str) and item not in known:
            message = f"no item of the facts is called `{item}`{perhaps(item, known)}"
            yield Problem(Name.UNKNOWN_ITEM, (*path, "item"), message)
        elif item in seen:
            message = f"`{item}` stands above already"
            yield Problem(Name.DUPLICATE_ID, (*path, "item"), message)
        seen.add(str(item))
    yield from _changed_rules(data)


def _changed_rules(data: Data) -> Iterator[Problem]:
    """What is said of a rule that changed is about one that there is, and is said once."""
    known = _rules(data)
    seen: set[tuple[str, str]] = set()
    for path, row in entries(data, "clearer", "rules"):
        named = str(row.get("about")), " ".join(str(row[k]) for k in ("id", "item") if k in row)
        if named not in known:
            message = f"there is no {named[0]} `{named[1]}`"
            yield Problem(Name.UNKNOWN_RULE, (*path, "id"), message)
        elif named in seen:
            message = f"the {named[0]} `{named[1]}` stands above already"
            yield Problem(Name.DUPLICATE_ID, (*path, "id"), message)
        seen.add(named)


def _rules(data: Data) -> set[tuple[str, str]]:
    """Every rule by what it is about and its id: a gate by a rung and the item that it looks at."""
    typology = data.get("typology")
    kinds = entries(typology, "kinds") if isinstance(typology, Mapping) else ()
    tables = {"trap": entries(data, "traps"), "caution": entries(data, "cautions"), "kind": kinds}
    found = {(about, str(row.get("id"))) for about, rows in tables.items() for _, row in rows}
    gates = product(range(1, HIGHEST + 1), items_of_part(data, "evidence"))
    return found | {("gate", f"{rung} {item}") for rung, item in gates}


def exceptions(
    questionnaire: Questionnaire, data: Data, cases: object, arrangements: object
) -> Iterator[Problem]:
    """Exceptions for what is not known, or does not contradict itself. `data` is the questionnaire
    as it was read, from which it was built; cases and arrangements are sound.
    """
    found = {
        CASE: _contradicting(questionnaire, cases, "cases"),
        ARRANGEMENT: _contradicting(questionnaire, arrangements, "arrangements"),
    }
    for path, row in entries(data, "contradictions"):
        for below, seen in within(path, row, "seen"):
            for kind in (CASE, ARRANGEMENT):
                if kind in seen:
                    yield from _exception(found[kind], kind, seen[kind], row["id"], below)


def _exception(
    found: Mapping[str, Collection[str]], kind: str, named: str, pair: str, path: Path
) -> Iterator[Problem]:
    if named not in found:
        unknown = Name.UNKNOWN_CASE if kind == CASE else Name.UNKNOWN_ARRANGEMENT
        message = f"no {'worked case' if kind == CASE else kind} is called `{named}`"
        yield Problem(unknown, (*path, kind), message + perhaps(named, found))
    elif pair not in found[named]:
        message = f"the answers of `{named}` are no such pair"
        yield Problem(Name.NO_SUCH_CONTRADICTION, (*path, kind), message)


def unexplained(
    questionnaire: Questionnaire, data: object, key: str, kind: str
) -> Iterator[Problem]:
    """The worked cases or arrangements (under `key` in `data`) whose answers contradict each other
    without a reason in the questionnaire.
    """
    explained = {
        (getattr(seen, kind), row.id) for row in questionnaire.contradictions for seen in row.seen
    }
    found = _contradicting(questionnaire, data, key)
    for path, entry in entries(data, key):
        for pair in found[entry["id"]]:
            if (entry["id"], pair) not in explained:
                message = f"the answers contradict each other: {pair}; correct them or say why"
                yield Problem(Name.UNEXPLAINED_CONTRADICTION, path, message)


def _contradicting(questionnaire: Questionnaire, data: object, key: str) -> dict[str, list[str]]:
    """The contradictions in each entry of a list of cases or arrangements."""
    among = Contradictions(questionnaire).among
    return {
        entry["id"]: [
            row.id
            for row in among(
                read_answers(questionnaire.coded, questionnaire.accepted, entry["answers"], [])
            )
        ]
        for _, entry in entries(data, key)
    }
