"""The figures of a wave as records for other programs and rows for spreadsheets.

Those of an organisation are unrounded, as `ladder-assess score` writes them. Those of respondents
are the whole numbers that the page shows, so that a file tells nothing more.
"""

from collections.abc import Iterator
from typing import Any

from ladder_assess.core.instruments.group_scores import GroupResult
from ladder_assess.core.instruments.instrument import Instrument
from ladder_assess.core.instruments.scoring import Scores
from ladder_assess.core.instruments.wave import Wave
from ladder_assess.publishing.instruments.score_records import as_record

COLUMNS = ("instrument", "version", "wave", "form", "what", "id", "name", "value", "answered", "of")
Record = dict[str, Any]


def wave_record(
    instrument: Instrument, wave: Wave, own: Scores | None, groups: dict[str, GroupResult]
) -> Record:
    """Everything that the page of a wave shows."""
    record: Record = {
        "instrument": instrument.id,
        "version": instrument.version,
        "wave": wave.number,
        "subject": wave.subject,
        "opened_on": wave.opened_on,
        "short": wave.short,
    }
    if own is not None:
        scored = as_record(own)
        return record | {key: scored[key] for key in ("dimensions", "classification")}
    return record | {"groups": {form or "all": _group(found) for form, found in groups.items()}}


def _group(found: GroupResult) -> Record:
    return {
        "answered": found.answered,
        "dimensions": {
            key: {"score": of.score, "answered": of.people} for key, of in found.dimensions.items()
        },
        "stages": dict(found.stages),
        "weakest": list(found.weakest),
        "items": {
            key: {
                "answered": told.people,
                "counts": dict(zip(told.item.option_ids, told.counts, strict=True)),
            }
            for key, told in found.told.items()
        },
    }


def wave_rows(
    instrument: Instrument, wave: Wave, own: Scores | None, groups: dict[str, GroupResult]
) -> Iterator[Record]:
    """The same a figure a row: `value` is a score or a count, `answered` how many answers or people
    stand behind it, `of` how many items there are. A score that there is not is an empty cell.
    """
    start = {"instrument": instrument.id, "version": instrument.version, "wave": wave.number}
    if own is not None:
        yield from (_row(start, "") | row for row in _own_rows(instrument, own))
    for form, found in groups.items():
        yield from (_row(start, form) | row for row in _group_rows(instrument, found))


def _row(start: Record, form: str) -> Record:
    return dict.fromkeys(COLUMNS, "") | start | {"form": form}


def _own_rows(instrument: Instrument, own: Scores) -> Iterator[Record]:
    for dimension in instrument.dimensions:
        of = own.dimensions[dimension.id]
        value = "" if of.score is None else of.score
        yield _figure("dimension", dimension.id, dimension.name, value, of.answered) | {
            "of": of.items
        }
    if own.classification is not None:
        yield _figure("type", own.classification.type or "", "", "", "")


def _group_rows(instrument: Instrument, found: GroupResult) -> Iterator[Record]:
    for dimension in instrument.dimensions:
        of = found.dimensions.get(dimension.id)
        value, people = (of.score, of.people) if of else ("", "")
        yield _figure("dimension", dimension.id, dimension.name, value, people)
    for told in found.told.values():
        for option, count in zip(told.item.options, told.counts, strict=True):
            name = f"{told.item.label}: {option.text}"
            yield _figure("answer", f"{told.item.id}.{option.id}", name, count, told.people)


def _figure(what: str, key: str, name: str, value: Any, answered: Any) -> Record:
    return {"what": what, "id": key, "name": name, "value": value, "answered": answered}
