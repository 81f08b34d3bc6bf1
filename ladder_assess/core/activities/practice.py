"""The practice library: published cases coded by the same facts, and the sources that are cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TEXTS = ("id", "organisation", "activity", "source", "locator", "coding_note")


@dataclass(frozen=True, slots=True)
class Source:
    """Something that the instrument rests on; `short` is what running text shows."""

    key: str
    cite: str
    short: str


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One activity from a published report. `activity` is its name, `source` the key of a Source,
    `locator` where it stands in it; `coding_note` says how its facts were read.

    `record` is the activity in the format of method/files.md, ready for `read_activity`;
    `paragraphs` tell what the report says of it, for people to read.
    """

    id: str
    organisation: str
    activity: str
    source: str
    locator: str
    coding_note: str
    record: Mapping[str, Any]
    paragraphs: tuple[str, ...] = ()


def worked_case(data: Mapping[str, Any], text: str = "") -> WorkedCase:
    """One entry of `worked-cases.json` and its text. Raises ValueError saying what was expected."""
    for key in TEXTS:
        if not isinstance(data.get(key), str):
            raise ValueError(f"{key}: expected a text")
    kept = ("id", "answers", "evidence", "claimed_rung", "intended_rung")
    record = {key: data[key] for key in kept if key in data}
    return WorkedCase(
        id=data["id"],
        organisation=data["organisation"],
        activity=data["activity"],
        source=data["source"],
        locator=data["locator"],
        coding_note=data["coding_note"],
        record={**record, "name": data["activity"]},
        paragraphs=tuple(filter(None, text.split("\n"))),
    )
