"""Lines of JSON as records: quickly where a line is plainly in order, else exactly."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import orjson

from ladder_assess.core.questionnaire.record import BadRecord, Problem

LONGEST_LINE = 1_000_000
NOT_TEXT = "expected UTF-8 text: save the file as UTF-8 and try again"
HALVES = "expected whole characters: one is written as half of a pair (\\ud800 to \\udfff)"
TOO_LONG = Problem("line", f"expected at most {LONGEST_LINE:,} bytes on a line")

Record = dict[str, Any]
Records = Iterator[tuple[int, Record | BadRecord]]


def json_records(lines: Iterable[tuple[int, bytes]]) -> Records:
    """The record of each line that is not empty, with its number."""
    for number, line in lines:
        if not line.strip():
            continue
        try:
            yield number, _parse(line)
        except BadRecord as bad:
            yield number, bad


def _parse(line: bytes) -> Record:
    if len(line) > LONGEST_LINE:
        raise BadRecord([TOO_LONG])
    record = _quickly(line)
    return _exactly(line) if record is None else record


def _quickly(line: bytes) -> Record | None:
    """The record of a line that is plainly in order, else None.

    A key that stands twice would be lost in reading. Every key has a colon of its own, so where
    there are as many colons as keys read, none was.
    """
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(record, dict):
        return None
    keys = len(record) + sum(len(v) for v in record.values() if isinstance(v, dict))
    return record if line.count(b":") == keys else None


def _exactly(line: bytes) -> Record:
    try:
        record = _decode(line.decode("utf-8"))
        # Half a character, written as \ud800 and the like, cannot be written out again.
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except BadRecord:
        raise
    except UnicodeDecodeError:
        raise bad_record("line", NOT_TEXT) from None
    except UnicodeEncodeError:
        raise bad_record("line", HALVES) from None
    except RecursionError:
        raise bad_record("line", "expected an object nested less deeply") from None
    except json.JSONDecodeError as error:
        where = f"({error.msg}, column {error.colno})"
        raise bad_record("line", f"expected one JSON object on each line {where}") from None
    except ValueError as error:
        raise bad_record("line", f"expected JSON that can be read exactly ({error})") from None
    if not isinstance(record, dict):
        raise bad_record("line", "expected an object with id and answers")
    return record


def bad_record(item: str, expected: str) -> BadRecord:
    """What stands in place of a record that cannot be read."""
    return BadRecord([Problem(item, expected)])


def _no_repeats(pairs: list[tuple[str, Any]]) -> Record:
    record = dict(pairs)
    if len(record) < len(pairs):
        ((repeated, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise bad_record(repeated, "expected once, not twice")
    return record


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number in JSON")


_decode: Callable[[str], Any] = json.JSONDecoder(
    object_pairs_hook=_no_repeats, parse_constant=_no_constant
).decode
