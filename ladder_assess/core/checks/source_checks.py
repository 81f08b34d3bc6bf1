"""Was everything that cites a source read beside it, as it stands now?

A reading is known by a digest of what was read. A text that is new, or was changed since, is named,
so that nobody takes it for read; so is a reading of something that is no more.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from ladder_assess.core.checks.problems import Name, Path, Problem, entries, perhaps, within

# Worked out by the rules, or said by ourselves of what comes first: not taken from a source.
OWN = ("expected", "after")
# Eight letters: a digest that YAML never takes for a number.
LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
SIZE = 8
WHOLE = "whole"


class Claim(NamedTuple):
    """Something that cites a source: its name within its file, the key, and what it says now."""

    name: str
    source: str
    digest: str
    path: Path


class SourceProblems(NamedTuple):
    """What is wrong with the readings themselves, and with each file of claims, by its id."""

    readings: tuple[Problem, ...]
    claims: Mapping[str, tuple[Problem, ...]]


def claims_in(data: object, path: Path = (), name: Path = ()) -> Iterator[Claim]:
    """Everything in some data that cites a source; what stands below one may be one of its own."""
    if isinstance(data, Mapping):
        source = data.get("source")
        if isinstance(source, str):
            yield Claim("/".join(map(str, name)) or WHOLE, source, digest_of(data), path)
        for key, part in data.items():
            yield from claims_in(part, (*path, key), (*name, key))
    elif isinstance(data, list):
        for place, part in enumerate(data):
            yield from claims_in(part, (*path, place), (*name, _called(part, place)))


def _called(part: object, place: int) -> str | int:
    """What an entry of a list goes by: its id, its rung, or else its place."""
    found = part.get("id", part.get("rung", place)) if isinstance(part, Mapping) else place
    return found if isinstance(found, str | int) else place


def digest_of(data: object) -> str:
    """Eight letters that change with anything that a claim says, its own claims below left out."""
    text = json.dumps(_own(data), sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:SIZE].translate(LETTERS)


def _own(data: Any) -> Any:
    if isinstance(data, Mapping):
        kept = {k: v for k, v in data.items() if k not in OWN and not _cites(v)}
        return {key: _own(value) for key, value in kept.items()}
    if isinstance(data, list):
        return [_own(part) for part in data if not _cites(part)]
    return data


def _cites(data: object) -> bool:
    return isinstance(data, Mapping) and isinstance(data.get("source"), str)


def source_check_problems(
    data: object, files: Mapping[str, object], sources: Collection[str]
) -> SourceProblems:
    """What was not read, was changed since or is no more. `data` is the file of readings, `files`
    the newest version of each file of claims by its id.
    """
    claims = {file: {claim.name: claim for claim in claims_in(files[file])} for file in files}
    read: dict[tuple[str, str], tuple[str, str]] = {}
    readings = [*_wrong_keys(data, sources)]
    for path, key, file, digests in _readings(data):
        for name, digest in digests.items():
            below = (*path, "claims", name)
            claim = claims.get(file, {}).get(name)
            if claim is None or claim.source != key:
                message = f"nothing in {file} called `{name}` cites `{key}`"
                readings.append(Problem(Name.READS_NOTHING, below, message))
            elif (file, name) in read:
                readings.append(Problem(Name.REPEATED, below, f"`{name}` was read above already"))
            read[file, name] = (key, digest)
    missing = {file: tuple(_unread(file, claims[file].values(), read)) for file in files}
    return SourceProblems(tuple(readings), missing)


def _readings(data: object) -> Iterator[tuple[Path, str, str, Mapping[str, str]]]:
    """Each group of readings: its place, the key of its source, its file, and digests by claim."""
    for path, source in entries(data, "beside"):
        for below, group in within(path, source, "found"):
            digests = group.get("claims")
            if isinstance(digests, Mapping):
                yield below, str(source.get("key")), str(group.get("in")), digests


def _wrong_keys(data: object, sources: Collection[str]) -> Iterator[Problem]:
    for path, source in entries(data, "beside"):
        key = source.get("key")
        if isinstance(key, str) and key not in sources:
            message = f"no source has the key `{key}`{perhaps(key, sources)}"
            yield Problem(Name.UNKNOWN_SOURCE, (*path, "key"), message)


def _unread(
    file: str, claims: Collection[Claim], read: Mapping[tuple[str, str], tuple[str, str]]
) -> Iterator[Problem]:
    for claim in claims:
        found = read.get((file, claim.name))
        if found is None or found[0] != claim.source:
            asks = "was not read beside"
        elif found[1] != claim.digest:
            asks = "was changed since it was read beside"
        else:
            continue
        message = (
            f"`{claim.name}` {asks} `{claim.source}`: read it there, then note it in "
            f"source-checks.yaml under {file} as `{claim.name}: {claim.digest}`"
        )
        yield Problem(Name.NOT_READ, claim.path, message)
