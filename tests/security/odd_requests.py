"""What no page of ours ever sends: odd values, odd bodies, in addresses and in forms."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes
from zlib import crc32

# As bytes, so that some are no text at all.
ODD: Mapping[str, bytes] = {
    "5,000 digits": b"9" * 5000,
    "a number past any date": b"99999999999",
    "a number below nought": b"-1",
    "a digit that int does not read": "²".encode(),
    "a digit of another script": "٣".encode(),
    "no number": b"NaN",
    "nothing": b"",
    "a byte of nought": b"a\x00b",
    "half a character": b"\xff\xfe\xed\xa0\x80",
    "a date that is none": b"2024-02-31",
    "brackets": b"[" * 5000,
    "a template": b"{{7*7}}%s%(x)s${x}\r\nX: y",
}
# Each is a body that a form of Flask-WTF would have read: as pairs, or as names and values.
JSON = (
    1,
    [[1, [2]], [None]],
    [["a", "b", "c"]],
    {"go": ["next"], "name": {"a": 1}, "page": 10**400},
)
ROUNDS = 3
# Stands between the parts of a body.
BORDER = "a-border"


@dataclass(frozen=True)
class Odd:
    """A request's query and body, and what is odd about it."""

    name: str
    query: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def odd_queries(names: Sequence[str]) -> Iterator[Odd]:
    """Every name that an address may carry, each with another odd value in each round."""
    for at in range(ROUNDS):
        yield Odd(f"round {at}", _encoded(_odd_pairs(names, at)))
    twice = [*_odd_pairs(names, 0), *_odd_pairs(names, 1)]
    yield Odd("everything twice, and no pairs", f"{_encoded(twice)}&&=&=1&page[]=1&%ff=%ff&%")


def odd_forms(sent: Mapping[str, Any]) -> Iterator[Odd]:
    """A page's form with every field odd, and with one at a time odd, missing, repeated or a file,
    and beside it a file that it does not ask for.
    """
    pairs = [(name, _bytes(value)) for name, value in sent.items()]
    for at in range(ROUNDS):
        yield _form(f"round {at}", _odd_pairs(list(sent), at))
    for at, (name, value) in enumerate(pairs):
        others = [pair for pair in pairs if pair[0] != name]
        odd = list(ODD)[crc32(repr((at, name, pairs)).encode()) % len(ODD)]
        yield _form(f"{name} with {odd}", [*others, (name, ODD[odd])])
        yield _form(f"without {name}", others)
        yield _form(f"{name} thrice", [*pairs, (name, b"x"), (name, value)])
        yield _parts(f"{name} as a file", others, name)
    yield _parts("a file beside all", pairs, "nobody-asks")


def _odd_pairs(names: Sequence[str], at: int) -> list[tuple[str, bytes]]:
    odd = list(ODD.values())
    return [(name, odd[(place + 4 * at) % len(odd)]) for place, name in enumerate(names)]


def odd_bodies() -> Iterator[Odd]:
    """Bodies that are no form, and forms that are broken."""
    for value in JSON:
        yield Odd(f"JSON {value!r:.30}", "", json.dumps(value).encode(), _kind("application/json"))
    yield Odd("broken JSON", "", b"{\xff", _kind("application/problem+json; charset=utf-7"))
    yield Odd("text", "", b"name=x", _kind("text/plain"))
    yield Odd("parts without a border", "", b"--a\r\n\r\n", _kind("multipart/form-data"))
    part = b'--a\r\nContent-Disposition: form-data; name="name"; filename="\xff"\r\n'
    whole = part + b"Content-Type: text/plain; charset=utf-99\r\n\r\n\xff\r\n--a--\r\n"
    for head in ("form-data", 'form-data; filename="a.txt"', "attachment"):
        yield _nameless(head)
    yield Odd("a file whose name is no text", "", whole, _kind("multipart/form-data; boundary=a"))


def _nameless(head: str) -> Odd:
    """A part without a name, beside one that has a name which no page asks for."""
    heads = (head, 'form-data; name="nobody-asks"')
    parts = [f"--{BORDER}\r\nContent-Disposition: {each}\r\n\r\nx\r\n" for each in heads]
    whole = f"{''.join(parts)}--{BORDER}--\r\n".encode()
    kind = _kind(f"multipart/form-data; boundary={BORDER}")
    return Odd(f"a part without a name ({head})", "", whole, kind)


def _kind(kind: str) -> dict[str, str]:
    return {"Content-Type": kind}


def _form(said: str, pairs: list[tuple[str, bytes]]) -> Odd:
    return Odd(said, "", _encoded(pairs).encode(), _kind("application/x-www-form-urlencoded"))


def _parts(said: str, pairs: list[tuple[str, bytes]], file: str) -> Odd:
    """The same in parts, with one that is a file. It has a name that can be read: where a head
    cannot, the whole body is passed over, and no page ever meets the file.
    """
    heads = [f'name="{name}"' for name, _ in pairs] + [f'name="{file}"; filename="a.txt"']
    bodies = [*(value for _, value in pairs), b"a file's text"]
    parts = [
        f"--{BORDER}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n"
        for head, body in zip(heads, bodies, strict=True)
    ]
    whole = b"".join(parts) + f"--{BORDER}--\r\n".encode()
    return Odd(said, "", whole, _kind(f"multipart/form-data; boundary={BORDER}"))


def _encoded(pairs: list[tuple[str, bytes]]) -> str:
    return "&".join(f"{quote_from_bytes(n.encode())}={quote_from_bytes(v)}" for n, v in pairs)


def _bytes(value: Any) -> bytes:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, bytes) else str(value or "").encode()
