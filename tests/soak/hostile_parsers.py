"""Files for parsers, made of those that hurt by changing bytes and parts of them at random."""

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from hypothesis import strategies as st

from ladder_assess.core.register.columns import Headings, RegisterColumn
from ladder_assess.core.register.flaws import BadRegister
from ladder_assess.storage.common.yaml_source import read_yaml
from ladder_assess.storage.register.tables import read_table
from tests.soak.cost import measured
from tests.soak.hostile import Found, drawn, where
from tests.soak.hostile_files import FILES
from tests.soak.report import Row
from tests.support.command import run

KNOWN = Headings({"id": RegisterColumn("id", None), "name": RegisterColumn("name", None)})
# Bombs are read as they are: changed, they would be no zip files any more.
CHANGED = [name for name in FILES if "bomb" not in name]
PIECES = (
    b"\x00",
    b"\xff",
    b'"',
    b",",
    b"\n",
    b"<",
    b"&a0 *a0 ",
    b"9" * 400,
    b"PK\x03\x04",
    b"[" * 999,
)
Change = tuple[str, float, bytes]


def register(content: bytes) -> None:
    """As a register, whatever kind it is."""
    try:
        read_table(content, KNOWN)
    except BadRegister:
        return


def records(command: str, content: bytes) -> None:
    """As what a command reads: it ends in order, and says what is wrong."""
    done = run(command, "-", given=content)
    assert done.code in (0, 1), done.code


def definition(place: Path, content: bytes) -> None:
    """As a definition."""
    file = place / "hostile.yaml"
    file.write_bytes(content)
    read_yaml(file)


def attack_parsers(cases: int, start: int) -> Row:
    """Have as many files read, each by one of the parsers."""
    found = Found()
    with tempfile.TemporaryDirectory() as directory:
        parsers: Mapping[str, Callable[[bytes], None]] = {
            "a register": register,
            "place": partial(records, "place"),
            "agreement": partial(records, "agreement"),
            "a definition": partial(definition, Path(directory)),
        }
        both = st.tuples(st.sampled_from(sorted(parsers)), files())
        drawn(both, cases, start, lambda each: _read(parsers, each[0], each[1], found))
    return found.row("hostile files")


def _read(
    parsers: Mapping[str, Callable[[bytes], None]], name: str, content: bytes, found: Found
) -> None:
    problem = ""
    with measured() as cost:
        try:
            parsers[name](content)
        except Exception as error:
            problem = f"{type(error).__name__}: {error!s:.100} {where(error)}"
    found.note(name, problem, cost, f"{len(content):,} bytes {content!r:.300}")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A file that hurts: as it is, or with bytes of it or of one of its parts changed."""
    if draw(st.integers(0, 49)) == 0:
        return FILES[draw(st.sampled_from(sorted(FILES)))]
    content = FILES[draw(st.sampled_from(CHANGED))]
    changes = draw(st.lists(_change(), min_size=1, max_size=6))
    if zipfile.is_zipfile(io.BytesIO(content)) and draw(st.booleans()):
        return _with_part(content, draw(st.floats(0, 0.999)), changes)
    return changed(content, changes)


def _change() -> st.SearchStrategy[Change]:
    ways = st.sampled_from(("put", "over", "cut", "again", "end"))
    pieces = st.one_of(st.sampled_from(PIECES), st.binary(max_size=12))
    return st.tuples(ways, st.floats(0, 1), pieces)


def changed(content: bytes, changes: list[Change]) -> bytes:
    """The same with pieces put in, over it, cut out or said again, and its end left out."""
    for way, place, piece in changes:
        at = int(place * len(content))
        before, after = content[:at], content[at:]
        match way:
            case "put":
                content = before + piece + after
            case "over":
                content = before + piece + after[len(piece) :]
            case "cut":
                content = before + after[len(piece) * 7 :]
            case "again":
                content = before + after[:40] * 50 + after
            case _:
                content = before or content
    return content


def _with_part(content: bytes, place: float, changes: list[Change]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        names = before.namelist()
        for at, name in enumerate(names):
            part = before.read(name)
            after.writestr(name, changed(part, changes) if at == int(place * len(names)) else part)
    return out.getvalue()
