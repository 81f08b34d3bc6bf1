"""Builds an instrument from the data of a definition that has passed both validation passes."""

from collections.abc import Mapping
from typing import Any

from ladder_assess.core.instruments.instrument import (
    Cited,
    Classification,
    Dimension,
    DimensionGroup,
    DoneWell,
    Form,
    Instrument,
    InstrumentItem,
    Poles,
    Published,
    Type,
)
from ladder_assess.core.questionnaire.conditions import AllOf, Condition, parse
from ladder_assess.core.questionnaire.definition import scale_options
from ladder_assess.core.questionnaire.questionnaire import Option, Section

Data = Mapping[str, Any]


def build_instrument(data: Data) -> Instrument:
    """The instrument that a checked definition describes.

    Raises KeyError, TypeError or ConditionError when the definition was not checked first.
    """
    scales = scale_options(data)
    return Instrument(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        about=data["about"],
        sections=tuple(_section(section, scales) for section in data["sections"]),
        measures=data.get("measures", ""),
        short_form_loses=data.get("short_form", {}).get("loses", ""),
        forms=tuple(Form(**form) for form in data.get("forms", ())),
        dimensions=tuple(_dimension(dimension) for dimension in data.get("dimensions", ())),
        groups=tuple(DimensionGroup(**group) for group in data.get("groups", ())),
        loop=tuple(data.get("loop", ())),
        classification=_classification(data.get("classification")),
        published=tuple(_published(row) for row in data.get("published", ())),
    )


def _section(data: Data, scales: Data) -> Section:
    return Section(
        id=data["id"],
        part=data["part"],
        title=data["title"],
        lead=data.get("lead", ""),
        items=tuple(_item(item, scales, data.get("when")) for item in data["items"]),
    )


def _item(data: Data, scales: Data, topic_when: object) -> InstrumentItem:
    offered = scales[data["scale"]] if "scale" in data else data["options"]
    poles = data.get("poles")
    said = {key: value for key, value in data.items() if key != "scale"}
    return InstrumentItem(
        **{
            **said,
            "options": tuple(Option(**option) for option in offered),
            "forms": tuple(data.get("forms", ())),
            "poles": Poles(poles["first"], poles["second"]) if poles else None,
            "when": when_of(topic_when, data.get("when")),
        }
    )


def when_of(*said: object) -> Condition | None:
    """The condition that a topic and one of its items say together; None where neither says one.

    Raises ConditionError.
    """
    parts = tuple(parse(each) for each in said if each is not None)
    return AllOf(parts) if len(parts) > 1 else next(iter(parts), None)


def _dimension(data: Data) -> Dimension:
    poles = data.get("poles")
    return Dimension(
        **{
            **data,
            "poles": Poles(**poles) if poles else None,
            "well": _done_well(data.get("well")),
        }
    )


def _done_well(data: Data | None) -> DoneWell | None:
    if data is None:
        return None
    example = data.get("example")
    return DoneWell(data["text"], data["source"], Cited(**example) if example else None)


def _classification(data: Data | None) -> Classification | None:
    if data is None:
        return None
    types = tuple(
        Type(kind["id"], kind["name"], kind["line"], dict(kind["is"]), kind["source"])
        for kind in data["types"]
    )
    return Classification(tuple(data["items"]), types, data["leaning"], data["mixed"])


def _published(data: Data) -> Published:
    return Published(**{**data, "counts": tuple(data["counts"]), "percent": float(data["percent"])})
