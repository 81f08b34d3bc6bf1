"""Builds a questionnaire from the data of a definition that has passed both validation passes."""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.questionnaire.clearer import Clearer, RuleThen
from ladder_assess.core.questionnaire.conditions import Atom, ConditionError, parse
from ladder_assess.core.questionnaire.questionnaire import (
    Band,
    CautionText,
    Contradiction,
    Gate,
    Group,
    Item,
    Option,
    Questionnaire,
    Rule,
    Rung,
    Section,
    Seen,
    Term,
    Typology,
    TypologyCell,
)

Data = Mapping[str, Any]


def build(data: Data) -> Questionnaire:
    """The questionnaire that a checked definition describes.

    Raises KeyError, TypeError or ConditionError when the definition was not checked first.
    """
    return Questionnaire(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        about=data["about"],
        sections=tuple(_section(section, scale_options(data)) for section in data["sections"]),
        bands=tuple(Band(**band) for band in data.get("bands", ())),
        rungs=tuple(_rung(rung) for rung in data.get("rungs", ())),
        traps=tuple(_rule(rule) for rule in data.get("traps", ())),
        cautions=tuple(_rule(rule) for rule in data.get("cautions", ())),
        contradictions=tuple(_contradiction(row) for row in data.get("contradictions", ())),
        clearer=tuple(_clearer(row) for row in data.get("clearer", {}).get("items", ())),
        clearer_since=data.get("clearer", {}).get("since", 0),
        changed_rules=tuple(RuleThen(**row) for row in data.get("clearer", {}).get("rules", ())),
        typology=_typology(data.get("typology", {})),
        glossary=tuple(Term(**term) for term in data.get("glossary", ())),
        dated=data.get("dated", ""),
    )


def scale_options(data: Data) -> dict[str, Any]:
    """The options of each scale, which several items may share."""
    return {scale["id"]: scale["options"] for scale in data.get("scales", ())}


def _section(data: Data, scales: Data) -> Section:
    return Section(
        id=data["id"],
        part=data["part"],
        title=data["title"],
        lead=data.get("lead", ""),
        items=tuple(_item(item, scales) for item in data["items"]),
    )


def _item(data: Data, scales: Data) -> Item:
    offered = scales[data["scale"]] if "scale" in data else data.get("options", ())
    said = {key: value for key, value in data.items() if key != "scale"}
    return Item(**{**said, "options": tuple(Option(**option) for option in offered)})


def _rung(data: Data) -> Rung:
    return Rung(
        number=data["rung"],
        name=data["name"],
        line=data["line"],
        well=data.get("well", {}).get("text", ""),
        plain=data.get("plain", ""),
        band=data.get("band", ""),
        source=data.get("source", ""),
        gates=tuple(_gate(gate) for gate in data.get("needs", ())),
    )


def _gate(data: Data) -> Gate:
    alternatives = tuple(atom(text) for text in data["any"])
    return Gate(alternatives, data["because"], data["source"])


def atom(text: object) -> Atom:
    """Read a condition that must be a single atom. Raises ConditionError otherwise."""
    condition = parse(text)
    if not isinstance(condition, Atom):
        raise ConditionError(f"expected `item >= option`: {text!r}")
    return condition


def _rule(data: Data) -> Rule:
    return Rule(
        id=data["id"],
        name=data["name"],
        when=parse(data["when"]) if "when" in data else None,
        text=data.get("text") or data.get("line", ""),
        source=data["source"],
        possible=data.get("possible", ""),
        rung=data.get("rung", 0),
        leave=tuple(atom(text) for text in data.get("leave", ())),
        reads=tuple(CautionText(parse(r["when"]), r["text"]) for r in data.get("reads", ())),
    )


def _contradiction(data: Data) -> Contradiction:
    one, other = map(parse, data["pair"])
    seen = tuple(Seen(**row) for row in data.get("seen", ()))
    return Contradiction(data["id"], (one, other), data["ask"], seen)


def _clearer(data: Data) -> Clearer:
    may_matter = parse(data["may_matter"]) if "may_matter" in data else None
    return Clearer(data["item"], data["says"], may_matter)


def _typology(data: Data) -> Typology:
    return Typology(
        cells=tuple(TypologyCell(**cell) for cell in data.get("cells", ())),
        functions=tuple(_group(group) for group in data.get("functions", ())),
        phases=tuple(_group(group) for group in data.get("phases", ())),
        kinds=tuple(_rule(rule) for rule in data.get("kinds", ())),
        roles=tuple(_rule(rule) for rule in data.get("roles", ())),
        findings=tuple(_rule(rule) for rule in data.get("findings", ())),
        crossings=tuple(_rule(rule) for rule in data.get("crossings", ())),
    )


def _group(data: Data) -> Group:
    return Group(**{**data, "options": tuple(data["options"])})
