"""A file with places for five answers, each written once, into a place drawn by chance.

A file that is written anew has an old and a new version side by side for a moment, and for good
where the machine stops just then: whoever copies the folder reads off who came last. Here nothing
is ever beside the file, and nothing in it moves when somebody comes or goes.
"""

import json
import os
import secrets
import struct
import zlib
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from ladder_assess.core.points_of_view.fives import FEWEST_ANSWERS

# Of JSON values, with a random `id`.
Answer = Mapping[str, Any]
PLACES = FEWEST_ANSWERS
# One that is packed takes a tenth of it; two blocks of a disk.
PLACE = 8192
# How long the packed answer is, and its checksum: a place that was cut off counts as free.
HEAD = struct.Struct(">II")


def read(path: Path) -> dict[int, Answer]:
    """The answers in a file by place; none where there is no file."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    places = (content[at * PLACE : (at + 1) * PLACE] for at in range(PLACES))
    return {at: answer for at, place in enumerate(places) for answer in _in(place)}


def _in(place: bytes) -> Iterator[Answer]:
    """The answer in a place, if there is one, whole."""
    if len(place) < HEAD.size:
        return
    length, check = HEAD.unpack_from(place)
    packed = place[HEAD.size : HEAD.size + length]
    if length and len(packed) == length and zlib.crc32(packed) == check:
        yield json.loads(zlib.decompress(packed))


def put(path: Path, answer: Answer) -> None:
    """Write an answer into a place that is free. It is on the disk afterwards.

    Raises ValueError where all are taken, or where it is longer than a place.
    """
    packed = zlib.compress(json.dumps(answer, ensure_ascii=False).encode())
    whole = HEAD.pack(len(packed), zlib.crc32(packed)) + packed
    free = sorted(set(range(PLACES)) - set(read(path)))
    if not free or len(whole) > PLACE:
        raise ValueError("no place for an answer")
    _write(path, secrets.choice(free), whole)


def blank(path: Path, ids: Collection[str]) -> bool:
    """Overwrite the answers with some ids; says whether there were any."""
    found = [at for at, answer in read(path).items() if answer["id"] in ids]
    for at in found:
        _write(path, at, bytes(PLACE))
    return bool(found)


def _write(path: Path, place: int, content: bytes) -> None:
    opened = os.open(path, os.O_RDWR | os.O_CREAT, mode=0o600)
    try:
        # All of it at once, so that where on a disk an answer lies tells nothing either.
        missing = PLACES * PLACE - os.fstat(opened).st_size
        if missing:
            os.pwrite(opened, bytes(missing), PLACES * PLACE - missing)
        os.pwrite(opened, content, place * PLACE)
        os.fsync(opened)
    finally:
        os.close(opened)
